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

/** How the entries of a snapshot came together. */
export interface Tally {
  readonly fromKnowledgeBase: number;
  readonly fromCandidates: number;
  readonly duplicates: number;
  readonly renamed: number;
  readonly merged: number;
  readonly variantsAdded: number;
  readonly variantsLeftOut: number;
  readonly superseded: readonly { readonly id: string; readonly by: string }[];
  /** What was decided about entries and cannot be done; then the entries are not what anybody decided. */
  readonly problems: readonly ResolvingProblem[];
}

export interface Collected extends Tally {
  /** In canonical order: by id, as code units compare. */
  readonly entries: readonly SnapshotEntry[];
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
  const collecting = new Collecting(accepted);
  for (const each of known) collecting.addKnown(each);
  const tally = collecting.finish(variantsOf);
  const entries: SnapshotEntry[] = [];
  for (const { held } of collecting.inOrder()) if (typeof held !== 'number') entries.push(held);
  return { entries, ...tally };
}

/**
 * The same for more entries than should be in memory: step by step, and what a snapshot begins with may be left where it is.
 * What is asked for by `wanted` has to be held before it is finished.
 */
export class Collecting {
  readonly #collector = new EntryCollector();
  readonly #accepted: readonly Accepted[];
  readonly #resolving: Resolving;

  /** @param accepted in the order of their ids */
  constructor(accepted: readonly Accepted[]) {
    this.#accepted = accepted;
    this.#resolving = new Resolving(this.#collector, accepted);
  }

  /** @param place asked for where a new entry can be read again; left out: the entry itself is held */
  addKnown({ entry, ref, learned }: KnownEntry, place?: () => number): void {
    const id = this.#collector.addKnown(entry, learned?.candidate, place);
    this.#resolving.name(ref, id);
    for (const gone of entry.supersedes ?? []) this.#resolving.nameHeir(gone, id);
  }

  /** What is not held and may be changed by what was accepted. */
  wanted(): { readonly id: string; readonly held: number }[] {
    const ids = new Set(this.#resolving.named());
    for (const { state } of this.#accepted) {
      const own = this.#collector.idOf(state.text.query, state.text.assistant_output);
      if (own !== undefined) ids.add(own);
    }
    return [...ids].flatMap((id) => {
      const held = this.#collector.heldAs(id);
      return typeof held === 'number' ? [{ id, held }] : [];
    });
  }

  /** @param entry one that was wanted, by the id that it has here */
  hold(entry: SnapshotEntry): void {
    this.#collector.replace(entry);
  }

  /** To be called once, when all that is known was added. */
  finish(variantsOf: (accepted: Accepted) => QuestionVariants): Tally {
    const collector = this.#collector;
    const knownCount = collector.size;
    for (const each of this.#accepted) {
      const entry = resolutionOf(each.state).kind === 'merge' ? undefined : fromCandidate(each);
      if (entry === undefined) continue;
      const { id } = each.candidate;
      const ref = { where: 'candidate', id, digest: textDigest(each.state.text) } as const;
      this.#resolving.name(ref, collector.addLearned(entry, id));
    }
    const fromKnowledgeBase = knownCount - collector.learnedAgain;
    const fromCandidates = collector.size - fromKnowledgeBase;
    const resolved = this.#resolving.resolve(this.#accepted, (each) => ({
      ...variantsOf(each),
      acceptance: acceptanceOf(each),
    }));
    const { duplicates, renamed } = collector;
    return { fromKnowledgeBase, fromCandidates, duplicates, renamed, ...resolved };
  }

  get size(): number {
    return this.#collector.size;
  }

  /** In canonical order: by id, as code units compare. */
  inOrder(): ReturnType<EntryCollector['inOrder']> {
    return this.#collector.inOrder();
  }
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
