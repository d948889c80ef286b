import type { JudgedRanking } from './judgedRanking.js';

/** A figure of one query's ranking, and how those of many queries become one. */
export interface Measure {
  /** As trec_eval prints it. */
  readonly name: string;
  /** `geometric`: of figures that are logarithms already. */
  readonly summary: 'mean' | 'geometric' | 'sum';
  /** Whether it is a number of things, printed without decimals. */
  readonly isCount: boolean;
  readonly of: (ranking: JudgedRanking) => number;
  /** Where the summary over all judged queries (`-c`) is not of the same figure. */
  readonly ofJudged?: (ranking: JudgedRanking) => number;
}

export function meanOf(name: string, of: Measure['of']): Measure {
  return { name, summary: 'mean', isCount: false, of };
}

/** 0 where nothing is to be divided by: such a query has nothing to find, and nothing was found. */
export function ratio(part: number, whole: number): number {
  return whole === 0 ? 0 : part / whole;
}
