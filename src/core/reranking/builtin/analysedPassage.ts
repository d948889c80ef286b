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
    const inQuestion = new Map<number, number>();
    for (const { text } of analysed) addCounts(text, inQuestion);
    const inAnswer = addCounts(analysedAnswer, new Map());
    const terms = Int32Array.from(new Set([...inQuestion.keys(), ...inAnswer.keys()]));
    return {
      questions: analysed,
      answer: analysedAnswer,
      questionLength: analysed.reduce((sum, { text }) => sum + text.length, 0),
      terms,
      inQuestion: Float64Array.from(terms, (term) => inQuestion.get(term) ?? 0),
      inAnswer: Float64Array.from(terms, (term) => inAnswer.get(term) ?? 0),
    };
  }

  #weigh(passage: AnalysedPassage): WeighedPassage {
    const statistics = this.#statistics;
    const { terms, inQuestion, inAnswer, questions } = passage;
    const vector = Float64Array.from(terms, (term, place) => {
      const count = (inQuestion[place] ?? 0) + (inAnswer[place] ?? 0);
      return dampened(count) * statistics.weightOf(term);
    });
    const length = euclidean(vector);
    return {
      ...passage,
      revision: statistics.revision,
      vector: vector.map((value) => value / length),
      norms: questions.map(({ text, grams }) => ({
        terms: euclidean(
          Float64Array.from(
            text.terms,
            (term, place) => dampened(text.counts[place] ?? 0) * statistics.weightOf(term),
          ),
        ),
        grams: euclidean(
          Float64Array.from(
            grams.kinds,
            (kind, place) => dampened(grams.counts[place] ?? 0) * statistics.gramWeightOf(kind),
          ),
        ),
        weight: text.terms.reduce((sum, term) => sum + statistics.weightOf(term), 0),
      })),
    };
  }
}

/** The weight of a frequency above 0: the tenth occurrence says less than the first. */
export function dampened(count: number): number {
  return 1 + Math.log(count);
}

/** The length of a vector; 1 of one that is all 0, so that it can be divided by. */
export function euclidean(vector: Float64Array): number {
  let sum = 0;
  for (const value of vector) sum += value * value;
  return Math.sqrt(sum) || 1;
}

function addCounts({ terms, counts }: AnalysedText, to: Map<number, number>): Map<number, number> {
  for (const [place, term] of terms.entries())
    to.set(term, (to.get(term) ?? 0) + (counts[place] ?? 0));
  return to;
}
