import { DAY_MS } from '../../durations.js';
import { counted } from '../../records/counted.js';
import { robustZ } from '../../statistics/robustZ.js';
import type { MonitoringSettings } from '../../workspace/settings/monitoringSchema.js';
import { JUDGING_VERSION, type MetricResult } from '../metricResult.js';
import type { DailyValue } from '../samples.js';
import { figure } from './figureWords.js';

export interface DailyInput {
  readonly metric: 'candidate-volume' | 'memory-growth';
  /** Oldest first, UTC; days without anything included. */
  readonly values: readonly DailyValue[];
  readonly settings: MonitoringSettings;
  readonly now: Date;
}

/** Days before the one that is judged, and how many of them have to have something. */
const DAYS = 14;
const NEEDED = { n: 1, m: 8 } as const;

/** What a day is, and the least that it varies by in any case: counts by their root, sizes by a tenth. */
const WHAT = {
  'candidate-volume': {
    none: 'No candidate was mined in these days.',
    words: (value: number) => counted(Math.round(value), 'candidate'),
    floor: (median: number) => Math.sqrt(Math.max(median, 1)),
  },
  'memory-growth': {
    none: 'The log of conversations did not grow in these days.',
    words: (value: number) => counted(Math.round(value), 'byte'),
    floor: (median: number) => Math.max(median / 10, 1),
  },
} as const;

/**
 * Whether the last whole day is far above the two weeks before it. Less than usual is no warning: weekends and holidays are that, and
 * where nothing comes at all, other metrics are stale. Where less than half of the days have something, as when candidates are mined once
 * a week, the days that do are compared with each other.
 */
export function judgeDaily({ metric, values, settings, now }: DailyInput): MetricResult {
  const { none, words: amount, floor } = WHAT[metric];
  const today = now.toISOString().slice(0, 10);
  const whole = values.filter(({ day, value }) => day < today && Number.isFinite(value));
  const judged = whole.at(-1);
  const before = whole.slice(0, -1).slice(-DAYS);
  const common = {
    ...{ version: JUDGING_VERSION, metric, deployment: null, reranker: null },
    ...{ n: judged === undefined ? 0 : 1, m: before.length, needed: NEEDED },
    ...(judged === undefined ? {} : { window: daySpan(judged.day) }),
  };
  if (judged === undefined || [...before, judged].every(({ value }) => value === 0))
    return { ...common, state: 'no-data', words: none };
  const age = (now.getTime() - Date.parse(daySpan(judged.day).to)) / DAY_MS;
  if (age > settings.staleDays)
    return {
      ...{ ...common, state: 'stale' },
      words: `The newest day that is known is ${judged.day}, ${counted(Math.floor(age), 'day')} ago.`,
    };
  const active = before.filter(({ value }) => value > 0);
  const compared = 2 * active.length < before.length ? active : before;
  const m = compared.length;
  if (m < NEEDED.m)
    return {
      ...{ ...common, m, state: 'warming-up' },
      words: `Of the ${NEEDED.m} days that it takes to know what is normal, there are ${m}.`,
    };
  const history = compared.map(({ value }) => value);
  const { median } = robustZ(history, judged.value, 1) ?? { median: 0 };
  const z = robustZ(history, judged.value, floor(median))?.z ?? 0;
  const { warn, alert } = settings.deviation;
  const state = z > alert ? 'alert' : z > warn ? 'warn' : 'ok';
  const direction = z === 0 ? 'the same as' : z > 0 ? 'higher than' : 'lower than';
  return {
    ...{ ...common, m, state },
    words: `${judged.day} brought ${amount(judged.value)}, ${direction} the median of ${m} days before, ${amount(median)} (robust z ${figure(z)}, limit ${figure(warn)}).`,
    statistic: { name: 'robust-z', value: z },
    threshold: { warn, alert },
  };
}

function daySpan(day: string) {
  const from = Date.parse(`${day}T00:00:00Z`);
  return { from: new Date(from).toISOString(), to: new Date(from + DAY_MS).toISOString() };
}
