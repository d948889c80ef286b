import type { JobContext } from '../job.js';
import {
  type ReviewedCandidate,
  reviewDays,
  reviewedCandidates,
} from '../review/reviewedCandidates.js';
import { isProblem } from '../workspace/candidateFiles.js';
import type { KnownEntry } from './base.js';

/**
 * Tells what a published snapshot brought into the knowledge base and is not accepted any more: whether something
 * learned stays is said by the journals, and the published file is only a copy of what they said. Where the journals do
 * not know the decision, as in a workspace that has the knowledge base alone, the entry is kept like any other.
 */
export class Withdrawals {
  readonly #context: JobContext;
  readonly #standing: ReadonlySet<string>;
  readonly #ids: string[] = [];
  #made: ReadonlySet<string> | undefined;

  /** @param accepted what is let into the snapshot */
  constructor(context: JobContext, accepted: readonly ReviewedCandidate[]) {
    this.#context = context;
    this.#standing = new Set(accepted.map(({ candidate }) => candidate.id));
  }

  /** Whether the journals have to be asked about an entry. Most were not learned. */
  isDoubtful({ learned }: KnownEntry): boolean {
    return learned !== undefined && !this.#standing.has(learned.candidate);
  }

  /** Whether a doubtful entry is to be left out; then it is remembered. */
  async isWithdrawn({ learned, entry }: KnownEntry): Promise<boolean> {
    this.#made ??= await decisionsMade(this.#context);
    const isWithdrawn = this.#made.has(learned?.decision ?? '');
    if (isWithdrawn) this.#ids.push(entry.id);
    return isWithdrawn;
  }

  /** Ids of the entries that were left out, in order. */
  get ids(): string[] {
    return this.#ids.toSorted();
  }
}

/** The hashes of all decisions. */
async function decisionsMade(context: JobContext): Promise<ReadonlySet<string>> {
  const made = new Set<string>();
  for (const day of await reviewDays(context)) {
    for await (const read of reviewedCandidates(context, day)) {
      if (isProblem(read)) continue;
      for (const { decision } of read.state.history) made.add(decision.hash);
    }
  }
  return made;
}
