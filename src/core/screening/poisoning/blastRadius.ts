import { termsOf } from '../../retrieval/analyser.js';
import { topicTermOf } from '../../retrieval/queryText.js';

/** Term-frequency saturation and length normalisation, as the index of the knowledge base has them. */
const K1 = 1.2;
const B = 0.75;
/** More would not tell more: at 1,000 queries a share of 2 % is known to ±0.9 % (95 %). */
const MOST_QUERIES = 1_000;
/** With less there is nothing to crowd out. */
const FEWEST_ENTRIES = 20;
const FEWEST_QUERIES = 20;
/** Behind this a question is a pasted log. */
const LONGEST_QUERY = 500;

interface ProbeTerm {
  readonly idf: number;
  /** The probes that ask for it. */
  readonly probes: number[];
}

export interface Radius {
  /** Unrelated queries in whose top k it would stand. */
  readonly entered: readonly string[];
  /** Unrelated queries that were tried. */
  readonly tried: number;
  /** Share of queries for which an average entry stands there. */
  readonly usual: number;
}

/**
 * How far a new entry would reach: for many queries, whether it would stand among the first k hits of
 * Okapi BM25 over the knowledge base. Built once; a candidate then costs about its number of terms. The
 * new entry's own effect on document frequencies and mean length is left out: it is one among many.
 */
export class BlastRadius {
  readonly #queries: readonly string[];
  readonly #topics: readonly ReadonlySet<string>[];
  readonly #terms = new Map<string, ProbeTerm>();
  /** Score of the k-th hit of each query; what a new entry has to exceed. */
  readonly #thresholds: Float64Array;
  readonly #meanLength: number;
  readonly #usual: number;
  readonly #isMeaningful: boolean;

  /**
   * @param entries texts of the knowledge base, question and answer
   * @param queries of all kinds; of very many, evenly spread ones are tried
   * @param top k
   */
  constructor(entries: readonly string[], queries: readonly string[], top: number) {
    this.#queries = spread([...new Set(queries.map((query) => query.slice(0, LONGEST_QUERY)))]);
    this.#isMeaningful = entries.length >= FEWEST_ENTRIES && this.#queries.length >= FEWEST_QUERIES;
    this.#usual = top / (entries.length + 1);
    this.#topics = this.#queries.map((query) => topicOf(query));
    const postings = new Map<string, Posting[]>();
    const asked = this.#queries.map((query) => new Set(termsOf(query)));
    for (const term of asked.flatMap((terms) => [...terms])) postings.set(term, []);
    this.#meanLength = this.#isMeaningful ? addPostings(entries, postings) : 0;
    for (const [term, found] of postings) {
      const idf = Math.log(1 + (entries.length - found.length + 0.5) / (found.length + 0.5));
      this.#terms.set(term, { idf, probes: [] });
    }
    asked.forEach((terms, probe) => {
      for (const term of terms) this.#terms.get(term)?.probes.push(probe);
    });
    this.#thresholds = this.#isMeaningful
      ? this.#thresholdsOver(asked, postings, entries.length, top)
      : new Float64Array();
  }

  /** undefined where the knowledge base or the queries are too few to say anything. */
  of(question: string, answer: string): Radius | undefined {
    if (!this.#isMeaningful) return undefined;
    const scores = this.#scoresOf(`${question}\n${answer}`);
    const topic = topicOf(question);
    const entered: string[] = [];
    let tried = 0;
    this.#queries.forEach((query, probe) => {
      if (areRelated(topic, this.#topics[probe] ?? new Set())) return;
      tried += 1;
      const score = scores.get(probe) ?? 0;
      if (score > 0 && score > (this.#thresholds[probe] ?? 0)) entered.push(query);
    });
    return { entered, tried, usual: this.#usual };
  }

  #scoresOf(text: string): Map<number, number> {
    const terms = termsOf(text);
    const scores = new Map<number, number>();
    for (const [term, frequency] of frequenciesOf(terms)) {
      const known = this.#terms.get(term);
      if (known === undefined) continue;
      const score = known.idf * saturation(frequency, terms.length, this.#meanLength);
      for (const probe of known.probes) scores.set(probe, (scores.get(probe) ?? 0) + score);
    }
    return scores;
  }

  #thresholdsOver(
    asked: readonly ReadonlySet<string>[],
    postings: ReadonlyMap<string, readonly Posting[]>,
    entries: number,
    top: number,
  ): Float64Array {
    const scores = new Float64Array(entries);
    return Float64Array.from(asked, (terms) => {
      const touched = new Set<number>();
      for (const term of terms) {
        const idf = this.#terms.get(term)?.idf ?? 0;
        for (const { entry, frequency, length } of postings.get(term) ?? []) {
          scores[entry] =
            (scores[entry] ?? 0) + idf * saturation(frequency, length, this.#meanLength);
          touched.add(entry);
        }
      }
      const threshold = kthLargest(touched, scores, top);
      for (const entry of touched) scores[entry] = 0;
      return threshold;
    });
  }
}

interface Posting {
  readonly entry: number;
  readonly frequency: number;
  readonly length: number;
}

/** @returns the mean length of an entry, in terms */
function addPostings(entries: readonly string[], postings: ReadonlyMap<string, Posting[]>): number {
  let total = 0;
  entries.forEach((text, entry) => {
    const terms = termsOf(text);
    total += terms.length;
    for (const [term, frequency] of frequenciesOf(terms)) {
      postings.get(term)?.push({ entry, frequency, length: terms.length });
    }
  });
  return total / entries.length;
}

function saturation(frequency: number, length: number, meanLength: number): number {
  return (frequency * (K1 + 1)) / (frequency + K1 * (1 - B + (B * length) / meanLength));
}

function frequenciesOf(terms: readonly string[]): Map<string, number> {
  const frequencies = new Map<string, number>();
  for (const term of terms) frequencies.set(term, (frequencies.get(term) ?? 0) + 1);
  return frequencies;
}

/** 0 when there are fewer: then nothing is crowded out, and any match enters. */
function kthLargest(touched: ReadonlySet<number>, scores: Float64Array, k: number): number {
  const best: number[] = [];
  for (const entry of touched) {
    const score = scores[entry] ?? 0;
    if (best.length === k && score <= (best.at(-1) ?? 0)) continue;
    let at = best.length;
    while (at > 0 && (best[at - 1] ?? 0) < score) at -= 1;
    best.splice(at, 0, score);
    if (best.length > k) best.pop();
  }
  return best.length < k ? 0 : (best.at(-1) ?? 0);
}

function topicOf(query: string): ReadonlySet<string> {
  const terms = termsOf(query).map(topicTermOf);
  return new Set(terms.filter((term) => term !== undefined));
}

/** A question that shares half of the shorter one's topic is one that the entry may well answer. */
function areRelated(a: ReadonlySet<string>, b: ReadonlySet<string>): boolean {
  let shared = 0;
  for (const term of a) if (b.has(term)) shared += 1;
  return shared > 0 && 2 * shared >= Math.min(a.size, b.size);
}

function spread(queries: readonly string[]): string[] {
  if (queries.length <= MOST_QUERIES) return [...queries];
  const step = queries.length / MOST_QUERIES;
  return Array.from(
    { length: MOST_QUERIES },
    (_, index) => queries[Math.floor(index * step)] ?? '',
  );
}
