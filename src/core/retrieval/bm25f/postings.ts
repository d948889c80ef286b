const FIRST_CAPACITY = 1_024;
const MOST_OCCURRENCES = 0xffff;

/** How often a term stands in the fields of an entry. */
export interface Occurrences {
  readonly question: number;
  readonly answer: number;
}

/**
 * Which terms each document holds, document after document, in typed arrays: 8 bytes a posting. Those of
 * one document stand side by side, and are only ever added.
 */
export class Postings {
  #terms = new Int32Array(FIRST_CAPACITY);
  #inQuestion = new Uint16Array(FIRST_CAPACITY);
  #inAnswer = new Uint16Array(FIRST_CAPACITY);
  #size = 0;
  /** By term: the posting that was opened for it last. */
  #latest = new Int32Array(FIRST_CAPACITY).fill(-1);

  /** Where the next document's postings begin. */
  get size(): number {
    return this.#size;
  }

  /** By posting; longer than `size`, and another array after a document was added. */
  get terms(): Int32Array {
    return this.#terms;
  }

  /** @param start where the postings of the document begin that is being added */
  countInQuestion(term: number, start: number): void {
    const posting = this.#postingOf(term, start);
    const count = this.#inQuestion[posting] ?? 0;
    if (count < MOST_OCCURRENCES) this.#inQuestion[posting] = count + 1;
  }

  /** @param start where the postings of the document begin that is being added */
  countInAnswer(term: number, start: number): void {
    const posting = this.#postingOf(term, start);
    const count = this.#inAnswer[posting] ?? 0;
    if (count < MOST_OCCURRENCES) this.#inAnswer[posting] = count + 1;
  }

  /** Adds a posting that was counted before. */
  restore(term: number, { question, answer }: Occurrences): void {
    const posting = this.#open(term);
    this.#inQuestion[posting] = question;
    this.#inAnswer[posting] = answer;
  }

  termAt(posting: number): number {
    return this.#terms[posting] ?? 0;
  }

  questionCountAt(posting: number): number {
    return this.#inQuestion[posting] ?? 0;
  }

  answerCountAt(posting: number): number {
    return this.#inAnswer[posting] ?? 0;
  }

  occurrencesAt(posting: number): Occurrences {
    return { question: this.questionCountAt(posting), answer: this.answerCountAt(posting) };
  }

  /** Gives back the room for more postings. */
  trim(): void {
    this.#resize(this.#size);
  }

  #postingOf(term: number, start: number): number {
    const latest = this.#latest[term] ?? -1;
    return latest >= start ? latest : this.#open(term);
  }

  #open(term: number): number {
    if (this.#size === this.#terms.length) this.#resize(Math.ceil(1.5 * (this.#size + 1)));
    const posting = this.#size;
    this.#size += 1;
    this.#terms[posting] = term;
    this.#inQuestion[posting] = this.#inAnswer[posting] = 0;
    if (term >= this.#latest.length) this.#makeRoomForTerm(term);
    this.#latest[term] = posting;
    return posting;
  }

  #makeRoomForTerm(term: number): void {
    const latest = new Int32Array(Math.ceil(1.5 * (term + 1))).fill(-1);
    latest.set(this.#latest);
    this.#latest = latest;
  }

  #resize(capacity: number): void {
    this.#terms = resized(this.#terms, new Int32Array(capacity));
    this.#inQuestion = resized(this.#inQuestion, new Uint16Array(capacity));
    this.#inAnswer = resized(this.#inAnswer, new Uint16Array(capacity));
  }
}

function resized<Numbers extends Int32Array | Uint16Array>(from: Numbers, to: Numbers): Numbers {
  to.set(from.length > to.length ? from.subarray(0, to.length) : from);
  return to;
}
