import type { Candidate, CandidateText } from '../records/candidate.js';
import { fingerprintOf } from '../records/fingerprint.js';
import type { KbEntry } from '../records/kbEntry.js';
import { derivedKbId } from '../retrieval/knowledgeBase.js';
import type { ReviewState } from '../review/reviewState.js';
import type { SnapshotEntry } from './snapshotEntry.js';

/** An accepted candidate, as the journals (not their projections) say. */
export interface Accepted {
  readonly candidate: Candidate;
  readonly state: ReviewState;
}

export interface Collected {
  /** In canonical order: by id, as code units compare. */
  readonly entries: readonly SnapshotEntry[];
  readonly fromKnowledgeBase: number;
  readonly fromCandidates: number;
  readonly duplicates: number;
  readonly renamed: number;
}

/**
 * The entries of a snapshot: the knowledge base first, then what was accepted. The same question and
 * answer stands once; of two different entries with one id the later gets a derived one.
 */
export function collectEntries(
  known: readonly KbEntry[],
  accepted: readonly Accepted[],
): Collected {
  const collector = new Collector();
  for (const entry of known) collector.add(fromKnowledgeBase(entry));
  const fromKnowledgeBaseCount = collector.size;
  for (const each of accepted) {
    const entry = fromCandidate(each);
    if (entry !== undefined) collector.add(entry);
  }
  return {
    entries: collector.inOrder(),
    fromKnowledgeBase: fromKnowledgeBaseCount,
    fromCandidates: collector.size - fromKnowledgeBaseCount,
    duplicates: collector.duplicates,
    renamed: collector.renamed,
  };
}

class Collector {
  readonly #byId = new Map<string, SnapshotEntry>();
  readonly #fingerprints = new Set<string>();
  duplicates = 0;
  renamed = 0;

  get size(): number {
    return this.#byId.size;
  }

  add(entry: SnapshotEntry): void {
    const fingerprint = fingerprintOf({ query: entry.q, assistant_output: entry.a });
    if (this.#fingerprints.has(fingerprint)) {
      this.duplicates += 1;
      return;
    }
    this.#fingerprints.add(fingerprint);
    if (!this.#byId.has(entry.id)) {
      this.#byId.set(entry.id, entry);
      return;
    }
    this.renamed += 1;
    const id = this.#freeId(derivedKbId({ question: entry.q, answer: entry.a }));
    this.#byId.set(id, { ...entry, id });
  }

  /** An entry that took a derived id must not push out the one it was derived for. */
  #freeId(derived: string): string {
    let id = derived;
    for (let number = 2; this.#byId.has(id); number += 1) id = `${derived}-${number}`;
    return id;
  }

  inOrder(): SnapshotEntry[] {
    return [...this.#byId.values()].sort((a, b) => (a.id < b.id ? -1 : 1));
  }
}

function fromKnowledgeBase(entry: KbEntry): SnapshotEntry {
  const { question, answer, confidence, source, date, position } = entry;
  return {
    id: entry.id ?? derivedKbId(entry),
    q: question,
    a: answer,
    ...(confidence === undefined ? {} : { confidence }),
    source: source ?? position.file,
    ...(date === undefined ? {} : { date }),
    origin: { file: position.file, line: position.line },
  };
}

function fromCandidate({ candidate, state }: Accepted): SnapshotEntry | undefined {
  const acceptance = state.decidedBy?.decision;
  if (acceptance === undefined) return undefined;
  const { query, assistant_output }: CandidateText = state.text;
  const { name, email } = acceptance.reviewer;
  return {
    id: derivedKbId({ question: query, answer: assistant_output }),
    q: query,
    a: assistant_output,
    source: candidate.source,
    date: acceptance.at.slice(0, 10),
    origin: {
      candidate: candidate.id,
      decision: acceptance.hash,
      reviewer: `${name} <${email}>`,
      at: acceptance.at,
    },
  };
}
