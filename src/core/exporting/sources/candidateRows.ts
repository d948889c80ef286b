import type { JobContext } from '../../job.js';
import { currentFindings } from '../../review/currentFindings.js';
import { questionVariants } from '../../review/questionVariants.js';
import {
  type ReviewedCandidate,
  reviewDays,
  reviewedCandidates,
} from '../../review/reviewedCandidates.js';
import type { EvaluationContext } from '../../screening/context/evaluationContext.js';
import type { Tombstones } from '../../screening/erasure/tombstones.js';
import { maskPrivate } from '../../screening/maskPrivate.js';
import { isProblem } from '../../workspace/candidateFiles.js';
import type { Config } from '../../workspace/configSchema.js';
import { type ExportRow, wellFormed } from '../exportRow.js';
import type { LeftOutReason } from '../leftOut.js';
import type { RowSource, SourceEntry } from './rowSource.js';

/** By what a candidate is judged. */
export interface CandidateRules {
  readonly config: Config;
  readonly evaluation: EvaluationContext;
  readonly tombstones: Tombstones;
  readonly fitting: ReadonlySet<string> | undefined;
  /** Whether what was rejected is taken too: in a table it says so, as an example to learn from it would not. */
  readonly takesRejected: boolean;
}

/** Everything in the queue, decided or not, day by day in file order; what is private in it is masked. */
export function candidateRows(context: JobContext, rules: CandidateRules): RowSource {
  let unreadable = 0;
  return {
    kind: 'candidates',
    size: undefined,
    get unreadable() {
      return unreadable;
    },
    async *read() {
      unreadable = 0;
      for (const day of (await reviewDays(context)).sort())
        for await (const read of reviewedCandidates(context, day))
          if (isProblem(read)) unreadable += 1;
          else yield [entryOf(read, rules)];
    },
    requireUnchanged: async () => {}, // Each pass is held against the first by ids and fingerprints.
  };
}

function entryOf(each: ReviewedCandidate, rules: CandidateRules): SourceEntry {
  const { id } = each.candidate;
  return {
    id,
    version: `${id} ${each.state.fingerprint} ${each.state.lastHash}`,
    whyNot: () => whyNot(each, rules),
    row: () => rowOf(each, rules),
  };
}

function whyNot(
  { candidate, state }: ReviewedCandidate,
  { config, evaluation, tombstones, fitting, takesRejected }: CandidateRules,
): LeftOutReason | undefined {
  const { query, assistant_output } = state.text;
  if (fitting?.has(candidate.id) === false) return 'filtered';
  if (state.status === 'rejected' && !takesRejected) return 'rejected';
  if (tombstones.holds(`${query}\n${assistant_output}`)) return 'erased';
  const findings = currentFindings(candidate, state, evaluation, config.screening);
  // A rule that failed cannot say what to mask.
  return findings.some(({ kind }) => kind === 'scanner-failure') ? 'private' : undefined;
}

function rowOf(
  { candidate, state, position }: ReviewedCandidate,
  { config, evaluation }: CandidateRules,
): ExportRow {
  const masked = (text: string) => wellFormed(maskPrivate(text, config.screening));
  const findings = currentFindings(candidate, state, evaluation, config.screening);
  const { taken } = questionVariants(candidate, state, evaluation, config.screening);
  const decision = state.decidedBy?.decision;
  return {
    id: candidate.id,
    question: masked(state.text.query),
    answer: masked(state.text.assistant_output),
    variants: taken.slice(1).map(masked),
    source: candidate.source,
    date: candidate.timestamp,
    status: state.status,
    candidate: candidate.id,
    decision: decision?.hash ?? null,
    file: position.file,
    line: position.line,
    snapshot: null,
    snapshotSha256: null,
    merkleRoot: null,
    openFindings: [...new Set(findings.map(({ rule }) => rule))].sort(),
    supersedes: [],
  };
}
