import type { ScreeningPolicy } from '../recogniser.js';
import { scanText } from '../scanText.js';
import type { DocumentFinding } from './documentFinding.js';

/** Whether a finding is of a value, so that the value can be put on the allow-list. */
export function isDismissible({ kind, field }: DocumentFinding): boolean {
  return field !== undefined && (kind === 'pii' || kind === 'secret' || kind === 'hostile');
}

/**
 * What a finding found, as the allow-list compares it. That need not be what is written: a value can
 * be spelled so that machines overlook it.
 *
 * @returns undefined when the rules as they are now do not find it
 */
export function dismissedValue(
  { rule, field }: DocumentFinding,
  policy: ScreeningPolicy,
): string | undefined {
  if (field === undefined) return undefined;
  return scanText(field.text, policy).find(
    (found) => found.rule === rule && found.start === field.start && found.end === field.end,
  )?.value;
}
