import type { Problem, StoredCandidate } from '../workspace/candidateFiles.js';
import type { CandidatePlace } from '../workspace/candidatesAt.js';
import type { CandidateSummary, ListedCandidate } from './candidateSummary.js';
import type { JournalledDecision } from './decisionJournals.js';
import type { FilterFacts } from './query/filterFacts.js';
import { TextStore } from './query/textStore.js';

/** A candidate as the index keeps it: what lists show, and where the rest is. */
export interface IndexedCandidate {
  summary: CandidateSummary;
  facts: FilterFacts;
  /** Its number within its day, from 0. */
  readonly at: number;
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
  /** By `IndexedCandidate.at`. */
  readonly texts = new TextStore();
  readonly #byId = new Map<string, IndexedCandidate>();

  constructor(stamp: string | undefined) {
    this.stamp = stamp;
  }

  add({ summary, facts, text }: ListedCandidate, { position }: StoredCandidate): void {
    const { byteOffset, byteLength } = position;
    const at = this.entries.length;
    const entry = { summary, facts, at, byteOffset, byteLength };
    this.entries.push(entry);
    this.texts.set(at, text);
    this.#byId.set(summary.id, entry);
  }

  /** What is known now of a candidate that is here. */
  exchange(entry: IndexedCandidate, { summary, facts, text }: ListedCandidate): void {
    entry.summary = summary;
    entry.facts = facts;
    this.texts.set(entry.at, text);
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
