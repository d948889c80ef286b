import { DAY_MS } from '../durations.js';
import type { ProofLine } from './mined.js';

/** More lines than anybody reads; the counts stay exact. */
const MOST_LINES = 60;

/** One time that a rule found something, with the log lines that prove it. */
export interface Observation {
  /** The conversation, as LogView numbers them. */
  readonly session: number;
  /** Milliseconds since the epoch; NaN when no entry so far carried a time. */
  readonly time: number;
  readonly isTimeInferred?: boolean;
  /** Asked for only while there are few. */
  readonly lines: () => readonly ProofLine[];
}

/**
 * Everything that speaks for a candidate, added up. Nobody knows who asked, so what can be counted is
 * conversations and days.
 */
export class Support {
  readonly #sessions = new Set<number>();
  readonly #days = new Set<number>();
  readonly #lines = new Map<string, ProofLine>();
  #count = 0;
  #first: { readonly time: number; readonly isInferred: boolean } | undefined;

  static of(observations: Iterable<Observation>): Support {
    const support = new Support();
    for (const observation of observations) support.add(observation);
    return support;
  }

  add({ session, time, isTimeInferred = false, lines }: Observation): void {
    this.#count += 1;
    this.#sessions.add(session);
    this.#days.add(Number.isNaN(time) ? 0 : Math.floor(time / DAY_MS));
    if (!Number.isNaN(time)) this.#first ??= { time, isInferred: isTimeInferred };
    if (this.#lines.size < MOST_LINES) for (const line of lines()) this.#addLine(line);
  }

  /** What speaks for several as one, in their order. */
  static together(all: readonly Support[]): Support {
    const support = new Support();
    for (const other of all) {
      support.#count += other.#count;
      support.#first ??= other.#first;
      for (const session of other.#sessions) support.#sessions.add(session);
      for (const day of other.#days) support.#days.add(day);
      for (const line of other.#lines.values()) support.#addLine(line);
    }
    return support;
  }

  get count(): number {
    return this.#count;
  }

  get sessions(): number {
    return this.#sessions.size;
  }

  get days(): number {
    return this.#days.size;
  }

  /** The first time known, in milliseconds since the epoch. */
  get first(): { readonly time: number; readonly isInferred: boolean } | undefined {
    return this.#first;
  }

  /** Distinct lines, in order. */
  get lines(): readonly ProofLine[] {
    return [...this.#lines.values()];
  }

  #addLine(line: ProofLine): void {
    if (this.#lines.size >= MOST_LINES) return;
    const { file, byteOffset } = line.position;
    const key = `${file}\n${byteOffset}\n${line.part}`;
    if (!this.#lines.has(key)) this.#lines.set(key, line);
  }
}
