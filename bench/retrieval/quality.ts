import { RECIPROCAL_RANK } from '../../src/core/retrieval/metrics/averagePrecision.js';
import { precisionAt, successAt } from '../../src/core/retrieval/metrics/cutoffMeasures.js';
import {
  type Evaluation,
  evaluateRun,
  type Run,
} from '../../src/core/retrieval/metrics/evaluateRun.js';
import { ndcgAt } from '../../src/core/retrieval/metrics/gainMeasures.js';
import { bootstrapInterval } from '../../src/core/statistics/bootstrapInterval.js';
import { pairedRandomisationTest } from '../../src/core/statistics/randomisationTest.js';
import { printTable, ratio } from '../screening/table.js';
import type { Dataset } from './dataset.js';
import { OURS, type Search, SYSTEMS } from './systems.js';

/** Deep enough for every figure below. */
const DEPTH = 10;
const NDCG_10 = ndcgAt(10);
/** Over the first ten, as every run ends there: MRR@10. */
const MEASURES = [NDCG_10, RECIPROCAL_RANK, successAt(1), precisionAt(10)];

export function evaluate(search: Search, { queries, qrels }: Dataset): Evaluation {
  const run = new Map(queries.map(({ id, text }) => [id, search(text, DEPTH)]));
  return evaluateRun(run, qrels, MEASURES, { depth: DEPTH });
}

/** nDCG@10 of each query. */
function ndcgs({ queries }: Evaluation): number[] {
  return queries.map(({ values: [ndcg = 0] }) => ndcg);
}

/** A ranking's row: its figures, and how it differs from another ranking. */
export function qualityRow(
  name: string,
  {
    dataset: { qrels },
    run,
    against: other,
  }: { readonly dataset: Dataset; readonly run: Run; readonly against: Run },
): string[] {
  const [evaluation, reference] = [run, other].map((each) =>
    evaluateRun(each, qrels, MEASURES, { depth: DEPTH }),
  ) as [Evaluation, Evaluation];
  const each = ndcgs(evaluation);
  const { low, high } = bootstrapInterval(each) ?? { low: Number.NaN, high: Number.NaN };
  const [ndcg = '', ...others] = evaluation.summary.map((value) => ratio(value));
  const lead = run === other ? ['', ''] : against(ndcgs(reference), each);
  return [name, ndcg, `${ratio(low)} to ${ratio(high)}`, ...others, ...lead];
}

export function printQuality(dataset: Dataset): void {
  const { name, documents, queries } = dataset;
  const rows = [['', 'nDCG@10', '95 %', 'MRR@10', 'success@1', 'P@10', 'ours less this', 'p']];
  let ours: number[] | undefined;
  for (const [system, build] of Object.entries(SYSTEMS)) {
    const evaluation = evaluate(build(documents), dataset);
    const each = ndcgs(evaluation);
    if (system === OURS) ours = each;
    const { low, high } = bootstrapInterval(each) ?? { low: Number.NaN, high: Number.NaN };
    const [ndcg, ...others] = evaluation.summary.map((value) => ratio(value));
    rows.push([
      system,
      ndcg ?? '',
      `${ratio(low)} to ${ratio(high)}`,
      ...others,
      ...against(each, ours ?? each),
    ]);
  }
  printTable(`${name}: ${documents.length} documents, ${queries.length} queries`, rows);
}

function against(peer: readonly number[], ours: readonly number[]): [string, string] {
  if (peer === ours) return ['', ''];
  const { difference, pValue } = pairedRandomisationTest(peer, ours);
  const sign = difference < 0 ? '-' : '+';
  return [`${sign}${ratio(Math.abs(difference))}`, pValue.toFixed(4)];
}
