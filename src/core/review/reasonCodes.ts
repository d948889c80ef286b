import { wrongUsage } from '../errors.js';
import { ERASURE_CODE, REASON_CODES } from '../records/reasonCode.js';
import type { Config } from '../workspace/configSchema.js';

/**
 * Counting is worth something only while one thing has one name.
 * @throws CodelumiError `wrong-usage` for a code that neither the product nor the workspace knows
 */
export function requireKnownReason(code: string | undefined, { review }: Config): void {
  const known = [...REASON_CODES, ERASURE_CODE, ...review.reasonCodes.map((own) => own.code)];
  if (code === undefined || known.includes(code)) return;
  throw wrongUsage(
    `"${code}" is no reason code`,
    `Use one of ${known.join(', ')}, or add it to review.reasonCodes in .codelumi/config.json.`,
  );
}
