import { compareBytes } from '../../records/byteOrder.js';
import { percent } from '../../records/percent.js';
import { contingencyTest } from '../../statistics/contingencyTest.js';
import { jensenShannonDistance } from '../../statistics/jensenShannon.js';
import { sumOf } from '../../statistics/sumOf.js';
import type { MetricResult } from '../metricResult.js';
import { chanceDistance } from './chanceDistance.js';
import { figure, probability } from './figureWords.js';
import { type Comparison, lacking, neededOf, watchedResult } from './watchedResult.js';

const WARN_P = 0.01;
const ALERT_P = 0.001;
/** Entries that are told apart; the others count as one. */
const TOLD_APART = 20;
/** Ids come from a log: one that is anything else is not repeated in words, which are stored and sent on. */
const PLAIN_ID = /^[\w.:-]{1,60}$/u;

/**
 * Whether the same entries are found first as in the reference, in the same shares: by the distance of Jensen and Shannon, which has
 * to be great (also against what chance gives in samples of this size), and by chi-square, which has to be unlikely. The entries that are
 * told apart are the most frequent ones of both samples together: those of the reference alone would seem to have become rarer.
 */
export function judgeHitMix(comparison: Comparison): MetricResult {
  const { watched, reference, window, settings } = comparison;
  const cells = cellsOf(reference.sample.hits, window.hits);
  const [usual, now] = [cells.map(({ usual }) => usual), cells.map(({ now }) => now)];
  const found = { n: sumOf(now), m: sumOf(usual) };
  const lack = lacking('hit-mix', comparison, found, 'No hit of any search is known.');
  if (lack !== undefined) return lack;
  const distance = jensenShannonDistance(usual, now) ?? 0;
  // Where everything is one cell, there is no difference to be seen.
  const p = contingencyTest(usual, now)?.pValue ?? 1;
  const chance = chanceDistance(usual, found);
  const warn = Math.max(settings.mix.warn, chance);
  const alert = Math.max(settings.mix.alert, chance);
  const isFar = distance >= warn && p < WARN_P;
  const state = distance >= alert && p < ALERT_P ? 'alert' : isFar ? 'warn' : 'ok';
  const claim =
    state === 'ok'
      ? 'What is found first is within its limits'
      : `Other entries are found first than in the reference: ${moveWords(cells, found)}`;
  return watchedResult('hit-mix', watched, {
    state,
    words: `${claim} (Jensen-Shannon distance ${figure(distance)}, limit ${figure(warn)}, ${probability(p)}; ${found.n} conversations against ${found.m}).`,
    ...found,
    needed: neededOf(settings),
    statistic: { name: 'jensen-shannon', value: distance },
    p,
    threshold: { warn, alert, warn_p: WARN_P, alert_p: ALERT_P },
  });
}

interface Cell {
  /** undefined: all that are not told apart. */
  readonly id: string | undefined;
  readonly usual: number;
  readonly now: number;
}

function cellsOf(usual: ReadonlyMap<string, number>, now: ReadonlyMap<string, number>): Cell[] {
  const cells = [...new Set([...usual.keys(), ...now.keys()])]
    .map((id) => ({ id, usual: usual.get(id) ?? 0, now: now.get(id) ?? 0 }))
    .sort((a, b) => b.usual + b.now - (a.usual + a.now) || compareBytes(a.id, b.id));
  const rest = cells.slice(TOLD_APART);
  if (rest.length === 0) return cells;
  const other = {
    id: undefined,
    usual: sumOf(rest.map((each) => each.usual)),
    now: sumOf(rest.map((each) => each.now)),
  };
  return [...cells.slice(0, TOLD_APART), other];
}

/** What has changed most. */
function moveWords(
  cells: readonly Cell[],
  { n, m }: { readonly n: number; readonly m: number },
): string {
  const moves = cells.map((cell) => ({ id: cell.id, now: cell.now / n, was: cell.usual / m }));
  const greatest = moves.reduce((one, two) =>
    Math.abs(two.now - two.was) > Math.abs(one.now - one.was) ? two : one,
  );
  const name = greatest.id === undefined ? 'rarer entries together' : nameOf(greatest.id);
  return `${name} in ${percent(greatest.now)}, ${greatest.now > greatest.was ? 'higher' : 'lower'} than ${percent(greatest.was)}`;
}

function nameOf(id: string): string {
  return PLAIN_ID.test(id) ? id : 'one entry';
}
