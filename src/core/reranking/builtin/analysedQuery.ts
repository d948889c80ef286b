import type { QueryTerms } from '../../retrieval/analysis/queryTerms.js';
import { sumOf } from '../../statistics/sumOf.js';
import { dampened } from './analysedPassage.js';
import type { TextAnalyser } from './analysedText.js';
import { GRAM_KINDS, type GramCounter, gramText } from './characterGrams.js';
import type { KnowledgeStatistics } from './knowledgeStatistics.js';

/** What of a query is the same for every passage. */
export interface AnalysedQuery {
  /** By place of a term: its weight in the query, 0 to 1, times its idf. */
  readonly importance: Float64Array;
  /** By place: idf. */
  readonly idf: Float64Array;
  /** By number of a term, its place + 1; 0 of what is not asked for. Ends where numbers were then. */
  readonly places: Int32Array;
  /** Sum and Euclidean length of `importance`; 1 where they would be 0. */
  readonly totalImportance: number;
  readonly norm: number;
  /** Numbers of the words that say what it is about, in order. */
  readonly words: Int32Array;
  readonly distinctWords: number;
  /** Its pairs of neighbouring words. */
  readonly bigrams: ReadonlySet<number>;
  readonly grams: QueryGrams;
  /** Equal where questions differ only in case, spacing and punctuation. */
  readonly key: string;
}

/** Most grams of a passage are none of the query's: a table of bits says so for less than a map. */
interface QueryGrams {
  /** By kind of gram, its share in a cosine but for the passage's part. */
  readonly shares: ReadonlyMap<number, number>;
  /** A bit for each kind: whether `shares` has it. */
  readonly held: Uint32Array;
}

export interface QueryAnalysis {
  readonly queryTerms: QueryTerms;
  readonly analyser: TextAnalyser;
  readonly grams: GramCounter;
  readonly statistics: KnowledgeStatistics;
}

export function analyseQuery(
  query: string,
  { queryTerms, analyser, grams, statistics }: QueryAnalysis,
): AnalysedQuery {
  const terms = [...queryTerms.of(query)];
  const idf = Float64Array.from(terms, ([term]) => statistics.idf(term));
  const importance = Float64Array.from(terms, ([, weight], place) => weight * (idf[place] ?? 0));
  // Gives every term of the query its number.
  const { words, distinctWords } = analyser.analyse(query);
  const places = new Int32Array(analyser.terms.length);
  for (const [place, [term]] of terms.entries()) places[analyser.numberOf(term)] = place + 1;
  return {
    importance,
    idf,
    places,
    totalImportance: sumOf(importance) || 1,
    norm: Math.sqrt(sumOf(importance.map((value) => value * value))) || 1,
    words,
    distinctWords: distinctWords.length,
    bigrams: bigramsOf(words),
    grams: gramShares(query, grams, statistics),
    key: gramText(query),
  };
}

/** Where a term stands in the query; undefined: nowhere. */
export function placeOf({ places }: AnalysedQuery, term: number): number | undefined {
  const place = places[term] ?? 0;
  return place === 0 ? undefined : place - 1;
}

/** Share of a kind of gram in a cosine but for the passage's part; undefined: the query has none of it. */
export function gramShareOf({ grams }: AnalysedQuery, kind: number): number | undefined {
  const bits = grams.held[kind >>> 5] as number;
  return (bits & (1 << (kind & 31))) === 0 ? undefined : grams.shares.get(kind);
}

/** Numbers of terms are far below this. */
const MOST_TERMS = 2 ** 26;

/** Two neighbouring words as one number. */
export function bigramOf(first: number, second: number): number {
  return first * MOST_TERMS + second;
}

function bigramsOf(words: Int32Array): Set<number> {
  const bigrams = new Set<number>();
  for (let at = 1; at < words.length; at += 1)
    bigrams.add(bigramOf(words[at - 1] ?? 0, words[at] ?? 0));
  return bigrams;
}

function gramShares(
  query: string,
  grams: GramCounter,
  statistics: KnowledgeStatistics,
): QueryGrams {
  const { kinds, counts } = grams.count(query);
  const shares = new Map<number, number>();
  const held = new Uint32Array(GRAM_KINDS / 32);
  let squares = 0;
  for (const [place, kind] of kinds.entries()) {
    const weight = statistics.gramWeightOf(kind);
    const value = dampened(counts[place] ?? 1) * weight;
    squares += value * value;
    shares.set(kind, value * weight);
    held[kind >>> 5] = (held[kind >>> 5] as number) | (1 << (kind & 31));
  }
  const norm = Math.sqrt(squares) || 1;
  for (const [kind, share] of shares) shares.set(kind, share / norm);
  return { shares, held };
}
