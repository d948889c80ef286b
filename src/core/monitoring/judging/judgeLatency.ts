import { priorOfExceedance, shareEvidence } from '../../statistics/shareProcess.js';
import { quantile } from '../../statistics/summaries.js';
import type { MetricResult } from '../metricResult.js';
import { evidenceState } from './evidenceState.js';
import { evidenceWords, figure, shareWords } from './figureWords.js';
import { type Comparison, lacking, neededOf, watchedResult } from './watchedResult.js';

const SLOW = 0.95;

/**
 * Whether more searches are slow. A percentile of few values jumps, and its error is not known; how many exceed a value of the
 * reference is. Slow is what takes longer than the value that 95 % of the reference do not exceed. How many of others do is exactly
 * beta-binomial while nothing has changed, whatever latencies are distributed as; that is what evidence is held against.
 */
export function judgeLatency(comparison: Comparison): MetricResult {
  const { watched, window, reference, settings } = comparison;
  const [now, usual] = [window.latency, reference.sample.latency].map((values) =>
    values.filter(Number.isFinite).sort((a, b) => a - b),
  ) as [number[], number[]];
  const [n, m] = [now.length, usual.length];
  const lack = lacking('latency', comparison, { n, m }, 'The assistant logs no latencies.');
  if (lack !== undefined) return lack;
  const rank = Math.ceil(SLOW * m);
  const limit = usual[rank - 1] ?? Number.POSITIVE_INFINITY;
  const events = now.filter((each) => each > limit).length;
  const evidence = shareEvidence(priorOfExceedance(rank, m), { events, trials: n });
  const found = evidenceState(evidence, settings.evidence, true);
  const [late, was] = [quantile(now, SLOW), quantile(usual, SLOW)];
  const direction = late > was ? 'higher than' : late < was ? 'lower than' : 'the same as';
  const words = `The 95th percentile is ${figure(late)} ms, ${direction} in the reference with ${figure(was)} ms; ${shareWords(events, n)} conversations took longer than ${figure(limit)} ms, as ${shareWords(m - rank, m)} did (${evidenceWords(evidence, settings.evidence.warn)}).`;
  return watchedResult('latency', watched, { ...found, words, n, m, needed: neededOf(settings) });
}
