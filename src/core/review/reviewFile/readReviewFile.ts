import { isCandidateId } from '../../records/candidate.js';
import { CHECKLIST_ITEMS, type Checklist } from '../../records/decision.js';
import {
  CHECK_LABELS,
  type FilledFault,
  type FilledItem,
  type ItemKey,
  itemKeySchema,
  itemPrefix,
  MARK_END,
  nonceOf,
  TICKED_VERDICTS,
  VERDICT_LABELS,
} from './reviewFile.js';
import { PART_TITLES } from './writeReviewFile.js';

export interface FilledReviewFile {
  readonly items: readonly FilledItem[];
  /** What cannot be understood. An item with a fault is not in `items`. */
  readonly faults: readonly FilledFault[];
}

/**
 * Reads back what people ticked and wrote. An item in which anything is not as it was written, but for ticks and
 * what stands inside its fences, is a fault with its line; it stops none of the others.
 *
 * @returns undefined when this is no review file
 */
export function readReviewFile(text: string): FilledReviewFile | undefined {
  const lines = text
    .replace(/^\ufeff/u, '')
    .split('\n')
    .map((line) => (line.endsWith('\r') ? line.slice(0, -1) : line));
  const nonce = nonceOf((lines[0] ?? '').trimEnd());
  if (nonce === undefined) return undefined;
  const prefix = itemPrefix(nonce);
  const starts = lines.flatMap((line, at) => (line.startsWith(prefix) ? [at] : []));
  const items: FilledItem[] = [];
  const faults: FilledFault[] = [];
  const seen = new Map<string, number>();
  for (const [index, start] of starts.entries()) {
    const mark = (lines[start] ?? '').trimEnd();
    const key = keyOf(mark.slice(prefix.length));
    const line = start + 1;
    if (key === undefined) {
      faults.push({ candidate: undefined, line, message: 'the mark of this item was changed' });
      continue;
    }
    const { candidate } = key;
    const first = seen.get(candidate);
    if (first !== undefined) {
      faults.push({ candidate, line, message: `it stands here twice, first in line ${first}` });
      continue;
    }
    seen.set(candidate, line);
    const read = new ItemReader(lines, line, starts[index + 1] ?? lines.length).read(key);
    if ('message' in read) faults.push({ ...read, candidate });
    else items.push({ ...read, key, line });
  }
  return { items, faults };
}

function keyOf(mark: string): ItemKey | undefined {
  if (!mark.endsWith(MARK_END)) return undefined;
  try {
    const parsed = itemKeySchema.safeParse(JSON.parse(mark.slice(0, -MARK_END.length)));
    return parsed.success && isCandidateId(parsed.data.candidate) ? parsed.data : undefined;
  } catch {
    return undefined; // Told with its line, like every other mark that was changed.
  }
}

type Part = 'reason' | 'question' | 'answer';
type Read = Omit<FilledItem, 'key' | 'line'>;
type Fault = Pick<FilledFault, 'line' | 'message'>;

const BOX = /^\s{0,3}[-*+] \[(.{0,20}?)\] (.{1,60}?)\s*$/u;
const FENCE = /^(`{4,})text (reason|question|answer)\s*$/u;
const LABELS = [
  ...TICKED_VERDICTS.map((verdict) => VERDICT_LABELS[verdict]),
  ...CHECKLIST_ITEMS.map((item) => CHECK_LABELS[item]),
];

/** Reads one item, line by line, between its mark and the next. */
class ItemReader {
  readonly #lines: readonly string[];
  readonly #end: number;
  #at: number;
  readonly #boxes = new Map<string, { readonly isTicked: boolean; readonly line: number }>();
  readonly #parts = new Map<string, string>();

  /** @param start index of the first line, behind the mark; @param end one past the last */
  constructor(lines: readonly string[], start: number, end: number) {
    this.#lines = lines;
    this.#at = start;
    this.#end = end;
  }

  read(key: ItemKey): Read | Fault {
    const first = this.#at;
    while (this.#at < this.#end) {
      const fault = this.#readLine(key);
      if (fault !== undefined) return fault;
    }
    return this.#whole(first);
  }

  #readLine(key: ItemKey): Fault | undefined {
    const line = this.#lines[this.#at] ?? '';
    const box = BOX.exec(line);
    if (box !== null) return this.#readBox(box[1] ?? '', box[2] ?? '');
    const fence = FENCE.exec(line);
    if (fence !== null) return this.#readPart(fence[1] ?? '', fence[2] ?? '');
    if (!isFurniture(line, key))
      return this.#fault('nothing belongs here but ticks, and text inside the fences');
    this.#at += 1;
    return undefined;
  }

  #readBox(content: string, label: string): Fault | undefined {
    if (!LABELS.includes(label)) return this.#fault('this box is none of those that were written');
    if (this.#parts.size > 0) return this.#fault('boxes stand above the text, not below it');
    if (this.#boxes.has(label)) return this.#fault(`the box "${label}" stands here twice`);
    const mark = content.trim().toLowerCase();
    if (mark !== '' && mark !== 'x') return this.#fault('tick a box with an x, or leave it empty');
    this.#boxes.set(label, { isTicked: mark === 'x', line: this.#at + 1 });
    this.#at += 1;
    return undefined;
  }

  /** Closed by the same fence alone on a line: what is longer or shorter belongs to the text. */
  #readPart(fence: string, name: string): Fault | undefined {
    if (this.#parts.has(name)) return this.#fault(`the ${name} stands here twice`);
    const from = this.#at + 1;
    let end = from;
    while (end < this.#end && (this.#lines[end] ?? '').trimEnd() !== fence) end += 1;
    if (end >= this.#end) return this.#fault(`the fence around the ${name} is not closed`);
    this.#parts.set(name, this.#lines.slice(from, end).join('\n'));
    this.#at = end + 1;
    return undefined;
  }

  #whole(first: number): Read | Fault {
    const missing = LABELS.find((label) => !this.#boxes.has(label));
    if (missing !== undefined) return { line: first, message: `the box "${missing}" is missing` };
    const part = (name: Part) => this.#parts.get(name);
    const [reason, query, assistant_output] = [part('reason'), part('question'), part('answer')];
    if (reason === undefined || query === undefined || assistant_output === undefined)
      return { line: first, message: 'the reason, the question or the answer is missing' };
    const ticked = TICKED_VERDICTS.filter((verdict) => this.#isTicked(VERDICT_LABELS[verdict]));
    const [verdict, second] = ticked;
    if (second !== undefined) {
      const line = this.#boxes.get(VERDICT_LABELS[second])?.line ?? first;
      const words = ticked.map((each) => VERDICT_LABELS[each]).join(' and ');
      return { line, message: `${words} are both ticked: tick one` };
    }
    const checked = (item: keyof Checklist) => this.#isTicked(CHECK_LABELS[item]);
    const checklist: Checklist = {
      factual: checked('factual'),
      cited: checked('cited'),
      no_pii: checked('no_pii'),
      clear: checked('clear'),
    };
    const text = { query, assistant_output };
    return { verdict, checklist, reason: reason.trim(), text };
  }

  #isTicked(label: string): boolean {
    return this.#boxes.get(label)?.isTicked === true;
  }

  #fault(message: string): Fault {
    return { line: this.#at + 1, message };
  }
}

/** What was written around boxes and fences, and means nothing. */
function isFurniture(line: string, { candidate }: ItemKey): boolean {
  const text = line.trim();
  if (text === '' || text === 'Checks:' || line.startsWith('> ') || text === '>') return true;
  if (Object.values(PART_TITLES).some((title) => text === `${title}:`)) return true;
  return text.startsWith('## ') && text.endsWith(candidate);
}
