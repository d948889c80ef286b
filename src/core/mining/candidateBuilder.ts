import type { Candidate, CandidateText, Evidence, Provenance } from '../records/candidate.js';
import { fingerprintOf } from '../records/fingerprint.js';
import type { MemoryEntry } from '../records/memoryEntry.js';
import { sha256 } from '../records/sha256.js';
import { type Mined, POSITIVE_FEEDBACK } from './positiveFeedback.js';

/** A candidate before it has an id, findings and scores. */
export type CandidateDraft = Omit<
  Candidate,
  'id' | 'status' | 'findings' | 'confidence_metrics' | 'metadata'
> & { readonly timestampInferred: boolean };

/** Gathers what was mined: repeats of one question and answer become one draft with all their evidence. */
export class CandidateBuilder {
  readonly #drafts = new Map<string, CandidateDraft>();
  #repeats = 0;

  /** @param now milliseconds since the epoch, for logs that carry no time at all */
  add(mined: Mined, now: number): void {
    const text: CandidateText = {
      query: mined.query.trim(),
      assistant_output: mined.answer.trim(),
    };
    const fingerprint = fingerprintOf(text);
    const known = this.#drafts.get(fingerprint);
    if (known === undefined) {
      this.#drafts.set(fingerprint, draftOf(mined, text, fingerprint, now));
      return;
    }
    this.#repeats += 1;
    this.#drafts.set(fingerprint, {
      ...known,
      provenance: merge(known.provenance, provenanceOf(mined)),
      evidence: known.evidence.map(countOneMore),
    });
  }

  /**
   * Forgets what was mined of a pair that a user complained about later.
   * @returns how many signals no longer count
   */
  takeBack(pair: { readonly query: string; readonly answer: string }): number {
    const fingerprint = fingerprintOf(textOf(pair));
    const signals = this.#drafts.get(fingerprint)?.evidence[0]?.count ?? 0;
    this.#drafts.delete(fingerprint);
    this.#repeats -= Math.max(signals - 1, 0);
    return signals;
  }

  /** In the order in which they were first seen. */
  get drafts(): readonly CandidateDraft[] {
    return [...this.#drafts.values()];
  }

  /** How many times something was mined that was already there. */
  get repeats(): number {
    return this.#repeats;
  }
}

function textOf({
  query,
  answer,
}: {
  readonly query: string;
  readonly answer: string;
}): CandidateText {
  return { query: query.trim(), assistant_output: answer.trim() };
}

function draftOf(
  mined: Mined,
  text: CandidateText,
  fingerprint: string,
  now: number,
): CandidateDraft {
  return {
    source: 'user_memory',
    timestamp: new Date(mined.time ?? now).toISOString(),
    timestampInferred: mined.timeInferred,
    ...text,
    user_feedback: 'positive_feedback',
    author: 'codelumi-system',
    fingerprint,
    provenance: merge([], provenanceOf(mined)),
    evidence: [{ ...POSITIVE_FEEDBACK, count: 1 }],
  };
}

function countOneMore(evidence: Evidence): Evidence {
  return { ...evidence, count: evidence.count + 1 };
}

function provenanceOf(mined: Mined): Provenance[] {
  const parts = [
    [mined.questionEntry, 'question'],
    [mined.answerEntry, 'answer'],
    [mined.signalEntry, 'signal'],
  ] as const;
  return parts.flatMap(([entry, part]) => (entry === undefined ? [] : [lineOf(entry, part)]));
}

function lineOf({ position, bytes }: MemoryEntry, part: Provenance['part']): Provenance {
  return {
    file: position.file,
    line: position.line,
    byte_offset: position.byteOffset,
    byte_length: position.byteLength,
    sha256: sha256(bytes),
    part,
  };
}

/** Two signals about one exchange share its question and answer lines; those are listed once. */
function merge(known: readonly Provenance[], added: readonly Provenance[]): Provenance[] {
  const isNew = (line: Provenance) =>
    !known.some((other) => other.byte_offset === line.byte_offset && other.part === line.part);
  return [...known, ...added.filter(isNew)];
}
