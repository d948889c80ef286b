import type { JobContext } from '../../job.js';
import { questionVariants } from '../../review/questionVariants.js';
import { quorumJudge } from '../../review/quorum/quorumJudge.js';
import type { SignedDecisions } from '../../review/quorum/signedDecisions.js';
import { whyNotReleasable } from '../../review/release.js';
import type { ReviewedCandidate } from '../../review/reviewedCandidates.js';
import { resolutionOf } from '../../review/standingEntry.js';
import type { EvaluationContext } from '../../screening/context/evaluationContext.js';
import type { Tombstones } from '../../screening/erasure/tombstones.js';
import { readAccepted, readDecided } from '../../snapshots/readAccepted.js';
import type { Config } from '../../workspace/configSchema.js';
import type { Policy } from '../../workspace/settings/policySchema.js';
import { type ExportRow, wellFormed } from '../exportRow.js';
import type { LeftOutReason } from '../leftOut.js';
import type { RowSource, SourceEntry } from './rowSource.js';

/** By what an accepted candidate is judged. */
export interface AcceptedRules {
  readonly config: Config;
  readonly policy: Policy;
  readonly evaluation: EvaluationContext;
  readonly tombstones: Tombstones;
  readonly signed: SignedDecisions;
  /** Also what nobody signed. */
  readonly takesUnsigned: boolean;
  readonly fitting: ReadonlySet<string> | undefined;
}

/**
 * What was accepted, by the rules that snapshots are built by, and signed. All of it is held: people decided on each, so there
 * are not that many.
 *
 * @throws CodelumiError `invalid-input` when a journal is damaged
 */
export async function acceptedRows(context: JobContext, rules: AcceptedRules): Promise<RowSource> {
  const judge = quorumJudge(rules.signed, rules.policy, rules.config.screening);
  const decided = await readDecided(context);
  const gated = await readAccepted(context, { judge, config: rules.config });
  const waiting = new Set(gated.heldBack.map(({ candidate }) => candidate));
  const superseded = new Set(gated.accepted.flatMap(supersededCandidate));
  const byId = decided.toSorted((a, b) => (a.candidate.id < b.candidate.id ? -1 : 1));
  const entries = byId.map((each): SourceEntry => {
    const { id } = each.candidate;
    return {
      id,
      version: id,
      whyNot: () => {
        if (rules.fitting?.has(id) === false) return 'filtered';
        if (waiting.has(id)) return 'not-approved';
        if (superseded.has(id)) return 'superseded';
        return whyNot(each, rules);
      },
      row: () => rowOf(each, rules),
    };
  });
  return {
    kind: 'accepted',
    size: entries.length,
    unreadable: 0, // A damaged journal is refused.
    async *read() {
      yield entries;
    },
    requireUnchanged: async () => {}, // It was read once.
  };
}

function supersededCandidate({ state }: ReviewedCandidate): string[] {
  const resolution = resolutionOf(state);
  const isOne = resolution.kind === 'supersede' && resolution.entry.where === 'candidate';
  return isOne ? [resolution.entry.id] : [];
}

function whyNot(each: ReviewedCandidate, rules: AcceptedRules): LeftOutReason | undefined {
  const { state, candidate } = each;
  const { query, assistant_output } = state.text;
  if (resolutionOf(state).kind === 'merge') return 'merged';
  const texts = [query, assistant_output, ...(candidate.metadata.variants ?? [])];
  if (rules.tombstones.holds(texts.join('\n'))) return 'erased';
  const isSigned = state.approvals.some(({ decision }) => rules.signed.has(decision.hash));
  if (!isSigned && !rules.takesUnsigned) return 'unsigned';
  const isLeak = rules.evaluation.nearDuplicateOf(query, rules.config.screening.leakSimilarity);
  if (isLeak !== undefined) return 'evaluation';
  const objection = whyNotReleasable(each, rules.evaluation, rules.config.screening);
  return objection === undefined ? undefined : 'not-releasable';
}

function rowOf({ candidate, state, position }: ReviewedCandidate, rules: AcceptedRules): ExportRow {
  const { query, assistant_output } = state.text;
  const { evaluation, config } = rules;
  const { taken } = questionVariants(candidate, state, evaluation, config.screening);
  const decision = state.decidedBy?.decision;
  const resolution = resolutionOf(state);
  return {
    id: candidate.id,
    question: wellFormed(query),
    answer: wellFormed(assistant_output),
    variants: taken.slice(1).map(wellFormed),
    source: candidate.source,
    date: decision?.at ?? null,
    status: 'accepted',
    candidate: candidate.id,
    decision: decision?.hash ?? null,
    file: position.file,
    line: position.line,
    snapshot: null,
    snapshotSha256: null,
    merkleRoot: null,
    openFindings: [],
    supersedes: resolution.kind === 'supersede' ? [resolution.entry.id] : [],
  };
}
