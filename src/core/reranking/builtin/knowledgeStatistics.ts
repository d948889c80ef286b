import { isFunctionWord } from '../../retrieval/analysis/functionWords.js';
import { inverseDocumentFrequency } from '../../retrieval/bm25f/parameters.js';
import type { KnowledgeIndex } from '../../retrieval/knowledgeIndex.js';
import type { TextAnalyser } from './analysedText.js';
import { GRAM_KINDS, type GramCounter } from './characterGrams.js';

/** As in a query: what kind of question it is matters a little. */
const FUNCTION_WORD_WEIGHT = 0.2;

/** How common terms and character grams are in a knowledge base; follows its changes. */
export class KnowledgeStatistics {
  readonly #knowledge: KnowledgeIndex;
  readonly #analyser: TextAnalyser;
  readonly #grams: GramCounter;
  #revision = -1;
  /** By number of a term; NaN: not worked out yet. */
  #weights = new Float64Array(0);
  /** By kind of gram, its inverse document frequency among questions. */
  readonly #gramWeights = new Float64Array(GRAM_KINDS);

  constructor(knowledge: KnowledgeIndex, analyser: TextAnalyser, grams: GramCounter) {
    this.#knowledge = knowledge;
    this.#analyser = analyser;
    this.#grams = grams;
  }

  /** Of the knowledge base that the figures are of. */
  get revision(): number {
    return this.#revision;
  }

  get entries(): number {
    return this.#knowledge.size;
  }

  /** Lengths of all questions and of all answers together, in fifths of a word. */
  get totals(): { readonly question: number; readonly answer: number } {
    return this.#knowledge.index.totals;
  }

  /** Counts anew after a change of the knowledge base; 0.3 µs a character of its questions. */
  bringUpToDate(): void {
    if (this.#knowledge.revision === this.#revision) return;
    this.#revision = this.#knowledge.revision;
    this.#weights = new Float64Array(0);
    this.#countGrams();
  }

  /** Inverse document frequency, as BM25F has it. */
  idf(term: string): number {
    return inverseDocumentFrequency(this.entries, this.#knowledge.index.entriesWith(term));
  }

  /** Idf, and less of function words. @param term number of a term of the analyser */
  weightOf(term: number): number {
    if (term >= this.#weights.length) this.#makeRoom();
    const known = this.#weights[term] ?? Number.NaN;
    if (!Number.isNaN(known)) return known;
    const text = this.#analyser.terms[term] ?? '';
    const weight = this.idf(text) * (isFunctionWord(text) ? FUNCTION_WORD_WEIGHT : 1);
    this.#weights[term] = weight;
    return weight;
  }

  gramWeightOf(kind: number): number {
    return this.#gramWeights[kind] ?? 0;
  }

  #makeRoom(): void {
    const weights = new Float64Array(2 * this.#analyser.terms.length).fill(Number.NaN);
    weights.set(this.#weights);
    this.#weights = weights;
  }

  #countGrams(): void {
    const holding = this.#gramWeights.fill(0);
    /** By kind, the entry that was counted last. */
    const latest = new Int32Array(GRAM_KINDS);
    let entry = 0;
    for (const { questions } of this.#knowledge.entries()) {
      entry += 1;
      for (const question of questions) {
        const { kinds } = this.#grams.count(question);
        for (let at = 0; at < kinds.length; at += 1) {
          const kind = kinds[at] as number;
          if (latest[kind] === entry) continue;
          latest[kind] = entry;
          holding[kind] = (holding[kind] as number) + 1;
        }
      }
    }
    // Most kinds are in none or in few, and a logarithm is dear.
    const weights = new Float64Array(entry + 1).fill(Number.NaN);
    for (let kind = 0; kind < GRAM_KINDS; kind += 1) {
      const count = holding[kind] as number;
      if (Number.isNaN(weights[count])) weights[count] = inverseDocumentFrequency(entry, count);
      holding[kind] = weights[count] as number;
    }
  }
}
