import type { Explanation } from './explain.js';

/** One thing there is to say of a line. */
export type LineFact =
  | {
      readonly kind: 'verdict';
      readonly rule: string;
      readonly outcome: string;
      readonly detail: string;
    }
  /** Part of the candidate with this question. */
  | { readonly kind: 'becomes'; readonly query: string }
  /** Proof of this candidate. */
  | { readonly kind: 'candidate'; readonly id: string }
  | { readonly kind: 'fault'; readonly message: string };

interface Place {
  readonly file: string;
  readonly line: number;
}

/** The lines of one log about which there is something to say, ascending, and what. */
interface ExplainedLog {
  readonly file: string;
  readonly lines: Uint32Array;
  /** Where each line's facts begin in `facts`; one more than there are lines. */
  readonly starts: Uint32Array;
  /** Numbers of facts. */
  readonly facts: Uint32Array;
}

/** What there is to say of every line of the logs, packed: an object for each would be many times as large. */
export interface LineExplanations {
  readonly logs: readonly ExplainedLog[];
  /** All facts as JSON, each once however many lines it is about. */
  readonly text: Uint8Array;
  /** Where each fact begins in `text`; one more than there are facts. */
  readonly textStarts: Uint32Array;
  /** True when there was more to say than is kept. */
  readonly isPartial: boolean;
}

const MOST_TEXT_BYTES = 16 * 1024 * 1024;
const MOST_MENTIONS = 2_000_000;
const LONGEST_TEXT = 600;
/** A line and a fact as one number that sorts by line: both stay exact below 2^53. */
const FACT_NUMBERS = 2 ** 24;

/** Packs facts about lines. */
export class LineExplanationsBuilder {
  readonly #mentions: ReadonlyMap<string, number[]>;
  readonly #pieces: Buffer[] = [];
  readonly #textStarts: number[] = [0];
  readonly #mostBytes: number;
  #mentionCount = 0;
  #isPartial = false;

  /** @param mostBytes of the facts' text; what comes after is left out */
  constructor(files: readonly string[], mostBytes = MOST_TEXT_BYTES) {
    this.#mentions = new Map(files.map((file) => [file, []]));
    this.#mostBytes = mostBytes;
  }

  add(fact: LineFact, places: readonly Place[]): void {
    const here = places.filter(({ file }) => this.#mentions.has(file));
    if (here.length === 0) return;
    const bytes = Buffer.from(JSON.stringify(shortened(fact)));
    const end = (this.#textStarts.at(-1) ?? 0) + bytes.length;
    this.#mentionCount += here.length;
    if (end > this.#mostBytes || this.#mentionCount > MOST_MENTIONS) {
      this.#isPartial = true;
      return;
    }
    const number = this.#pieces.length;
    this.#pieces.push(bytes);
    this.#textStarts.push(end);
    for (const { file, line } of here) this.#mentions.get(file)?.push(line * FACT_NUMBERS + number);
  }

  explanations(): LineExplanations {
    return {
      logs: [...this.#mentions].map(([file, mentions]) => explainedLog(file, mentions)),
      text: new Uint8Array(Buffer.concat(this.#pieces)),
      textStarts: Uint32Array.from(this.#textStarts),
      isPartial: this.#isPartial,
    };
  }
}

function explainedLog(file: string, mentions: readonly number[]): ExplainedLog {
  const sorted = Float64Array.from(new Set(mentions)).sort();
  const lines: number[] = [];
  const starts: number[] = [];
  for (const [index, mention] of sorted.entries()) {
    const line = Math.floor(mention / FACT_NUMBERS);
    if (line === lines.at(-1)) continue;
    lines.push(line);
    starts.push(index);
  }
  return {
    file,
    lines: Uint32Array.from(lines),
    starts: Uint32Array.from([...starts, sorted.length]),
    facts: Uint32Array.from(sorted, (mention) => mention % FACT_NUMBERS),
  };
}

/** Questions can be as long as a log line. */
function shortened(fact: LineFact): LineFact {
  const cut = (text: string) => text.slice(0, LONGEST_TEXT);
  if (fact.kind === 'verdict') return { ...fact, detail: cut(fact.detail) };
  return fact.kind === 'becomes' ? { ...fact, query: cut(fact.query) } : fact;
}

/** What `explain` says of a line; undefined for a file that is none of the logs. */
export function explanationAt(
  explanations: LineExplanations,
  file: string,
  line: number,
): Explanation | undefined {
  const log = explanations.logs.find((each) => each.file === file);
  if (log === undefined) return undefined;
  const facts = factsAt(explanations, log, line);
  return {
    file,
    line,
    candidates: facts.flatMap((fact) => (fact.kind === 'candidate' ? [fact.id] : [])),
    would_become: facts.flatMap((fact) => (fact.kind === 'becomes' ? [fact.query] : [])),
    verdicts: facts.flatMap((fact) => {
      if (fact.kind !== 'verdict') return [];
      const { rule, outcome, detail } = fact;
      return [{ rule, outcome, detail }];
    }),
    faults: facts.flatMap((fact) => (fact.kind === 'fault' ? [fact.message] : [])),
  };
}

function factsAt(
  { text, textStarts }: LineExplanations,
  { lines, starts, facts }: ExplainedLog,
  line: number,
): LineFact[] {
  const at = indexOf(lines, line);
  if (at < 0) return [];
  const numbers = facts.subarray(starts[at], starts[at + 1]);
  return Array.from(numbers, (number) => {
    const bytes = text.subarray(textStarts[number], textStarts[number + 1]);
    return JSON.parse(Buffer.from(bytes).toString()) as LineFact;
  });
}

/** Binary search; -1 when it is not there. */
function indexOf(ascending: Uint32Array, wanted: number): number {
  let low = 0;
  let high = ascending.length - 1;
  while (low <= high) {
    const middle = (low + high) >> 1;
    const value = ascending[middle] ?? 0;
    if (value === wanted) return middle;
    if (value < wanted) low = middle + 1;
    else high = middle - 1;
  }
  return -1;
}
