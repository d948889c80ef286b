import type { MonitoringSettings } from '../workspace/settings/monitoringSchema.js';
import { judgeDaily } from './judging/judgeDaily.js';
import { judgeRate } from './judging/judgeRate.js';
import { judgeShare } from './judging/judgeShare.js';
import type { MetricResult } from './metricResult.js';
import type { DailyValue } from './samples.js';
import type { GrowthRow } from './store/hourRow.js';
import type { Rollups } from './store/rollups.js';
import { dailyVolume } from './workspace/dailyVolume.js';
import { daysOf, EARLIER, eachDay } from './workspace/measuredDays.js';
import { ratesOf } from './workspace/rates.js';
import type { WorkspaceMeasures } from './workspace/workspaceMeasures.js';

interface Measured {
  readonly measures: WorkspaceMeasures;
  readonly rollups: Pick<Rollups, 'growth'>;
  readonly settings: MonitoringSettings;
  readonly now: Date;
}

/** Judges what is watched beside the answers: one result a metric, always in the same order. */
export function judgeWorkspace({ measures, rollups, settings, now }: Measured): MetricResult[] {
  const rates = ratesOf(measures, now);
  const { citing, stale } = measures.staleness;
  const staleEntries = new Set(stale.map(({ id }) => id)).size;
  return [
    judgeRate({ metric: 'reject-rate', ...rates.rejected, settings }),
    judgeRate({ metric: 'private-rate', ...rates.private, settings }),
    judgeDaily({ metric: 'candidate-volume', values: dailyVolume(measures, now), settings, now }),
    judgeDaily({
      metric: 'memory-growth',
      values: dailyGrowth(rollups.growth, now),
      settings,
      now,
    }),
    judgeShare({ metric: 'staleness', events: staleEntries, of: citing, settings }),
  ];
}

/** Bytes of each whole day before today, from the first on that brought any. */
function dailyGrowth(growth: readonly GrowthRow[], now: Date): DailyValue[] {
  const [first] = growth;
  if (first === undefined) return [];
  const bytes = new Map(growth.map((row) => [row.day, row.bytes]));
  return [...eachDay(daysOf(now, EARLIER, 1))]
    .filter((day) => day >= first.day)
    .map((day) => ({ day, value: bytes.get(day) ?? 0 }));
}
