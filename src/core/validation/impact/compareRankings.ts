import type { Hit } from '../../retrieval/bm25f/bestHits.js';
import { RECIPROCAL_RANK } from '../../retrieval/metrics/averagePrecision.js';
import { precisionAt } from '../../retrieval/metrics/cutoffMeasures.js';
import { ndcgAt } from '../../retrieval/metrics/gainMeasures.js';
import { type Judgements, judgeRanking } from '../../retrieval/metrics/judgedRanking.js';
import { mean } from '../../statistics/summaries.js';
import type { HoldoutQuery } from '../holdout/holdout.js';
import type {
  HoldoutImpact,
  ImpactFigure,
  NamedEntry,
  QueryChange,
  Rank,
} from './impactPreview.js';

/** How many entries are shown to the assistant, and so count. */
export const SHOWN = 10;
const MOST_LISTED = 20;

const NDCG = ndcgAt(SHOWN);

const FIGURES = [
  { name: 'MRR@10', measure: RECIPROCAL_RANK },
  { name: 'nDCG@10', measure: NDCG },
  { name: 'P@1', measure: precisionAt(1) },
  { name: 'P@5', measure: precisionAt(5) },
  { name: 'P@10', measure: precisionAt(SHOWN) },
] as const satisfies readonly { name: ImpactFigure['name']; measure: object }[];

/** One query's ranking, best first, and what is right for it. */
export interface Judged {
  readonly hits: readonly Hit[];
  readonly judgements: Judgements;
}

/** The same query on both lists of entries. */
export interface ComparedQuery {
  readonly query: HoldoutQuery;
  readonly before: Judged;
  readonly after: Judged;
}

/** @param nameOf an entry of the list that is searched then */
export function compareRankings(
  compared: readonly ComparedQuery[],
  nameOf: (id: string) => NamedEntry,
): Pick<
  HoldoutImpact,
  'n' | 'figures' | 'improved' | 'regressed' | 'improvedCount' | 'regressedCount'
> {
  const before = compared.map((each) => figuresOf(each.before));
  const after = compared.map((each) => figuresOf(each.after));
  const figures = FIGURES.map(({ name }, at) => ({
    name,
    before: meanAt(before, at),
    after: meanAt(after, at),
  }));
  const moved = compared
    .map((each) => ({ each, gain: gainOf(each) }))
    .filter(({ gain }) => gain !== 0)
    .sort(
      (a, b) =>
        Math.abs(b.gain) - Math.abs(a.gain) || a.each.query.place.line - b.each.query.place.line,
    );
  const improved = moved.filter(({ gain }) => gain > 0).map(({ each }) => each);
  const regressed = moved.filter(({ gain }) => gain < 0).map(({ each }) => each);
  return {
    n: compared.length,
    figures,
    improved: improved.slice(0, MOST_LISTED).map((each) => changeOf(each, nameOf)),
    regressed: regressed.slice(0, MOST_LISTED).map((each) => changeOf(each, nameOf)),
    improvedCount: improved.length,
    regressedCount: regressed.length,
  };
}

/** The rank of the first right entry, from 1. */
export function firstRight({ hits, judgements }: Judged): Rank {
  const place = hits.findIndex(({ id }) => (judgements.get(id) ?? 0) > 0);
  return place < 0 ? null : place + 1;
}

function figuresOf({ hits, judgements }: Judged): number[] {
  const ranking = judgeRanking(hits, judgements, { depth: SHOWN });
  return FIGURES.map(({ measure }) => measure.of(ranking));
}

/**
 * What a query is better or worse by: how much nearer to the top the first right entry is, or else how much better
 * the right ones stand together. What is not among the first ten, before or after, is not shown and does not count.
 */
function gainOf({ before, after }: ComparedQuery): number {
  return reciprocal(after) - reciprocal(before) || gainedOn(after) - gainedOn(before);
}

function reciprocal(judged: Judged): number {
  const rank = firstRight(judged);
  return rank === null || rank > SHOWN ? 0 : 1 / rank;
}

function gainedOn({ hits, judgements }: Judged): number {
  return NDCG.of(judgeRanking(hits, judgements, { depth: SHOWN }));
}

function changeOf(
  { query: { value, place }, before, after }: ComparedQuery,
  nameOf: (id: string) => NamedEntry,
): QueryChange {
  const ranks = { before: firstRight(before), after: firstRight(after) };
  return {
    query: value.query,
    line: place.line,
    ...ranks,
    pastBy: pastBy(before, after, ranks).map(nameOf),
  };
}

/** What stands before the right entry then, and did not. */
function pastBy(
  before: Judged,
  after: Judged,
  ranks: { readonly before: Rank; readonly after: Rank },
): string[] {
  if (ranks.before === null) return [];
  const above = new Set(before.hits.slice(0, ranks.before).map(({ id }) => id));
  const end = ranks.after === null ? after.hits.length : ranks.after - 1;
  return after.hits
    .slice(0, end)
    .map(({ id }) => id)
    .filter((id) => !above.has(id))
    .slice(0, 3);
}

function meanAt(rows: readonly (readonly number[])[], at: number): number {
  return rows.length === 0 ? 0 : mean(rows.map((values) => values[at] ?? 0));
}
