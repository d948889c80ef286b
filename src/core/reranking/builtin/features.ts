import { QueryTerms } from '../../retrieval/analysis/queryTerms.js';
import type { KnowledgeIndex } from '../../retrieval/knowledgeIndex.js';
import { RERANKED } from '../rankKnowledge.js';
import type { Passage } from '../reranker.js';
import { PassageAnalyser, type WeighedPassage } from './analysedPassage.js';
import { type AnalysedQuery, analyseQuery, type QueryAnalysis } from './analysedQuery.js';
import { TextAnalyser } from './analysedText.js';
import { GramCounter } from './characterGrams.js';
import { FEEDBACK_FEATURES, Feedback } from './feedback.js';
import { KnowledgeStatistics } from './knowledgeStatistics.js';
import { PASSAGE_FEATURES, passageFeatures } from './passageFeatures.js';
import { PRIOR_FEATURES, type Priors, priorFeatures } from './priors.js';
import { QUESTION_FEATURES, questionFeatures } from './questionFeatures.js';
import { Standardisation } from './standardisation.js';

/** What the built-in reranker looks at, in the order of its rows; `bm25f` comes first. */
export const FEATURES: readonly string[] = [
  ...PASSAGE_FEATURES,
  ...QUESTION_FEATURES,
  ...FEEDBACK_FEATURES,
  ...PRIOR_FEATURES,
];

/** What the first stage finds for a query; what passages are held against. */
export interface FirstStage {
  /** Best first. */
  readonly passages: readonly Passage[];
  /** By passage: its score, and its standardised features. */
  readonly scores: readonly number[];
  readonly rows: readonly Float64Array[];
  /** Any passage at all, standardised by those of the first stage. */
  readonly rowOf: (passage: Passage) => { readonly score: number; readonly row: Float64Array };
}

/** Turns queries and passages into rows of numbers, by what is common in a knowledge base. */
export class FeatureExtractor {
  readonly #knowledge: KnowledgeIndex;
  readonly #analysis: QueryAnalysis;
  readonly #passages: PassageAnalyser;
  readonly #priors: Priors | undefined;

  constructor(knowledge: KnowledgeIndex, priors?: Priors) {
    this.#knowledge = knowledge;
    this.#priors = priors;
    const [analyser, grams] = [new TextAnalyser(), new GramCounter()];
    const statistics = new KnowledgeStatistics(knowledge, analyser, grams);
    this.#analysis = { queryTerms: new QueryTerms(), analyser, grams, statistics };
    this.#passages = new PassageAnalyser(analyser, grams, statistics);
  }

  /**
   * Every feature is standardised by the mean and deviation of what the first stage finds, so a passage's row depends on
   * query and knowledge base, never on which other passages are asked about with it.
   */
  firstStage(text: string): FirstStage {
    this.#analysis.statistics.bringUpToDate();
    const query = analyseQuery(text, this.#analysis);
    const passages = this.#knowledge
      .search(text, RERANKED)
      .flatMap(({ id }) => this.#knowledge.entry(id) ?? []);
    const weighed = passages.map((passage) => this.#passages.of(passage));
    const bare = passages.map((passage, at) =>
      this.#bareRow(query, passage, weighed[at] as WeighedPassage),
    );
    const feedback = new Feedback(
      weighed.map((passage, at) => ({ passage, score: bare[at]?.[0] ?? 0 })),
      this.#analysis.analyser.terms.length,
    );
    const complete = (row: Float64Array, passage: WeighedPassage) => {
      row.set(feedback.of(passage), FEEDBACK_START);
      return row;
    };
    const raw = bare.map((row, at) => complete(row, weighed[at] as WeighedPassage));
    const standardisation = new Standardisation(raw, FEATURES.length);
    return {
      passages,
      scores: raw.map((row) => row[0] ?? 0),
      rows: raw.map((row) => standardisation.of(row)),
      rowOf: (passage) => {
        const own = this.#passages.of(passage);
        const row = complete(this.#bareRow(query, passage, own), own);
        return { score: row[0] ?? 0, row: standardisation.of(row) };
      },
    };
  }
  /** All but feedback. */
  #bareRow(query: AnalysedQuery, passage: Passage, weighed: WeighedPassage): Float64Array {
    const { statistics } = this.#analysis;
    const row = new Float64Array(FEATURES.length);
    row.set(passageFeatures(query, weighed, statistics));
    row.set(questionFeatures(query, weighed, statistics), PASSAGE_FEATURES.length);
    row.set(priorFeatures(passage, this.#priors), PRIOR_START);
    return row;
  }
}

const FEEDBACK_START = PASSAGE_FEATURES.length + QUESTION_FEATURES.length;
const PRIOR_START = FEEDBACK_START + FEEDBACK_FEATURES.length;
