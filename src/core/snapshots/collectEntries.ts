import type { CandidateText } from '../records/candidate.js';
import { textDigest } from '../records/fingerprint.js';
import { derivedKbId } from '../retrieval/knowledgeBase.js';
import type { QuestionVariants } from '../review/questionVariants.js';
import type { ReviewedCandidate } from '../review/reviewedCandidates.js';
import { resolutionOf } from '../review/standingEntry.js';
import type { KnownEntry } from './base.js';
import { EntryCollector } from './entryCollector.js';
import { Resolving, type ResolvingProblem } from './resolving.js';
import type { Acceptance, SnapshotEntry } from './snapshotEntry.js';

/** An accepted candidate, as the journals (not their projections) say. */
export type Accepted = ReviewedCandidate;

export interface Collected {
  /** In canonical order: by id, as code units compare. */
  readonly entries: readonly SnapshotEntry[];
  readonly fromKnowledgeBase: number;
  readonly fromCandidates: number;
  readonly duplicates: number;
  readonly renamed: number;
  readonly merged: number;
  readonly variantsAdded: number;
  readonly variantsLeftOut: number;
  readonly superseded: readonly { readonly id: string; readonly by: string }[];
  /** What was decided about entries and cannot be done; then `entries` is not what anybody decided. */
  readonly problems: readonly ResolvingProblem[];
}

/**
 * The entries of a snapshot: what it begins with first, mostly the knowledge base, then what was accepted, then what became of both
 * beside each other. The same question and answer stands once; of two different entries with one id the
 * later gets a derived one. An entry that is superseded is gone, and its variants go to the one that took
 * its place; candidates that are merged add their questions and nothing else.
 *
 * @param accepted in the order of their ids
 * @param variantsOf what merging a candidate adds
 */
export function collectEntries(
  known: readonly KnownEntry[],
  accepted: readonly Accepted[],
  variantsOf: (accepted: Accepted) => QuestionVariants,
): Collected {
  const collector = new EntryCollector();
  const resolving = new Resolving(collector, accepted);
  for (const { entry, ref, learned } of known) {
    const id = collector.addKnown(entry, learned?.candidate);
    resolving.name(ref, id);
    for (const gone of entry.supersedes ?? []) resolving.nameHeir(gone, id);
  }
  const knownCount = collector.size;
  for (const each of accepted) {
    const entry = resolutionOf(each.state).kind === 'merge' ? undefined : fromCandidate(each);
    if (entry === undefined) continue;
    const { id } = each.candidate;
    const ref = { where: 'candidate', id, digest: textDigest(each.state.text) } as const;
    resolving.name(ref, collector.addLearned(entry, id));
  }
  const fromKnowledgeBaseCount = knownCount - collector.learnedAgain;
  const fromCandidatesCount = collector.size - fromKnowledgeBaseCount;
  const resolved = resolving.resolve(accepted, (each) => ({
    ...variantsOf(each),
    acceptance: acceptanceOf(each),
  }));
  return {
    entries: collector.inOrder(),
    fromKnowledgeBase: fromKnowledgeBaseCount,
    fromCandidates: fromCandidatesCount,
    duplicates: collector.duplicates,
    renamed: collector.renamed,
    ...resolved,
  };
}

function fromCandidate(accepted: Accepted): SnapshotEntry | undefined {
  const acceptance = acceptanceOf(accepted);
  if (acceptance === undefined) return undefined;
  const { query, assistant_output }: CandidateText = accepted.state.text;
  return {
    id: derivedKbId({ question: query, answer: assistant_output }),
    q: query,
    a: assistant_output,
    source: accepted.candidate.source,
    date: acceptance.at.slice(0, 10),
    origin: acceptance,
  };
}

function acceptanceOf({ candidate, state }: Accepted): Acceptance | undefined {
  const decision = state.decidedBy?.decision;
  if (decision === undefined) return undefined;
  const { name, email } = decision.reviewer;
  const others = state.approvals.map((each) => each.decision.hash);
  const approvals = others.filter((hash) => hash !== decision.hash);
  return {
    candidate: candidate.id,
    decision: decision.hash,
    reviewer: `${name} <${email}>`,
    at: decision.at,
    ...(approvals.length === 0 ? {} : { approvals }),
  };
}
