import { DAY_MS } from '../../durations.js';
import { counted } from '../../records/counted.js';
import type { MonitoringSettings } from '../../workspace/settings/monitoringSchema.js';
import type { MetricId, MetricState } from '../metric.js';
import { JUDGING_VERSION, type MetricResult } from '../metricResult.js';
import type { Reference, Sample, Watched } from '../samples.js';

/** What is held against what; both are there. */
export interface Comparison {
  readonly watched: Watched;
  readonly reference: Reference;
  /** The present window. */
  readonly window: Sample;
  /** The window before it. */
  readonly previous: Sample | undefined;
  readonly settings: MonitoringSettings;
}

type Finding = Pick<MetricResult, 'state' | 'words' | 'n' | 'm' | 'needed'> & Partial<MetricResult>;

/** A result about a deployment, with where its figures come from. */
export function watchedResult(
  metric: MetricId,
  { deployment, reranker, reference, windows: [window] }: Watched,
  finding: Finding,
): MetricResult {
  return {
    version: JUDGING_VERSION,
    metric,
    deployment,
    reranker,
    ...finding,
    ...(window === undefined ? {} : { window: window.span }),
    ...(reference === undefined
      ? {}
      : {
          reference: {
            ...reference.sample.span,
            file: reference.file,
            sha256: reference.sha256,
          },
        }),
  };
}

/** What is to be compared, or why nothing can be: then that is said of every metric. */
export function comparisonOf(
  watched: Watched,
  settings: MonitoringSettings,
  now: Date,
): Comparison | ((metric: MetricId) => MetricResult) {
  const { reference, windows, gathered, latest } = watched;
  const [window, previous] = windows;
  const sessions = { n: window?.sessions ?? 0, m: reference?.sample.sessions ?? gathered };
  const needed = { n: settings.window.minimumSessions, m: settings.reference.minimumSessions };
  const says = (state: MetricState, words: string) => (metric: MetricId) =>
    watchedResult(metric, watched, { state, words, ...sessions, needed });
  if (latest === undefined) return says('no-data', 'No search of this deployment is in the logs.');
  const days = (now.getTime() - Date.parse(latest)) / DAY_MS;
  if (days > settings.staleDays)
    return says(
      'stale',
      `The newest search is ${counted(Math.floor(days), 'day')} old; more than ${counted(settings.staleDays, 'day')} are too many to go by.`,
    );
  if (reference === undefined)
    return says(
      'warming-up',
      gathered < needed.m
        ? `What is normal is not known yet: ${gathered} of ${needed.m} conversations since the release.`
        : `What is normal is not frozen yet: there are ${gathered} of ${needed.m} conversations, and a look that may write freezes the first once they are three hours old.`,
    );
  if (window === undefined || window.sessions === 0)
    return says('warming-up', `No conversation is in the present window yet: 0 of ${needed.n}.`);
  return { watched, reference, window, previous, settings };
}

/**
 * Why values of the window cannot be held against those of the reference; undefined: they can. The reference is counted in
 * conversations, of which not each has a value, so half as many are enough.
 * @param missing what is said where there are none at all
 */
export function lacking(
  metric: MetricId,
  { watched, settings }: Comparison,
  { n, m }: { readonly n: number; readonly m: number },
  missing: string,
): MetricResult | undefined {
  const needed = neededOf(settings);
  const says = (state: MetricState, words: string) =>
    watchedResult(metric, watched, { state, words, n, m, needed });
  if (n === 0 && m === 0) return says('no-data', missing);
  if (m < needed.m)
    return says(
      'no-data',
      `The reference has values of only ${counted(m, 'conversation')}, and it takes ${needed.m}; it stays as it is until the next release.`,
    );
  if (n === 0) return says('no-data', 'The reference has values, the present window has none.');
  if (n < needed.n)
    return says('warming-up', `Values of ${n} of ${needed.n} conversations are in the window.`);
  return undefined;
}

/** How many values it takes on both sides. */
export function neededOf({ window, reference }: MonitoringSettings): {
  readonly n: number;
  readonly m: number;
} {
  return { n: window.minimumSessions, m: Math.ceil(reference.minimumSessions / 2) };
}
