import { addToGroup } from '../../records/addToGroup.js';
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

/** A term that queries ask for. */
interface AskedTerm {
  idf: number;
  /** The queries that ask for it, by index. */
  readonly queries: number[];
  /** The entries that hold it, and what each scores for it but for the idf. */
  readonly entries: number[];
  readonly saturations: number[];
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
  readonly #terms = new Map<string, AskedTerm>();
  /** Score of the k-th hit of each query; what a new entry has to exceed. */
  readonly #thresholds: Float64Array;
  readonly #meanLength: number;
  readonly #usual: number;
  /** The queries whose topic holds a term, by index, and how many terms each topic has. */
  readonly #byTopic = new Map<string, number[]>();
  readonly #topicSizes: readonly number[];

  /**
   * @param entries texts of the knowledge base, question and answer
   * @param queries of all kinds; of very many, evenly spread ones are tried
   * @param top k
   */
  constructor(entries: readonly string[], queries: readonly string[], top: number) {
    const tried = spread([...new Set(queries.map((query) => query.slice(0, LONGEST_QUERY)))]);
    const isMeaningful = entries.length >= FEWEST_ENTRIES && tried.length >= FEWEST_QUERIES;
    this.#queries = isMeaningful ? tried : [];
    this.#usual = top / (entries.length + 1);
    this.#topicSizes = this.#queries.map((query, index) => {
      const topic = topicOf(query);
      for (const term of topic) addToGroup(this.#byTopic, term, index);
      return topic.size;
    });
    this.#queries.forEach((query, index) => {
      for (const term of new Set(termsOf(query))) this.#asked(term).queries.push(index);
    });
    this.#meanLength = isMeaningful ? this.#addEntries(entries) : 0;
    this.#thresholds = this.#thresholdsOver(entries.length, top);
    // Only what a new entry scores is asked for from here on.
    for (const term of this.#terms.values()) term.entries.length = term.saturations.length = 0;
  }

  /** undefined where the knowledge base or the queries are too few to say anything. */
  of(question: string, answer: string): Radius | undefined {
    if (this.#queries.length === 0) return undefined;
    const scores = this.#scoresOf(`${question}\n${answer}`);
    const related = this.#relatedTo(question);
    const entered = this.#queries.filter((_, index) => {
      const score = scores[index] ?? 0;
      return score > 0 && score > (this.#thresholds[index] ?? 0) && !related.has(index);
    });
    return { entered, tried: this.#queries.length - related.size, usual: this.#usual };
  }

  #scoresOf(text: string): Float64Array {
    const terms = termsOf(text);
    const scores = new Float64Array(this.#queries.length);
    for (const [term, frequency] of frequenciesOf(terms)) {
      const asked = this.#terms.get(term);
      if (asked === undefined) continue;
      const score = asked.idf * saturation(frequency, terms.length, this.#meanLength);
      for (const index of asked.queries) scores[index] = (scores[index] ?? 0) + score;
    }
    return scores;
  }

  /** Questions that share half of the shorter one's topic: those that the entry may well answer. */
  #relatedTo(question: string): Set<number> {
    const topic = topicOf(question);
    const shared = new Map<number, number>();
    for (const term of topic) {
      for (const index of this.#byTopic.get(term) ?? [])
        shared.set(index, (shared.get(index) ?? 0) + 1);
    }
    const related = [...shared].filter(
      ([index, count]) => 2 * count >= Math.min(topic.size, this.#topicSizes[index] ?? 0),
    );
    return new Set(related.map(([index]) => index));
  }

  #asked(term: string): AskedTerm {
    const known = this.#terms.get(term);
    if (known !== undefined) return known;
    const asked = { idf: 0, queries: [], entries: [], saturations: [] };
    this.#terms.set(term, asked);
    return asked;
  }

  /** @returns the mean length of an entry, in terms */
  #addEntries(entries: readonly string[]): number {
    const lengths = new Float64Array(entries.length);
    entries.forEach((text, entry) => {
      const terms = termsOf(text);
      lengths[entry] = terms.length;
      for (const [term, frequency] of frequenciesOf(terms)) {
        const asked = this.#terms.get(term);
        asked?.entries.push(entry);
        asked?.saturations.push(frequency);
      }
    });
    const mean = lengths.reduce((sum, length) => sum + length, 0) / entries.length;
    for (const asked of this.#terms.values()) {
      const holding = asked.entries.length;
      asked.idf = Math.log(1 + (entries.length - holding + 0.5) / (holding + 0.5));
      asked.saturations.forEach((frequency, at) => {
        const length = lengths[asked.entries[at] ?? 0] ?? 0;
        asked.saturations[at] = saturation(frequency, length, mean);
      });
    }
    return mean;
  }

  #thresholdsOver(entries: number, top: number): Float64Array {
    const terms: AskedTerm[][] = this.#queries.map(() => []);
    for (const asked of this.#terms.values())
      for (const index of asked.queries) terms[index]?.push(asked);
    const scores = new Float64Array(entries);
    return Float64Array.from(terms, (asked) => {
      const touched: number[] = [];
      for (const { idf, entries: holding, saturations } of asked) {
        for (let at = 0; at < holding.length; at += 1) {
          const entry = holding[at] ?? 0;
          if (scores[entry] === 0) touched.push(entry);
          scores[entry] = (scores[entry] ?? 0) + idf * (saturations[at] ?? 0);
        }
      }
      const threshold = kthLargest(touched, scores, top);
      for (const entry of touched) scores[entry] = 0;
      return threshold;
    });
  }
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
function kthLargest(touched: readonly number[], scores: Float64Array, k: number): number {
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

function spread(queries: readonly string[]): string[] {
  if (queries.length <= MOST_QUERIES) return [...queries];
  const step = queries.length / MOST_QUERIES;
  return Array.from(
    { length: MOST_QUERIES },
    (_, index) => queries[Math.floor(index * step)] ?? '',
  );
}
