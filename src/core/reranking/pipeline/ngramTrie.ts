/**
 * A vocabulary of n-grams as a trie over words, so that finding those of a text takes one look-up a
 * word and n, and no string is put together.
 */
export class NgramTrie {
  readonly #minimum: number;
  readonly #maximum: number;
  readonly #wordIds = new Map<string, number>();
  /** The node that a word leads to, by `node * number of words + word`. */
  readonly #children = new Map<number, number>();
  /** By node; undefined where no n-gram ends. Node 0 is the root. */
  readonly #columns: (number | undefined)[] = [undefined];

  constructor(
    vocabulary: ReadonlyMap<string, number>,
    [minimum, maximum]: readonly [minimum: number, maximum: number],
  ) {
    this.#minimum = minimum;
    this.#maximum = maximum;
    const terms: (readonly [words: readonly string[], column: number])[] = [];
    for (const [term, column] of vocabulary) {
      // One word too many is enough to see that no text holds this n-gram.
      const words = term.split(' ', maximum + 1);
      if (words.length <= maximum) terms.push([words, column]);
    }
    for (const [words] of terms) for (const word of words) this.#addWord(word);
    for (const [words, column] of terms) this.#addNgram(words, column);
  }

  /** Calls `found` for every n-gram of the tokens that is in the vocabulary, with its column. */
  forEachNgram(tokens: readonly string[], found: (column: number) => void): void {
    const words = tokens.map((token) => this.#wordIds.get(token));
    for (let start = 0; start < words.length; start++) this.#ngramsFrom(words, start, found);
  }

  #ngramsFrom(
    words: readonly (number | undefined)[],
    start: number,
    found: (column: number) => void,
  ): void {
    let node: number | undefined = 0;
    for (let length = 1; length <= this.#maximum; length++) {
      const word = words[start + length - 1];
      if (word === undefined) return;
      node = this.#children.get(node * this.#wordIds.size + word);
      if (node === undefined) return;
      const column = this.#columns[node];
      if (column !== undefined && length >= this.#minimum) found(column);
    }
  }

  #addWord(word: string): void {
    if (!this.#wordIds.has(word)) this.#wordIds.set(word, this.#wordIds.size);
  }

  #addNgram(words: readonly string[], column: number): void {
    let node = 0;
    for (const word of words) {
      const key = node * this.#wordIds.size + (this.#wordIds.get(word) ?? 0);
      let child = this.#children.get(key);
      if (child === undefined) {
        child = this.#columns.push(undefined) - 1;
        this.#children.set(key, child);
      }
      node = child;
    }
    this.#columns[node] = column;
  }
}
