import type { FaultKind, ReadFault } from '../records/readFault.js';
import type { Drops } from './mined.js';

/** What one extraction saw and did; plain data, appended to `candidates/YYYY-MM-DD.report.json`. */
export interface RunReport {
  readonly at: string;
  readonly tool_version: string;
  readonly sources: readonly SourceReport[];
  readonly rules: readonly RuleReport[];
  readonly candidates: {
    /** Distinct question and answer pairs. */
    readonly pairs: number;
    /** After pairs about the same thing became one. */
    readonly mined: number;
    /** In a candidates file of this or an earlier day; with those below this adds up to `mined`. */
    readonly already_known: number;
    /** Copies of entries of the knowledge base, question and answer. */
    readonly in_knowledge_base: number;
    /** Approved in the assistant's own staging. */
    readonly in_staging: number;
    /** Say the same as another one of this run. */
    readonly repeated: number;
    /** Hold something that was erased, and are held back for that; left out where there are none. */
    readonly erased?: number;
    /** Repeat or resemble something rejected, with too little new evidence to come back. */
    readonly held_back: number;
    /** Of those added: rejected before, and back because their evidence has grown. */
    readonly returned: number;
    /** Known candidates that more conversations speak for than when they were written down. */
    readonly with_new_evidence: number;
    /** The ones with most, at most 1,000. */
    readonly new_evidence: readonly GrownEvidence[];
    /** What those held back repeat or resemble; the ones with most new evidence, at most 1,000. */
    readonly rejected_again: readonly RejectedAgain[];
    /** Known candidates whose answer users complained about since; for somebody to look at. */
    readonly complained_about: readonly string[];
    readonly added: number;
  };
  /** Of those added. */
  readonly screening: {
    readonly pending: number;
    readonly flagged: number;
    readonly rejected: number;
  };
  /** Why the workspace's reranker could not score them, if it could not. */
  readonly reranker_problem?: string;
  readonly malformed: readonly MalformedLine[];
  /** Not listed in `malformed`, so that a broken log cannot make a report without bound. */
  readonly malformed_omitted: number;
}

/** More conversations speak for it now. */
export interface GrownEvidence {
  readonly candidate: string;
  readonly new_sessions: number;
}

export interface RejectedAgain {
  readonly candidate: string;
  /** Jaccard similarity of the answers' terms; 1 for a copy. */
  readonly similarity: number;
  readonly new_sessions: number;
}

export interface ExtractResult {
  readonly day: string;
  /** Where the candidates of the day are; there may be none. */
  readonly file: string;
  readonly report: RunReport;
}

export interface SourceReport {
  readonly file: string;
  readonly records: number;
  readonly faults: Partial<Record<FaultKind, number>>;
}

export interface RuleReport {
  readonly rule: string;
  readonly version: number;
  /** Signals (R1), knowledge base entries (R2), statements (R3) or clusters of queries (R4). */
  readonly considered: number;
  readonly kept: number;
  readonly dropped: Drops;
}

export interface MalformedLine {
  readonly file: string;
  readonly line: number;
  readonly byte_offset: number;
  readonly byte_length: number;
  readonly kind: FaultKind;
}

const MOST_MALFORMED = 1_000;

/** Counts one source while it is read. */
export class SourceTally {
  readonly #file: string;
  #records = 0;
  readonly #faults: Partial<Record<FaultKind, number>> = {};
  readonly #malformed: MalformedLine[] = [];
  #omitted = 0;

  constructor(file: string) {
    this.#file = file;
  }

  countRecord(): void {
    this.countRecords(1);
  }

  countRecords(count: number): void {
    this.#records += count;
  }

  countFault({ kind, position }: ReadFault): void {
    this.#faults[kind] = (this.#faults[kind] ?? 0) + 1;
    if (this.#malformed.length >= MOST_MALFORMED) {
      this.#omitted += 1;
      return;
    }
    const { file, line, byteOffset, byteLength } = position;
    this.#malformed.push({ file, line, byte_offset: byteOffset, byte_length: byteLength, kind });
  }

  get report(): SourceReport {
    return { file: this.#file, records: this.#records, faults: this.#faults };
  }

  get malformed(): readonly MalformedLine[] {
    return this.#malformed;
  }

  get omitted(): number {
    return this.#omitted;
  }
}

export function countEach<T extends string>(values: readonly T[]): Partial<Record<T, number>> {
  const counts: Partial<Record<T, number>> = {};
  for (const value of values) counts[value] = (counts[value] ?? 0) + 1;
  return counts;
}
