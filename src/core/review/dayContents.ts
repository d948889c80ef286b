import type { Problem, StoredCandidate } from '../workspace/candidateFiles.js';
import type { CandidatePlace } from '../workspace/candidatesAt.js';
import type { CandidateSummary } from './candidateSummary.js';
import type { JournalledDecision } from './decisionJournals.js';

/** A candidate as the index keeps it: what lists show, and where the rest is. */
export interface IndexedCandidate {
  summary: CandidateSummary;
  readonly byteOffset: number;
  readonly byteLength: number;
}

/** A stamp that no file has: what was read must be read again. */
export const OUTDATED = 'outdated';

/** What one reading of a candidates file found. */
export class DayContents {
  /** Of the file: places hold only while it has this stamp. undefined: there is no file. */
  stamp: string | undefined;
  isComplete = false;
  /** In file order. */
  readonly entries: IndexedCandidate[] = [];
  readonly problems: Problem[] = [];
  /** Acceptances that hold no longer, by candidate. */
  readonly voided = new Map<string, JournalledDecision>();
  readonly #byId = new Map<string, IndexedCandidate>();

  constructor(stamp: string | undefined) {
    this.stamp = stamp;
  }

  add(summary: CandidateSummary, { position }: StoredCandidate): void {
    const { byteOffset, byteLength } = position;
    const entry = { summary, byteOffset, byteLength };
    this.entries.push(entry);
    this.#byId.set(summary.id, entry);
  }

  entry(id: string): IndexedCandidate | undefined {
    return this.#byId.get(id);
  }

  /** Those of them that are here, in file order. */
  held(ids: Iterable<string>): IndexedCandidate[] {
    return [...ids]
      .flatMap((id) => this.#byId.get(id) ?? [])
      .sort((a, b) => a.byteOffset - b.byteOffset);
  }
}

export function placeOf({ summary, byteOffset, byteLength }: IndexedCandidate): CandidatePlace {
  return { id: summary.id, line: summary.line, byteOffset, byteLength };
}
