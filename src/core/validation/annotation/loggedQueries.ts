import type { JobContext } from '../../job.js';
import { logContext } from '../../mining/central/logContext.js';
import { kbUseOf, looksLikeKbUse } from '../../mining/kbUse.js';
import { compareBytes } from '../../records/byteOrder.js';
import { fingerprintOf } from '../../records/fingerprint.js';
import { readRecords } from '../../records/readRecords.js';
import { isObstacle } from '../../review/acceptance.js';
import type { EvaluationContext } from '../../screening/context/evaluationContext.js';
import { leaksIn } from '../../screening/contextRules/holdoutLeak.js';
import type { Tombstones } from '../../screening/erasure/tombstones.js';
import type { ScreeningPolicy } from '../../screening/recogniser.js';
import { screenText } from '../../screening/screenText.js';
import type { Config } from '../../workspace/configSchema.js';
import { filesOf } from '../../workspace/sources.js';

/** Longer ones are pasted data and no question. */
const LONGEST = 1_000;

/** What the knowledge base was searched for, each question once, in byte order. Damaged lines are passed over. */
export async function loggedQueries(context: JobContext, config: Config): Promise<string[]> {
  const logs = logContext(context, config);
  const queries = new Map<string, string>();
  for (const file of await filesOf(logs, config, 'kbUsage')) {
    const options = { looksLikeRecord: looksLikeKbUse, signal: context.signal };
    for await (const item of readRecords(logs.files, file, options)) {
      if (item.kind === 'fault') continue;
      const query = kbUseOf(item.value)?.query.trim() ?? '';
      if (query === '' || query.length > LONGEST) continue;
      const key = fingerprintOf({ query, assistant_output: '' });
      const known = queries.get(key);
      if (known === undefined || compareBytes(query, known) < 0) queries.set(key, query);
    }
  }
  return [...queries.values()].sort(compareBytes);
}

/** What keeps a query out of a sample. */
export type LeftOut = 'evaluation' | 'private';

interface Gates {
  readonly evaluation: EvaluationContext;
  readonly tombstones: Tombstones;
  readonly policy: ScreeningPolicy;
}

/** Why a query may not be graded: it measures quality already, or a sample would tell everybody what is in it. */
export function whyLeftOut(
  query: string,
  { evaluation, tombstones, policy }: Gates,
): LeftOut | undefined {
  const asked = { query, assistant_output: '' };
  if (leaksIn(asked, evaluation, policy).length > 0) return 'evaluation';
  const findings = screenText(asked, policy).filter(({ field }) => field === 'query');
  return tombstones.holds(query) || findings.some(isObstacle) ? 'private' : undefined;
}
