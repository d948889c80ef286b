import { priorOfSample, shareEvidence } from '../../statistics/shareProcess.js';
import type { MetricId } from '../metric.js';
import type { MetricResult } from '../metricResult.js';
import type { Sample } from '../samples.js';
import { evidenceState } from './evidenceState.js';
import { evidenceWords, shareWords } from './figureWords.js';
import { type Comparison, neededOf, watchedResult } from './watchedResult.js';

/** Whether searches find nothing in more conversations than in the reference. */
export function judgeZeroHits(comparison: Comparison): MetricResult {
  return judgeEvents('zero-hits', 'zeroHits', 'a search without a hit', comparison);
}

/** Whether users are not content in more conversations than in the reference. Where nobody ever says anything, that tells nothing. */
export function judgeNegativeFeedback(comparison: Comparison): MetricResult {
  const { window, reference } = comparison;
  const isSilent = [window, reference.sample].every(
    ({ negative, positive }) => negative + positive === 0,
  );
  return isSilent
    ? nothing('negative-feedback', 'No user said what they thought of an answer', comparison)
    : judgeEvents('negative-feedback', 'negative', 'a user who was not content', comparison);
}

/** Whether searches fail in more conversations than in the reference. Not every assistant logs that they do. */
export function judgeErrors(comparison: Comparison): MetricResult {
  const { window, reference } = comparison;
  return window.errors + reference.sample.errors === 0
    ? nothing('errors', 'No failure is in the logs; not every assistant logs failures', comparison)
    : judgeEvents('errors', 'errors', 'a search that failed', comparison);
}

function nothing(
  metric: MetricId,
  words: string,
  { watched, window, reference, settings }: Comparison,
): MetricResult {
  const [n, m] = [window.sessions, reference.sample.sessions];
  const text = `${words} (${n} conversations, and ${m} in the reference).`;
  return watchedResult(metric, watched, {
    ...{ state: 'no-data', words: text, n, m, needed: neededOf(settings) },
  });
}

function judgeEvents(
  metric: MetricId,
  field: keyof Sample & ('zeroHits' | 'negative' | 'errors'),
  what: string,
  { watched, window, reference, settings }: Comparison,
): MetricResult {
  const [n, m] = [window.sessions, reference.sample.sessions];
  const [events, usual] = [window[field], reference.sample[field]];
  const evidence = shareEvidence(priorOfSample(usual, m), { events, trials: n });
  const needed = neededOf(settings);
  const found = evidenceState(evidence, settings.evidence, n >= needed.n);
  const direction =
    events * m === usual * n
      ? 'as often as'
      : events * m > usual * n
        ? 'higher than'
        : 'lower than';
  const words = `${shareWords(events, n)} conversations have ${what}, ${direction} in the reference with ${shareWords(usual, m)} (${evidenceWords(evidence, settings.evidence.warn)}).`;
  return watchedResult(metric, watched, { ...found, words, n, m, needed });
}
