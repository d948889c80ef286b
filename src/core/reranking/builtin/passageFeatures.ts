import { saturated } from '../../retrieval/bm25f/invertedView.js';
import { ANSWER, occurrenceWeight, QUESTION } from '../../retrieval/bm25f/parameters.js';
import type { WeighedPassage } from './analysedPassage.js';
import { type AnalysedQuery, placeOf } from './analysedQuery.js';
import type { KnowledgeStatistics } from './knowledgeStatistics.js';
import { proximity, sharedBigrams, sharedWords } from './wordOrder.js';

/**
 * How well a passage as a whole answers a query. None grows when words are added that nobody asks for: lengths, and
 * likelihoods that depend on them, gave nothing in the public sets, and an entry must not rise by being stuffed.
 */
export const PASSAGE_FEATURES = [
  /** The score of the first stage. */
  'bm25f',
  /** What of it comes of the questions. */
  'bm25f_question',
  /** Cosine of the tf-idf vectors of the query and of questions and answer together. */
  'text_cosine',
  /** Of the query's importance, the share whose terms questions or answer have. */
  'text_coverage',
  /** Of the query's words, the share that the answer has. */
  'answer_overlap',
  /** Of the query's pairs of neighbouring words, the share that the answer has. */
  'answer_bigrams',
  /** Of the query's importance, the greatest share that stands close together in the answer. */
  'answer_proximity',
] as const;

/** In the order of `PASSAGE_FEATURES`. */
export function passageFeatures(
  query: AnalysedQuery,
  passage: WeighedPassage,
  statistics: KnowledgeStatistics,
): number[] {
  const { answer } = passage;
  return [
    ...termFeatures(query, passage, statistics),
    sharedWords(query, answer) / (query.distinctWords || 1),
    sharedBigrams(query, answer.words),
    proximity(query, answer),
  ];
}

function termFeatures(
  query: AnalysedQuery,
  passage: WeighedPassage,
  statistics: KnowledgeStatistics,
): number[] {
  const { importance } = query;
  const { terms, inQuestion, inAnswer, vector, questionLength, answer } = passage;
  const { totals, entries } = statistics;
  const perQuestion = occurrenceWeight(QUESTION, questionLength, totals.question, entries);
  const perAnswer = occurrenceWeight(ANSWER, answer.length, totals.answer, entries);
  let [score, questionScore, cosine, covered] = [0, 0, 0, 0];
  for (let at = 0; at < terms.length; at += 1) {
    const place = placeOf(query, terms[at] ?? 0);
    if (place === undefined) continue;
    const [asked, answered] = [inQuestion[at] ?? 0, inAnswer[at] ?? 0];
    const value = importance[place] ?? 0;
    score += value * saturated(asked * perQuestion + answered * perAnswer);
    questionScore += value * saturated(asked * perQuestion);
    cosine += value * (vector[at] ?? 0);
    covered += value;
  }
  return [score, questionScore, cosine / query.norm, covered / query.totalImportance];
}
