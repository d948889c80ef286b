/** Is told of a word of a set, and where it stands. */
export type Report = (set: number, start: number, end: number) => void;

/** A word that ends in some state. */
interface Output {
  readonly set: number;
  readonly length: number;
}

const NONE: readonly Output[] = [];
/** What a space in a word stands for. */
const SEPARATORS = ' _-';

/**
 * Finds every word of many sets in one pass: Aho and Corasick's automaton (1975), its transitions
 * worked out in full, so that a character costs one look into a table.
 */
export class WordFinder {
  /** 0: in no word. */
  readonly #classOf = new Uint8Array(0x10000);
  readonly #classes: number;
  readonly #next: Uint16Array;
  /** Words that end in each state. */
  readonly #outputs: Output[][] = [[]];
  /**
   * The transitions, a row a state, a column a class; a state is the place of its row, with all bits turned where
   * words end.
   */
  readonly rows: Int32Array;
  /** All characters of the words, and what a space stands for, as UTF-16 code units. */
  readonly characters: ReadonlySet<string>;

  /**
   * @param sets in lower case; a space in a word stands for any of space, `_` and `-`
   * @throws RangeError when the words have more than 255 different characters, or 65 536 altogether
   */
  constructor(sets: readonly (readonly string[])[]) {
    const characters = sets.flat().join('');
    this.characters = new Set([...characters.split(''), ...SEPARATORS]);
    if (characters.length > 0xfffe) throw new RangeError('Too many context words.');
    this.#classes = this.#classify(characters) + 1;
    this.#next = new Uint16Array((characters.length + 1) * this.#classes);
    for (const [set, words] of sets.entries()) {
      for (const word of new Set(words)) this.#add(set, word);
    }
    this.#complete();
    this.rows = Int32Array.from(this.#next, (state) => {
      const row = state * this.#classes;
      return this.#outputs[state]?.length === 0 ? row : ~row;
    });
  }

  /** Looks from `from` to `to` only; a word that reaches out of there is not found. */
  find(text: string, report: Report, from = 0, to = text.length): void {
    const classOf = this.#classOf;
    const rows = this.rows;
    let row = 0;
    for (let at = from; at < to; at += 1) {
      row = rows[row + (classOf[text.charCodeAt(at)] ?? 0)] ?? 0;
      if (row >= 0) continue;
      row = ~row;
      const end = at + 1;
      for (const { set, length: word } of this.wordsEndingIn(row)) {
        report(set, end - word, end);
      }
    }
  }

  /** 0: in no word. */
  classOf(character: string): number {
    return this.#classOf[character.charCodeAt(0)] ?? 0;
  }

  /** @param row the place of a state's row */
  wordsEndingIn(row: number): readonly Output[] {
    return this.#outputs[row / this.#classes] ?? NONE;
  }

  #classify(characters: string): number {
    let last = 1;
    for (const separator of SEPARATORS) this.#classOf[separator.charCodeAt(0)] = last;
    for (const code of new Set(codesOf(characters))) {
      if (this.#classOf[code] !== 0) continue;
      last += 1;
      if (last > 0xff) throw new RangeError('Too many different characters in context words.');
      this.#classOf[code] = last;
    }
    return last;
  }

  #add(set: number, word: string): void {
    let state = 0;
    for (const code of codesOf(word)) {
      const step = state * this.#classes + (this.#classOf[code] ?? 0);
      if (this.#next[step] === 0) this.#next[step] = this.#outputs.push([]) - 1;
      state = this.#next[step] ?? 0;
    }
    this.#outputs[state]?.push({ set, length: word.length });
  }

  /** Breadth first: a state knows its failure link before its children need it. */
  #complete(): void {
    const next = this.#next;
    const failure = new Uint16Array(this.#outputs.length);
    const queue = [0];
    for (const state of queue) {
      for (let each = 0; each < this.#classes; each += 1) {
        const step = state * this.#classes + each;
        const link = state === 0 ? 0 : (next[(failure[state] ?? 0) * this.#classes + each] ?? 0);
        const child = next[step] ?? 0;
        if (child === 0) {
          next[step] = link;
          continue;
        }
        failure[child] = link;
        this.#outputs[child]?.push(...(this.#outputs[link] ?? []));
        queue.push(child);
      }
    }
  }
}

/** UTF-16 code units. */
function codesOf(word: string): number[] {
  return word.split('').map((unit) => unit.charCodeAt(0));
}
