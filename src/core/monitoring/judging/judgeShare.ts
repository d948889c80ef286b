import { percent } from '../../records/percent.js';
import type { MonitoringSettings } from '../../workspace/settings/monitoringSchema.js';
import { JUDGING_VERSION, type MetricResult } from '../metricResult.js';
import { shareWords } from './figureWords.js';

export interface ShareInput {
  readonly metric: 'staleness';
  /** Entries whose cited files changed after them, of those that cite one. */
  readonly events: number;
  readonly of: number;
  readonly settings: MonitoringSettings;
}

/** Of fewer entries, one or two are a great share already: they warn, and do not alarm. */
const LEAST_FOR_ALERT = 10;

/** Whether too many entries are stale. All are counted, so there is no test: the share is what it is. */
export function judgeShare({ metric, events, of, settings }: ShareInput): MetricResult {
  const common = {
    ...{ version: JUDGING_VERSION, metric, deployment: null, reranker: null },
    ...{ n: of, m: 0, needed: { n: 1, m: 0 } },
  };
  if (of === 0)
    return { ...common, state: 'no-data', words: 'No entry cites a file of the workspace.' };
  const { warn, alert } = settings.stale;
  const value = events / of;
  const isAlert = value >= alert && of >= LEAST_FOR_ALERT;
  const state = isAlert ? 'alert' : value >= warn ? 'warn' : 'ok';
  const words = `${shareWords(events, of)} entries that cite a file are older than it, ${state === 'ok' ? 'lower than' : 'not lower than'} the limit of ${percent(warn)}.`;
  return {
    ...{ ...common, state, words },
    statistic: { name: 'share', value },
    threshold: { warn, alert },
  };
}
