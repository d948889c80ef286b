import type { DocumentTable } from './documentTable.js';
import { ANSWER, occurrenceWeight, QUESTION, SATURATION } from './parameters.js';
import type { Postings } from './postings.js';

/**
 * What the postings say, turned round for searching: by term, the documents that hold it and what it
 * scores there but for its weight and idf. Twelve bytes a posting. Made anew after a change, as every change
 * moves the mean lengths; that takes time in the number of postings, some ten milliseconds a million.
 */
export class InvertedView {
  readonly #starts: Int32Array;
  readonly #documents: Int32Array;
  readonly #saturated: Float64Array;
  /** By document, all 0 between searches. */
  readonly #scores: Float64Array;

  constructor(terms: number, documents: DocumentTable, postings: Postings) {
    this.#scores = new Float64Array(documents.numbers);
    this.#starts = startsOf(terms, documents, postings);
    const size = this.#starts[terms] ?? 0;
    this.#documents = new Int32Array(size);
    this.#saturated = new Float64Array(size);
    const ends = this.#starts.slice(0, terms);
    for (let document = 0; document < documents.numbers; document += 1) {
      const row = documents.rowOf(document);
      if (row === undefined) continue;
      const frequencyAt = frequencies(documents, document, postings);
      for (let posting = row.start; posting < row.end; posting += 1) {
        const term = postings.terms[posting] ?? 0;
        const at = ends[term] ?? 0;
        ends[term] = at + 1;
        this.#documents[at] = document;
        this.#saturated[at] = saturated(frequencyAt(posting));
      }
    }
  }

  /** How many documents hold a term. */
  documentsWith(term: number): number {
    return (this.#starts[term + 1] ?? 0) - (this.#starts[term] ?? 0);
  }

  /**
   * Calls `visit` with the score of every document that holds one of the terms.
   * @param factors by term, its weight in the query times its idf
   */
  scoreAll(
    factors: ReadonlyMap<number, number>,
    visit: (document: number, score: number) => void,
  ): void {
    const met: number[] = [];
    for (const [term, factor] of factors) this.#addScores(term, factor, met);
    for (const document of met) {
      const score = this.#scores[document] ?? 0;
      this.#scores[document] = 0;
      visit(document, score);
    }
  }

  #addScores(term: number, factor: number, met: number[]): void {
    const [documents, saturations, scores] = [this.#documents, this.#saturated, this.#scores];
    const end = this.#starts[term + 1] ?? 0;
    for (let at = this.#starts[term] ?? 0; at < end; at += 1) {
      const document = documents[at] ?? 0;
      const before = scores[document] ?? 0;
      if (before === 0) met.push(document);
      scores[document] = before + factor * (saturations[at] ?? 0);
    }
  }
}

/** f · (k₁ + 1) / (f + k₁) */
export function saturated(frequency: number): number {
  return (frequency * (SATURATION + 1)) / (frequency + SATURATION);
}

/** The normalised and weighted frequency behind each posting of a document. */
export function frequencies(
  documents: DocumentTable,
  document: number,
  postings: Postings,
): (posting: number) => number {
  const { totals, size } = documents;
  const { question = 0, answer = 0 } = documents.rowOf(document) ?? {};
  const inQuestion = occurrenceWeight(QUESTION, question, totals.question, size);
  const inAnswer = occurrenceWeight(ANSWER, answer, totals.answer, size);
  return (posting) =>
    postings.questionCountAt(posting) * inQuestion + postings.answerCountAt(posting) * inAnswer;
}

/** By term, where its documents begin; the last one is where all end. */
function startsOf(terms: number, documents: DocumentTable, postings: Postings): Int32Array {
  const starts = new Int32Array(terms + 1);
  for (const [, { start, end }] of documents.living()) {
    for (let posting = start; posting < end; posting += 1) {
      const after = (postings.terms[posting] ?? 0) + 1;
      starts[after] = (starts[after] ?? 0) + 1;
    }
  }
  for (let term = 1; term <= terms; term += 1)
    starts[term] = (starts[term] ?? 0) + (starts[term - 1] ?? 0);
  return starts;
}
