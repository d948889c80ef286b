import type { ImpactPreview } from '../../core/validation/impact/impactPreview.js';
import {
  displacedWords,
  figureWords,
  holdoutCaveat,
  holdoutWords,
  namedWords,
  orderWords,
  ownWords,
  pastByWords,
  rankWords,
  rerankedWords,
} from '../../shared/impactWords.js';
import { printable, printableLine } from '../../shared/printable.js';
import { say, warn } from '../terminal.js';

const QUERY_WIDTH = 100;

/** What a candidate would change in the order of BM25F, and in that of the reranker in use, where there is one. */
export interface PrintedImpact extends ImpactPreview {
  readonly reranked: ImpactPreview | null;
}

/** Words first, then figures. */
export function printImpact(impact: PrintedImpact): void {
  say(printable(impact.candidate));
  for (const sentence of ownWords(impact)) say(sentence);
  if (impact.obstacle !== null) return;
  const { holdout } = impact;
  for (const problem of holdout.problems) warn(`codelumi: ${problem}`);
  say('');
  if (holdout.n > 0) say(holdoutWords(impact));
  const caveat = holdoutCaveat(impact);
  if (caveat !== undefined) say(caveat);
  for (const figure of holdout.figures)
    if (holdout.n > 0) say(`  ${figureWords(figure)}, n = ${holdout.n}`);
  sayChanges('Better', holdout.improved, holdout.improvedCount);
  sayChanges('Worse', holdout.regressed, holdout.regressedCount);
  sayDisplaced(impact);
  sayOrder(impact);
}

function sayOrder(impact: PrintedImpact): void {
  say(`\n${orderWords(impact)}`);
  const { reranked } = impact;
  if (reranked === null) return;
  say(rerankedWords(reranked));
  for (const figure of reranked.holdout.figures)
    if (reranked.holdout.n > 0) say(`  ${figureWords(figure)}, n = ${reranked.holdout.n}`);
}

function sayChanges(
  title: string,
  changes: ImpactPreview['holdout']['improved'],
  count: number,
): void {
  if (count > 0) say(`\n${title}`);
  for (const change of changes) {
    const past = pastByWords(change);
    const behind = past === undefined ? '' : `, ${past}`;
    say(`  ${rankWords(change)}${behind}: ${printableLine(change.query, QUERY_WIDTH)}`);
  }
  sayRest(changes.length, count);
}

function sayDisplaced({ displaced, displacedCount }: ImpactPreview): void {
  if (displacedCount === 0) say('\nIt pushes nothing out of the first ten.');
  else say('\nNo longer among the first ten');
  for (const entry of displaced) say(`  ${namedWords(entry)} ${displacedWords(entry)}`);
  sayRest(displaced.length, displacedCount);
}

function sayRest(shown: number, count: number): void {
  if (count > shown) say(`  and ${count - shown} more`);
}
