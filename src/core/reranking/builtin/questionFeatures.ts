import type { WeighedPassage } from './analysedPassage.js';
import { dampened } from './analysedPassage.js';
import { type AnalysedQuery, gramShareOf, placeOf } from './analysedQuery.js';
import type { AnalysedText } from './analysedText.js';
import type { KnowledgeStatistics } from './knowledgeStatistics.js';
import { sharedBigrams, sharedSequence, sharedWords } from './wordOrder.js';

/** How near a query is to the question of a passage. All are 0 to 1, greater is nearer. */
export const QUESTION_FEATURES = [
  /** Cosine of tf-idf vectors. */
  'question_cosine',
  /** The same over grams of 3 to 5 characters: finds spellings, endings and parts of words. */
  'question_gram_cosine',
  /** Of the query's words, the share that the question has. */
  'question_overlap',
  /** Words that both have, of those that either has. */
  'question_jaccard',
  /** Of the query's importance, the share whose terms the question has. */
  'question_coverage',
  /** Of the question's importance, the share whose terms the query has. */
  'question_reverse_coverage',
  /** Of the query's pairs of neighbouring words, the share that the question has. */
  'question_bigrams',
  /** Length of the longest sequence of words that both have in one order, over that of the longer text. */
  'question_sequence',
  /** Whether they differ in case, spacing and punctuation only. */
  'question_exact',
] as const;

/** In the order of `QUESTION_FEATURES`, of each the best that any question of the passage reaches. */
export function questionFeatures(
  query: AnalysedQuery,
  passage: WeighedPassage,
  statistics: KnowledgeStatistics,
): number[] {
  const best = QUESTION_FEATURES.map(() => 0);
  for (let at = 0; at < passage.questions.length; at += 1) {
    const values = featuresOf(query, passage, at, statistics);
    for (let feature = 0; feature < values.length; feature += 1)
      best[feature] = Math.max(best[feature] as number, values[feature] as number);
  }
  return best;
}

function featuresOf(
  query: AnalysedQuery,
  { questions, norms }: WeighedPassage,
  at: number,
  statistics: KnowledgeStatistics,
): number[] {
  const [question, norm] = [questions[at], norms[at]];
  if (question === undefined || norm === undefined) return [];
  const { text, grams, key } = question;
  const shared = sharedWords(query, text);
  const match = matchOf(query, text, statistics);
  let gramProduct = 0;
  for (let place = 0; place < grams.kinds.length; place += 1) {
    const share = gramShareOf(query, grams.kinds[place] as number);
    if (share !== undefined) gramProduct += share * dampened(grams.counts[place] as number);
  }
  const [asked, distinct] = [query.distinctWords, text.distinctWords.length];
  return [
    match.product / (query.norm * norm.terms),
    gramProduct / norm.grams,
    shared / (asked || 1),
    shared / (asked + distinct - shared || 1),
    match.covered / query.totalImportance,
    match.weight / (norm.weight || 1),
    sharedBigrams(query, text.words),
    sharedSequence(query, text) / (Math.max(query.words.length, text.words.length) || 1),
    key === query.key ? 1 : 0,
  ];
}

interface Match {
  /** Scalar product of the tf-idf vectors. */
  readonly product: number;
  /** Importance of the query's terms that the text has. */
  readonly covered: number;
  /** Weight of the text's terms that the query has. */
  readonly weight: number;
}

function matchOf(
  query: AnalysedQuery,
  { terms, counts }: AnalysedText,
  statistics: KnowledgeStatistics,
): Match {
  const { importance, idf } = query;
  let [product, covered, weight] = [0, 0, 0];
  for (let at = 0; at < terms.length; at += 1) {
    const term = terms[at] ?? 0;
    const place = placeOf(query, term);
    if (place === undefined) continue;
    const value = importance[place] ?? 0;
    product += value * dampened(counts[at] ?? 1) * (idf[place] ?? 0);
    covered += value;
    weight += statistics.weightOf(term);
  }
  return { product, covered, weight };
}
