import { CodelumiError } from '../../errors.js';
import { compareBytes } from '../../records/byteOrder.js';
import type { Hit } from '../bm25f/bestHits.js';
import { type Judgements, judgeRanking, type RankingOptions } from './judgedRanking.js';
import type { Measure } from './measure.js';

/** By query, what was found, in any order. */
export type Run = ReadonlyMap<string, readonly Hit[]>;
/** By query, what is relevant. */
export type Qrels = ReadonlyMap<string, Judgements>;

export interface EvaluationOptions extends RankingOptions {
  /**
   * Which queries the summary is over. `judged` (`-c`): every query with judgements; one that the run does not
   * have counts as one that found nothing. `found`: only those that the run has.
   */
  readonly over?: 'judged' | 'found';
}

export interface QueryFigures {
  readonly query: string;
  /** In the order of the measures. */
  readonly values: readonly number[];
}

export interface Evaluation {
  readonly measures: readonly Measure[];
  /** Those that the summary is over, in byte order of their ids, as trec_eval prints them. */
  readonly queries: readonly QueryFigures[];
  /** Queries with judgements that the run does not have. */
  readonly missing: readonly string[];
  /** In the order of the measures. */
  readonly summary: readonly number[];
}

/**
 * Measures a run as trec_eval 10.0 does. Queries without judgements are passed over.
 * @throws CodelumiError `invalid-input` when a query has a document twice
 */
export function evaluateRun(
  run: Run,
  qrels: Qrels,
  measures: readonly Measure[],
  { over = 'judged', ...options }: EvaluationOptions = {},
): Evaluation {
  const judged = [...qrels].sort(([a], [b]) => compareBytes(a, b));
  const counted = judged.filter(([query]) => over === 'judged' || run.has(query));
  const rankings = counted.map(([query, judgements]) => {
    const documents = run.get(query) ?? [];
    refuseDuplicates(query, documents);
    return { query, ranking: judgeRanking(documents, judgements, options) };
  });
  return {
    measures,
    queries: rankings.map(({ query, ranking }) => ({
      query,
      values: measures.map(({ of }) => of(ranking)),
    })),
    missing: judged.map(([query]) => query).filter((query) => !run.has(query)),
    summary: measures.map((measure) => {
      const of = over === 'judged' ? (measure.ofJudged ?? measure.of) : measure.of;
      const values = rankings.map(({ ranking }) => of(ranking));
      return summaryOf(measure, values);
    }),
  };
}

function summaryOf({ summary }: Measure, values: readonly number[]): number {
  const sum = values.reduce((total, value) => total + value, 0);
  if (summary === 'sum') return sum;
  const mean = values.length === 0 ? 0 : sum / values.length;
  return summary === 'mean' || values.length === 0 ? mean : Math.exp(mean);
}

function refuseDuplicates(query: string, documents: readonly Hit[]): void {
  const seen = new Set<string>();
  for (const { id } of documents) {
    if (seen.has(id))
      throw new CodelumiError({
        reason: 'invalid-input',
        what: `The run has document ${id} twice for query ${query}`,
        remedy: 'Give every document of a query once.',
      });
    seen.add(id);
  }
}
