import { kolmogorovSmirnov } from '../../statistics/kolmogorovSmirnov.js';
import { populationStability } from '../../statistics/populationStability.js';
import { quantile } from '../../statistics/summaries.js';
import type { MetricResult } from '../metricResult.js';
import { figure, probability } from './figureWords.js';
import { type Comparison, lacking, neededOf, watchedResult } from './watchedResult.js';

const WARN_P = 0.01;
/** Of the present window, where the window before it says the same. */
const ALERT_P = 0.001;
/**
 * Of the present window alone. A drop is to be told while it is new, not after the window before has seen it, too; looked at
 * every day, two metrics come to this by chance less than once in a hundred years (365 · 2 · 10⁻⁵ a year).
 */
const SUDDEN_P = 1e-5;
/** Mean and three standard deviations of Kolmogorov's distribution: √(π/2) ln 2 and √(π²/12 − π/2 · (ln 2)²). */
const CHANCE = 0.8687311606361593 + 3 * 0.2603328723402748;
/** From here on a population is called changed, and much changed (Siddiqi 2006), if chance does not give as much. */
const CHANGED = { warn: 0.1, alert: 0.25 } as const;

const WORDS = { 'top-score': 'Top scores', 'score-margin': 'Score margins' } as const;
const VALUES = { 'top-score': 'top', 'score-margin': 'margin' } as const;

/**
 * Whether scores are distributed as in the reference, one of each conversation: by the distance of Kolmogorov and Smirnov, which has
 * to be great as well as unlikely. A warning is of the present window. An alert needs the same of the window before it, or odds
 * against chance that need no second opinion.
 */
export function judgeScores(
  metric: 'top-score' | 'score-margin',
  comparison: Comparison,
): MetricResult {
  const { watched, reference, window, previous, settings } = comparison;
  const field = VALUES[metric];
  const [now, usual] = [valuesOf(window[field]), valuesOf(reference.sample[field])];
  const found = { n: now.length, m: usual.length };
  const lack = lacking(metric, comparison, found, NO_SCORES[metric]);
  if (lack !== undefined) return lack;
  const test = kolmogorovSmirnov(usual, now);
  if (test === undefined) throw new RangeError('There are scores, and no distance of them.');
  const { statistic, pValue: p } = test;
  const chance = CHANCE * Math.sqrt(1 / found.n + 1 / found.m);
  const warn = Math.max(settings.drift.warn, chance);
  const alert = Math.max(settings.drift.alert, chance);
  const isConfirmed =
    statistic >= alert && p < ALERT_P && saysSo(valuesOf(previous?.[field] ?? []));
  const alertP = isConfirmed ? ALERT_P : SUDDEN_P;
  const isFar = statistic >= warn && p < WARN_P;
  const state = statistic >= alert && p < alertP ? 'alert' : isFar ? 'warn' : 'ok';
  const [median, was] = [figure(quantile(now, 0.5)), figure(quantile(usual, 0.5))];
  const claim = state === 'ok' ? 'are within their limits' : `are ${directionOf(now, usual)}`;
  return watchedResult(metric, watched, {
    state,
    words: `${WORDS[metric]} ${claim}: median ${median}, in the reference ${was} (Kolmogorov-Smirnov distance ${figure(statistic)}, limit ${figure(warn)}, ${probability(p)}; ${found.n} conversations against ${found.m}).`,
    ...found,
    needed: neededOf(settings),
    statistic: { name: 'kolmogorov-smirnov', value: statistic },
    p,
    threshold: { warn, alert, warn_p: WARN_P, alert_p: alertP },
    ...stabilityOf(usual, now),
  });

  /** Whether the window before it would have come to an alert, too. */
  function saysSo(values: readonly number[]): boolean {
    if (values.length < neededOf(settings).n) return false;
    const before = kolmogorovSmirnov(usual, values);
    return before !== undefined && before.statistic >= alert && before.pValue < ALERT_P;
  }
}

const NO_SCORES = {
  'top-score': 'No scores are known: the assistant logs none, and none could be worked out.',
  'score-margin':
    'No margins are known: the assistant logs no scores of two hits, and none could be worked out.',
} as const;

/** Ascending; what is no number is left out. */
function valuesOf(values: readonly number[]): number[] {
  return values.filter(Number.isFinite).sort((a, b) => a - b);
}

/** By the quartiles: all three have to agree. */
function directionOf(now: readonly number[], usual: readonly number[]): string {
  const moves = [0.25, 0.5, 0.75].map((share) =>
    Math.sign(quantile(now, share) - quantile(usual, share)),
  );
  if (moves.includes(-1) && !moves.includes(1)) return 'lower than in the reference';
  if (moves.includes(1) && !moves.includes(-1)) return 'higher than in the reference';
  return 'spread otherwise than in the reference';
}

function stabilityOf(
  usual: readonly number[],
  now: readonly number[],
): Pick<MetricResult, 'stability'> {
  const found = populationStability(usual, now);
  if (typeof found === 'string') return {};
  const { index: value, chance } = found;
  return {
    stability: {
      value,
      warn: Math.max(CHANGED.warn, chance),
      alert: Math.max(CHANGED.alert, chance),
    },
  };
}
