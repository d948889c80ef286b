import { priorOfSample, shareEvidence } from '../../statistics/shareProcess.js';
import type { MonitoringSettings } from '../../workspace/settings/monitoringSchema.js';
import { JUDGING_VERSION, type MetricResult } from '../metricResult.js';
import type { Span } from '../samples.js';
import { evidenceState } from './evidenceState.js';
import { evidenceWords, shareWords } from './figureWords.js';

/** How often something was so, of how many times that it could have been. */
export interface RateSample {
  readonly events: number;
  readonly of: number;
  readonly span: Span;
}

export interface RateInput {
  readonly metric: 'reject-rate' | 'private-rate';
  /** The last days, and many days before these. */
  readonly now: RateSample;
  readonly before: RateSample;
  readonly settings: MonitoringSettings;
}

/** Fewer do not tell that all is well, only that it is not. */
const NEEDED = { n: 20, m: 50 } as const;

const WHAT = {
  'reject-rate': { of: 'decided candidates', was: 'were rejected' },
  'private-rate': { of: 'new candidates', was: 'hold something private' },
} as const;

/** Whether a share of candidates is higher than it was in the weeks before. */
export function judgeRate({ metric, now, before, settings }: RateInput): MetricResult {
  const [n, m] = [now.of, before.of];
  const { of, was } = WHAT[metric];
  const common = {
    ...{ version: JUDGING_VERSION, metric, deployment: null, reranker: null },
    ...{ n, m, needed: NEEDED, window: now.span },
  };
  if (n === 0)
    return {
      ...common,
      state: 'no-data',
      words: `There are no ${of} in these days (${m} before).`,
    };
  if (m < NEEDED.m)
    return {
      ...{ ...common, state: 'warming-up' },
      words: `What is normal is not known yet: ${m} of ${NEEDED.m} ${of} in the weeks before.`,
    };
  const evidence = shareEvidence(priorOfSample(before.events, m), {
    events: now.events,
    trials: n,
  });
  const found = evidenceState(evidence, settings.evidence, n >= NEEDED.n);
  const difference = now.events * m - before.events * n;
  const direction =
    difference === 0 ? 'as often as' : difference > 0 ? 'higher than' : 'lower than';
  const words = `${shareWords(now.events, n)} ${of} ${was}, ${direction} before with ${shareWords(before.events, m)} (${evidenceWords(evidence, settings.evidence.warn)}).`;
  return { ...common, ...found, words };
}
