import type { JobContext } from '../../job.js';
import { readPolicies } from '../../review/quorum/policies.js';
import { readSignedOf } from '../../review/quorum/quorumJudge.js';
import { reviewDays } from '../../review/reviewedCandidates.js';
import type { EvaluationContext } from '../../screening/context/evaluationContext.js';
import { readTombstones } from '../../screening/erasure/tombstones.js';
import { requireSnapshot } from '../../snapshots/list.js';
import type { Config } from '../../workspace/configSchema.js';
import type { ExportInput } from '../exportInput.js';
import { acceptedRows } from './acceptedRows.js';
import { candidateRows } from './candidateRows.js';
import { filteredIds, wordsTest } from './filter.js';
import type { RowSource } from './rowSource.js';
import { snapshotRows } from './snapshotRows.js';

/** @throws CodelumiError `not-found`, `wrong-usage` for a filter, `invalid-input` when a journal or a snapshot is damaged */
export async function openSource(
  context: JobContext,
  { from, filter, unsigned = false, format }: ExportInput,
  config: Config,
  evaluation: EvaluationContext,
): Promise<RowSource> {
  const tombstones = await readTombstones(context);
  if (from.kind === 'candidates') {
    const fitting = await filteredIds(context, filter);
    const takesRejected = format !== 'chat';
    return candidateRows(context, { config, evaluation, tombstones, fitting, takesRejected });
  }
  const signed = await readSignedOf(context, await reviewDays(context));
  if (from.kind === 'accepted') {
    const { now: policy } = await readPolicies(context);
    const fitting = await filteredIds(context, filter);
    const rules = { config, policy, evaluation, tombstones, signed, fitting };
    return acceptedRows(context, { ...rules, takesUnsigned: unsigned });
  }
  const source = snapshotRows(context, await requireSnapshot(context, from.name), {
    policy: config.screening,
    tombstones,
    signed: unsigned ? undefined : signed,
    fits: wordsTest(filter),
  });
  await source.requireUnchanged();
  return source;
}
