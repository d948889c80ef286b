import { DAY_MS } from '../../src/core/durations.js';
import { correctTogether } from '../../src/core/monitoring/judging/correctTogether.js';
import { judgeWatched } from '../../src/core/monitoring/judging/judgeWatched.js';
import type { MetricId } from '../../src/core/monitoring/metric.js';
import type { Sample } from '../../src/core/monitoring/samples.js';
import {
  kolmogorovSmirnovDistance,
  limitProbability,
} from '../../src/core/statistics/kolmogorovSmirnov.js';
import { populationStability } from '../../src/core/statistics/populationStability.js';
import { configSchema } from '../../src/core/workspace/configSchema.js';
import type { Conversation } from './history.js';

const SETTINGS = configSchema.parse({}).monitoring;
const START = Date.parse('2026-01-05T00:00:00Z');

/** What one look says: ours, by metric and in all, and usual practice. */
export type Alarms = Readonly<Record<string, boolean>>;

/** Days so far, looked at once each is over. */
export class DailyLooks {
  #reference: { readonly sample: Sample; readonly rows: readonly number[] } | undefined;
  readonly #days: (readonly Conversation[])[] = [];
  readonly #sessions: number;

  /** @param sessions conversations of the reference */
  constructor(sessions: number) {
    this.#sessions = sessions;
  }

  /** A day that nobody looks at. */
  pass(today: readonly Conversation[]): Alarms {
    this.#days.push(today);
    if (this.#reference !== undefined) return {};
    const all = this.#days.flat();
    if (all.length < this.#sessions) return {};
    const rows = all.flatMap((each) => each.rows);
    this.#reference = { sample: sampleOf(all, 0, this.#days.length), rows };
    // They are in no window any more.
    this.#days.fill([]);
    return {};
  }

  /** @returns undefined as long as the reference, or a whole window after it, is not there */
  look(today: readonly Conversation[]): Alarms | undefined {
    this.pass(today);
    const { days: length } = SETTINGS.window;
    const window = this.#days.slice(-length);
    if (this.#reference === undefined || window.some((day) => day.length === 0)) return undefined;
    const previous = this.#days.slice(-2 * length, -length);
    return {
      ...this.#ours(this.#reference.sample, window.flat(), previous.flat()),
      ...usualPractice(this.#reference.rows, window.flat(), today),
    };
  }

  #ours(reference: Sample, window: Conversation[], previous: Conversation[]): Alarms {
    const days = this.#days.length;
    const now = new Date(START + days * DAY_MS);
    const results = correctTogether(
      judgeWatched(
        {
          ...{ deployment: 'own', reranker: null, gathered: reference.sessions },
          reference: {
            ...{ file: 'reference.json', sha256: '', deployment: 'own', reranker: null },
            sample: reference,
          },
          windows: [
            sampleOf(window, days - SETTINGS.window.days, days),
            sampleOf(previous, days - 2 * SETTINGS.window.days, days - SETTINGS.window.days),
          ],
          latest: now.toISOString(),
        },
        SETTINGS,
        now,
      ),
    );
    const alarms: Record<string, boolean> = {};
    for (const { metric, state } of results) {
      alarms[warnOf(metric)] = state === 'warn' || state === 'alert';
      alarms[alertOf(metric)] = state === 'alert';
    }
    const has = (...levels: string[]) => results.some(({ state }) => levels.includes(state));
    return { ...alarms, 'any warn': has('warn', 'alert'), 'any alert': has('alert') };
  }
}

export function warnOf(metric: MetricId): string {
  return `${metric} warn`;
}

export function alertOf(metric: MetricId): string {
  return `${metric} alert`;
}

/** Every row counts, and nothing is corrected. */
function usualPractice(
  reference: readonly number[],
  window: readonly Conversation[],
  today: readonly Conversation[],
): Alarms {
  const [week, day] = [window, today].map((all) => all.flatMap(({ rows }) => rows)) as [
    number[],
    number[],
  ];
  return {
    'psi week': stability(reference, week) > 0.1,
    'psi day': stability(reference, day) > 0.1,
    'ks week': plainP(reference, week) < 0.05,
    'ks day': plainP(reference, day) < 0.05,
  };
}

function stability(reference: readonly number[], rows: readonly number[]): number {
  const found = populationStability(reference, rows, 1);
  return typeof found === 'string' ? 0 : found.index;
}

function plainP(reference: readonly number[], rows: readonly number[]): number {
  const distance = kolmogorovSmirnovDistance(reference, rows) ?? 0;
  const [n, m] = [reference.length, rows.length];
  return limitProbability(distance * Math.sqrt((n * m) / (n + m)));
}

function sampleOf(all: readonly Conversation[], from: number, to: number): Sample {
  const hits = new Map<string, number>();
  for (const { hit } of all) hits.set(hit, (hits.get(hit) ?? 0) + 1);
  const count = (is: (each: Conversation) => boolean) => all.filter(is).length;
  const time = (day: number) => new Date(START + day * DAY_MS).toISOString();
  return {
    span: { from: time(from), to: time(to) },
    sessions: all.length,
    searches: all.reduce((sum, { rows }) => sum + rows.length, 0),
    zeroHits: count(({ isZeroHit }) => isZeroHit),
    negative: count(({ isNegative }) => isNegative),
    positive: 1,
    errors: count(({ isError }) => isError),
    top: all.map(({ top }) => top),
    margin: all.map(({ margin }) => margin),
    hits,
    latency: all.map(({ latency }) => latency),
  };
}
