import type { NumberRuns } from '../../numberRuns.js';
import type { ScannedText } from '../../scannedText.js';
import { PhoneForm, type PhoneParts } from './phoneForm.js';

/** Where a phone number may stand: from one run of digits to another, sign before and extension behind included. */
export interface PhoneSpan {
  readonly first: number;
  readonly last: number;
  readonly start: number;
  readonly end: number;
}

const MOST_GROUPS = 8;
const FEWEST_DIGITS = 7;
const MOST_AT_HOME = 15;
/** E.164, and room for `00` and a trunk zero. */
const MOST_DIGITS = 18;
const GAP = /^(?:[ .\-/·]|\)[ .\-/]?|[ .\-/]?\(| - |\) - | \. )$/u;
/** The gaps of one sign. */
const ONE_SIGN = ' .-/·)(';
const LONGEST_GAP = 4;
const EXTENSION = /^(?:,? ?(?:x|ext\.?|extension|durchwahl|poste)|#)[ :]{0,2}\d{1,6}(?!\d)/iu;
const LONGEST_EXTENSION = 20;
const LEAD = /(?:\+ ?\(?|\(\+?)$/u;
const LONGEST_LEAD = 3;

/** The runs of digits of a text as parts of phone numbers. What two neighbours have to do with each other is worked out once. */
export class PhoneShapes {
  readonly #text: string;
  readonly #numbers: NumberRuns;
  /** By run: the gap to the next; empty where none of a phone number. */
  readonly #gaps: (string | undefined)[] = [];
  /** By number of groups, and what stands there. */
  readonly #forms: (Map<string, PhoneForm> | undefined)[] = [];

  constructor({ text, numbers }: ScannedText) {
    this.#text = text;
    this.#numbers = numbers;
  }

  /** A first look: whether a run has too few digits, and no other one behind it as in a phone number. */
  isTooShort(run: number): boolean {
    if (this.#numbers.length(run) >= FEWEST_DIGITS) return false;
    return this.#gap(run) === '';
  }

  /**
   * The ways to end a phone number that begins with a run of digits, the longest first: where its
   * groups end, or where another gap begins; anywhere, where its calling code tells how long it may be.
   */
  spansFrom(run: number): PhoneSpan[] {
    const spans: PhoneSpan[] = [];
    const digitsStart = this.#numbers.start(run);
    const lead = this.#leadBefore(digitsStart);
    const isAbroad = lead.includes('+') || this.#text.startsWith('00', digitsStart);
    const reach = this.#lastGroup(run, isAbroad);
    if (reach < 0) return spans;
    let digits = 0;
    for (let last = run; last <= reach; last += 1) {
      digits += this.#numbers.length(last);
      const isEnd = last === reach || isAbroad || this.#gap(last) !== this.#gap(last - 1);
      if (digits < FEWEST_DIGITS || !isEnd) continue;
      const start = digitsStart - lead.length;
      spans.push({ first: run, last, start, end: this.#endBehind(last) });
    }
    return spans.reverse();
  }

  /** What stands in such a place; the same for the same characters in as many groups. */
  formOf({ first, last, start, end }: PhoneSpan): PhoneForm {
    const written = this.#text.slice(start, end);
    this.#forms[last - first] ??= new Map();
    const known = this.#forms[last - first]?.get(written);
    if (known !== undefined) return known;
    const form = new PhoneForm(this.#partsOf(written, first, last));
    this.#forms[last - first]?.set(written, form);
    return form;
  }

  #partsOf(written: string, first: number, last: number): PhoneParts {
    const groups: string[] = [];
    const gaps: string[] = [];
    for (let run = first; run <= last; run += 1) {
      groups.push(this.#text.slice(this.#numbers.start(run), this.#numbers.end(run)));
      if (run < last) gaps.push(this.#gap(run));
    }
    const lead = this.#leadBefore(this.#numbers.start(first));
    const all = groups.filter((group, index) => !isTrunkZero(group, gaps, index)).join('');
    const isPlus = lead.includes('+');
    const isZeros = !isPlus && /^00[1-9]/u.test(all);
    return {
      written,
      digits: isZeros ? all.slice(2) : all,
      groups,
      gaps,
      abroad: isPlus ? 'plus' : isZeros ? 'zeros' : undefined,
      brackets: lead.includes('(') || gaps.some((gap) => gap.includes('(')),
    };
  }

  /** Behind a column or list, with one gap all along, of more groups or digits than a phone number has; else the run itself. */
  endOfList(run: number): number {
    const gap = this.#gap(run);
    if (gap === '' || (run > 0 && this.#gap(run - 1) === gap)) return run;
    if (this.#leadBefore(this.#numbers.start(run)).includes('+')) return run;
    let end = run;
    let digits = this.#numbers.length(run);
    while (this.#gap(end) === gap) {
      end += 1;
      digits += this.#numbers.length(end);
    }
    return end - run >= MOST_GROUPS || digits > MOST_AT_HOME ? end + 1 : run;
  }

  /** The last run that a number which begins here can reach; -1 where it cannot have enough digits. */
  #lastGroup(run: number, isAbroad: boolean): number {
    const numbers = this.#numbers;
    let digits = numbers.length(run);
    let last = run;
    while (
      last - run < MOST_GROUPS - 1 &&
      this.#gap(last) !== '' &&
      (isAbroad || this.#isGroup(last + 1))
    ) {
      if (digits + numbers.length(last + 1) > MOST_DIGITS) break;
      last += 1;
      digits += numbers.length(last);
    }
    return digits < FEWEST_DIGITS || digits > MOST_DIGITS ? -1 : last;
  }

  /** A single digit stands only where a trunk zero or the area of a big city does: in brackets, or behind a calling code. */
  #isGroup(run: number): boolean {
    return (
      this.#numbers.length(run) > 1 ||
      this.#gap(run - 1).endsWith('(') ||
      this.#gap(run).startsWith(')')
    );
  }

  #gap(run: number): string {
    this.#gaps[run] ??= this.#gapBehind(run);
    return this.#gaps[run] ?? '';
  }

  #gapBehind(run: number): string {
    if (run < 0 || run + 1 >= this.#numbers.count) return '';
    const from = this.#numbers.end(run);
    const to = this.#numbers.start(run + 1);
    if (to - from >= LONGEST_GAP) return '';
    if (to - from === 1) {
      const sign = this.#text[from] ?? '';
      return ONE_SIGN.includes(sign) ? sign : '';
    }
    const gap = this.#text.slice(from, to);
    return GAP.test(gap) ? gap : '';
  }

  #leadBefore(start: number): string {
    const before = this.#text[start - 1];
    if (before !== '(' && before !== '+' && !(before === ' ' && this.#text[start - 2] === '+')) {
      return '';
    }
    return LEAD.exec(this.#text.slice(Math.max(0, start - LONGEST_LEAD), start))?.[0] ?? '';
  }

  /** An extension belongs to the number. */
  #endBehind(run: number): number {
    const end = this.#numbers.end(run);
    return end + (EXTENSION.exec(this.#text.slice(end, end + LONGEST_EXTENSION))?.[0].length ?? 0);
  }
}

/** `(0)`, as in `+44 (0)20`: not dialled from abroad. */
function isTrunkZero(group: string, gaps: readonly string[], index: number): boolean {
  return (
    group === '0' &&
    gaps[index - 1]?.endsWith('(') === true &&
    gaps[index]?.startsWith(')') === true
  );
}
