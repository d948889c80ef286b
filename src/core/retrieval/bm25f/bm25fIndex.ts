import { unsliced } from '../../records/unsliced.js';
import { QueryTerms } from '../analysis/queryTerms.js';
import { termsOfToken } from '../analysis/searchTerms.js';
import { eachToken } from '../analysis/tokens.js';
import { BestHits, type Hit } from './bestHits.js';
import { DocumentTable } from './documentTable.js';
import { type IndexContent, packIndex, unpackIndex } from './indexBytes.js';
import { frequencies, InvertedView, saturated } from './invertedView.js';
import { inverseDocumentFrequency, inWords } from './parameters.js';
import { Postings } from './postings.js';
import type { ScoreExplanation, TermShare } from './scoreExplanation.js';

/** What an entry of the knowledge base is found by. */
export interface IndexedEntry {
  readonly id: string;
  /** Every way in which it is asked: its question and its accepted variants. */
  readonly questions: readonly string[];
  readonly answer: string;
}

/** What a token that was met before comes to. */
interface NumberedToken {
  readonly terms: readonly number[];
  /** In fifths of a word. */
  readonly length: number;
}

const MOST_REMEMBERED = 32_768;
/** Below this, what removed entries leave behind is not worth tidying up. */
const FEW_POSTINGS = 4_096;

/**
 * Ranks the entries of a knowledge base by BM25F (parameters.ts has the formula). Entries come and go one
 * by one; scores and order depend on what is in it, never on the order in which that came.
 */
export class Bm25fIndex {
  #dictionary = new Map<string, number>();
  #documents = new DocumentTable();
  #postings = new Postings();
  #livingPostings = 0;
  /** undefined after a change. */
  #view: InvertedView | undefined;
  /** While entries are added: the same tokens come again and again. Bounded, as pasted data has no two alike. */
  readonly #tokens = new Map<string, NumberedToken>();
  readonly #queryTerms = new QueryTerms();

  /** Entries. */
  get size(): number {
    return this.#documents.size;
  }

  /** Lengths of all questions and of all answers together, in fifths of a word. */
  get totals(): { readonly question: number; readonly answer: number } {
    return this.#documents.totals;
  }

  has(id: string): boolean {
    return this.#documents.numberOf(id) !== undefined;
  }

  /** In how many entries a term stands, in whichever field. */
  entriesWith(term: string): number {
    const number = this.#dictionary.get(term);
    return number === undefined ? 0 : this.#upToDate().documentsWith(number);
  }

  /** Takes the place of an entry with the same id. */
  add({ id, questions, answer }: IndexedEntry): void {
    this.remove(id);
    const start = this.#postings.size;
    const inQuestion = (term: number) => this.#postings.countInQuestion(term, start);
    const inAnswer = (term: number) => this.#postings.countInAnswer(term, start);
    this.#documents.add(id, {
      question: questions.reduce((sum, each) => sum + this.#count(each, inQuestion), 0),
      answer: this.#count(answer, inAnswer),
      start,
      end: this.#postings.size,
    });
    this.#livingPostings += this.#postings.size - start;
    this.#view = undefined;
  }

  /** @returns whether there was such an entry */
  remove(id: string): boolean {
    const row = this.#documents.remove(id);
    if (row === undefined) return false;
    this.#livingPostings -= row.end - row.start;
    this.#view = undefined;
    if (this.#postings.size > FEW_POSTINGS && this.#postings.size > 2 * this.#livingPostings)
      this.#compact();
    return true;
  }

  /** The best `limit` entries that share a term with the query, best first. */
  search(query: string, limit: number): Hit[] {
    const best = new BestHits(limit);
    this.#upToDate().scoreAll(this.#factorsOf(query), (document, score) => {
      if (score >= best.leastScore) best.offer({ id: this.#documents.idOf(document) ?? '', score });
    });
    return best.inOrder();
  }

  /** What the score of an entry is made of; undefined when there is no such entry. */
  explain(query: string, id: string): ScoreExplanation | undefined {
    const document = this.#documents.numberOf(id);
    const row = document === undefined ? undefined : this.#documents.rowOf(document);
    if (document === undefined || row === undefined) return undefined;
    const held = new Map<number, number>();
    for (let posting = row.start; posting < row.end; posting += 1)
      held.set(this.#postings.termAt(posting), posting);
    const terms = [...this.#queryTerms.of(query)].flatMap(([term, weight]) => {
      const posting = held.get(this.#dictionary.get(term) ?? -1);
      return posting === undefined ? [] : [this.#shareOf({ term, weight, posting, document })];
    });
    const { question, answer } = this.#documents.totals;
    return {
      score: terms.reduce((sum, { share }) => sum + share, 0),
      questionLength: inWords(row.question),
      answerLength: inWords(row.answer),
      meanQuestionLength: inWords(question / this.size),
      meanAnswerLength: inWords(answer / this.size),
      terms,
    };
  }

  /** Everything in it, as bytes that `load` reads. Same entries added in the same order, same bytes. */
  save(): Uint8Array {
    this.#compact();
    return packIndex({
      terms: [...this.#dictionary.keys()],
      documents: [...this.#documents.living()],
      postings: this.#postings,
    });
  }

  /** @throws CodelumiError `invalid-input` when the bytes are damaged, or those of another version */
  static load(bytes: Uint8Array): Bm25fIndex {
    const index = new Bm25fIndex();
    index.#take(unpackIndex(bytes));
    return index;
  }

  #take({ terms, documents, postings }: IndexContent): void {
    this.#dictionary = new Map(terms.map((term, number) => [term, number]));
    this.#documents = new DocumentTable();
    for (const [id, row] of documents) this.#documents.add(id, row);
    this.#postings = postings;
    this.#livingPostings = postings.size;
    this.#tokens.clear();
    this.#view = undefined;
  }

  /** @returns the length of the text, in fifths of a word */
  #count(text: string, countTerm: (term: number) => void): number {
    let sum = 0;
    eachToken(text, (token) => {
      const { terms, length } = this.#tokens.get(token) ?? this.#remember(token);
      sum += length;
      for (const term of terms) countTerm(term);
    });
    return sum;
  }

  #remember(token: string): NumberedToken {
    if (this.#tokens.size >= MOST_REMEMBERED) this.#tokens.clear();
    // Terms point into the token, which is copied out of its text once, as copying is dear.
    const own = unsliced(token);
    const terms = termsOfToken(own);
    const numbered = {
      terms: terms.map(({ term }) => this.#numberOf(term)),
      length: terms.reduce((sum, { length }) => sum + length, 0),
    };
    this.#tokens.set(own, numbered);
    return numbered;
  }

  #numberOf(term: string): number {
    const known = this.#dictionary.get(term);
    if (known !== undefined) return known;
    const number = this.#dictionary.size;
    this.#dictionary.set(term, number);
    return number;
  }

  #upToDate(): InvertedView {
    if (this.#view === undefined) {
      this.#view = new InvertedView(this.#dictionary.size, this.#documents, this.#postings);
      this.#tokens.clear();
    }
    return this.#view;
  }

  #factorsOf(query: string): Map<number, number> {
    const factors = new Map<number, number>();
    for (const [term, weight] of this.#queryTerms.of(query)) {
      const number = this.#dictionary.get(term);
      if (number !== undefined) factors.set(number, weight * this.#idf(number));
    }
    return factors;
  }

  #idf(term: number): number {
    return inverseDocumentFrequency(this.size, this.#upToDate().documentsWith(term));
  }

  #shareOf({
    term,
    weight,
    posting,
    document,
  }: {
    readonly term: string;
    readonly weight: number;
    readonly posting: number;
    readonly document: number;
  }): TermShare {
    const number = this.#postings.termAt(posting);
    const { question, answer } = this.#postings.occurrencesAt(posting);
    const frequency = frequencies(this.#documents, document, this.#postings)(posting);
    const idf = this.#idf(number);
    return {
      term,
      weight,
      idf,
      entries: this.#upToDate().documentsWith(number),
      inQuestion: question,
      inAnswer: answer,
      frequency,
      share: weight * idf * saturated(frequency),
    };
  }

  /** Makes the index anew without what removed entries left behind. */
  #compact(): void {
    const dictionary = new Map<string, number>();
    const terms = [...this.#dictionary.keys()];
    const postings = new Postings();
    const documents = new DocumentTable();
    for (const [id, row] of this.#documents.living()) {
      const start = postings.size;
      for (let posting = row.start; posting < row.end; posting += 1) {
        const term = terms[this.#postings.termAt(posting)] ?? '';
        const number = dictionary.get(term) ?? dictionary.size;
        dictionary.set(term, number);
        postings.restore(number, this.#postings.occurrencesAt(posting));
      }
      documents.add(id, { ...row, start, end: postings.size });
    }
    postings.trim();
    this.#take({ terms: [...dictionary.keys()], documents: documents.living(), postings });
  }
}
