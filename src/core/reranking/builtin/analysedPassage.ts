import type { Passage } from '../reranker.js';
import type { AnalysedText, TextAnalyser } from './analysedText.js';
import { type CharacterGrams, type GramCounter, gramText } from './characterGrams.js';
import type { KnowledgeStatistics } from './knowledgeStatistics.js';

/** One way in which a passage is asked. */
export interface AnalysedQuestion {
  readonly text: AnalysedText;
  readonly grams: CharacterGrams;
  /** Equal where questions differ only in case, spacing and punctuation. */
  readonly key: string;
}

/** What of a passage is the same for every query. */
export interface AnalysedPassage {
  readonly questions: readonly AnalysedQuestion[];
  readonly answer: AnalysedText;
  /** Of all questions together, in fifths of a word. */
  readonly questionLength: number;
  /** Each term of questions and answer once. */
  readonly terms: Int32Array;
  /** By place in `terms`. */
  readonly inQuestion: Float64Array;
  readonly inAnswer: Float64Array;
}

/** What depends on how common things are in the knowledge base as well. */
export interface WeighedPassage extends AnalysedPassage {
  readonly revision: number;
  /** By place in `terms`: tf-idf, (1 + ln count) · weight, of length 1. */
  readonly vector: Float64Array;
  /** By question: Euclidean lengths of its tf-idf vectors, and the weights of its terms together. */
  readonly norms: readonly { terms: number; grams: number; weight: number }[];
}

/** Analyses passages, each once for as long as the same object is asked about. */
export class PassageAnalyser {
  readonly #analyser: TextAnalyser;
  readonly #grams: GramCounter;
  readonly #statistics: KnowledgeStatistics;
  readonly #known = new WeakMap<Passage, WeighedPassage>();
  /** By number of a term, its place + 1 in the passage at hand; all 0 between passages. */
  #places = new Int32Array(0);

  constructor(analyser: TextAnalyser, grams: GramCounter, statistics: KnowledgeStatistics) {
    this.#analyser = analyser;
    this.#grams = grams;
    this.#statistics = statistics;
  }

  of(passage: Passage): WeighedPassage {
    const known = this.#known.get(passage);
    if (known?.revision === this.#statistics.revision) return known;
    const weighed = this.#weigh(known ?? this.#analyse(passage));
    this.#known.set(passage, weighed);
    return weighed;
  }

  #analyse({ questions, answer }: Passage): AnalysedPassage {
    const analysed = questions.map((question) => ({
      text: this.#analyser.analyse(question),
      grams: this.#grams.count(question),
      key: gramText(question),
    }));
    const analysedAnswer = this.#analyser.analyse(answer);
    return {
      questions: analysed,
      answer: analysedAnswer,
      questionLength: analysed.reduce((sum, { text }) => sum + text.length, 0),
      ...this.#countedTogether(
        analysed.map(({ text }) => text),
        analysedAnswer,
      ),
    };
  }

  #countedTogether(
    questions: readonly AnalysedText[],
    answer: AnalysedText,
  ): Pick<AnalysedPassage, 'terms' | 'inQuestion' | 'inAnswer'> {
    if (this.#places.length < this.#analyser.terms.length)
      this.#places = new Int32Array(2 * this.#analyser.terms.length);
    const places = this.#places;
    const met: number[] = [];
    for (const text of [...questions, answer])
      for (let at = 0; at < text.terms.length; at += 1) {
        const term = text.terms[at] as number;
        if (places[term] === 0) places[term] = met.push(term);
      }
    const inQuestion = new Float64Array(met.length);
    const inAnswer = new Float64Array(met.length);
    for (const text of questions) addCounts(text, places, inQuestion);
    addCounts(answer, places, inAnswer);
    for (let at = 0; at < met.length; at += 1) places[met[at] as number] = 0;
    return { terms: new Int32Array(met), inQuestion, inAnswer };
  }

  #weigh(passage: AnalysedPassage): WeighedPassage {
    const { terms, inQuestion, inAnswer, questions } = passage;
    const vector = new Float64Array(terms.length);
    for (let place = 0; place < terms.length; place += 1) {
      const count = (inQuestion[place] as number) + (inAnswer[place] as number);
      vector[place] = dampened(count) * this.#statistics.weightOf(terms[place] as number);
    }
    const length = euclidean(vector);
    for (let place = 0; place < vector.length; place += 1)
      vector[place] = (vector[place] as number) / length;
    const norms = questions.map((question) => this.#normsOf(question));
    return { ...passage, revision: this.#statistics.revision, vector, norms };
  }

  #normsOf({ text, grams }: AnalysedQuestion): WeighedPassage['norms'][number] {
    const statistics = this.#statistics;
    const [ofTerms, ofGrams] = [
      new Float64Array(text.terms.length),
      new Float64Array(grams.kinds.length),
    ];
    let weight = 0;
    for (let at = 0; at < ofTerms.length; at += 1) {
      const ofTerm = statistics.weightOf(text.terms[at] as number);
      ofTerms[at] = dampened(text.counts[at] as number) * ofTerm;
      weight += ofTerm;
    }
    for (let at = 0; at < ofGrams.length; at += 1)
      ofGrams[at] =
        dampened(grams.counts[at] as number) * statistics.gramWeightOf(grams.kinds[at] as number);
    return { terms: euclidean(ofTerms), grams: euclidean(ofGrams), weight };
  }
}

/** The weight of a frequency above 0: the tenth occurrence says less than the first. */
export function dampened(count: number): number {
  return DAMPENED[count] ?? 1 + Math.log(count);
}

/** Most counts are small, and a logarithm is dear. */
const DAMPENED = Float64Array.from({ length: 256 }, (_, count) => 1 + Math.log(count));

/** The length of a vector; 1 of one that is all 0, so that it can be divided by. */
export function euclidean(vector: Float64Array): number {
  let sum = 0;
  for (let at = 0; at < vector.length; at += 1) {
    const value = vector[at] as number;
    sum += value * value;
  }
  return Math.sqrt(sum) || 1;
}

function addCounts({ terms, counts }: AnalysedText, places: Int32Array, to: Float64Array): void {
  for (let at = 0; at < terms.length; at += 1) {
    const place = (places[terms[at] as number] as number) - 1;
    to[place] = (to[place] as number) + (counts[at] as number);
  }
}
