import { OWN } from '../../registry/ownDeployment.js';
import type { Production } from '../../registry/rolloutState.js';
import { METRICS, type MetricId } from '../metric.js';
import type { MonitorReport } from '../monitorReport.js';
import { deploymentName } from './deploymentName.js';
import type { PlotMark } from './plot.js';

/** More would cover what they explain; the newest count. */
const MOST = 40;

interface Marked {
  readonly production: readonly Production[];
  readonly report: Pick<MonitorReport, 'alerts'>;
}

/**
 * Releases, rollbacks and alerts at their days.
 * @param days the axis; what happened on no day of it is left out
 * @param about alerts about these are marked
 */
export function plotMarks(
  days: readonly string[],
  { production, report }: Marked,
  about: readonly MetricId[],
): PlotMark[] {
  const alerts = report.alerts
    .filter(({ result }) => about.includes(result.metric))
    .map(({ raisedAt, level, result }) => ({
      day: raisedAt.slice(0, 10),
      label: `${level === 'alert' ? 'alert' : 'warning'}: ${METRICS[result.metric].title.toLowerCase()}`,
      kind: 'alert' as const,
    }));
  return [...production.map(releaseMark), ...alerts]
    .map(({ day, label, kind }) => ({ at: days.indexOf(day), label, kind }))
    .filter(({ at }) => at >= 0)
    .sort((a, b) => a.at - b.at)
    .slice(-MOST);
}

/** What comes back was there before, or is what the assistant has of its own. */
function releaseMark(
  { at, deployment }: Production,
  index: number,
  all: readonly Production[],
): { readonly day: string; readonly label: string; readonly kind: 'release' | 'rollback' } {
  const wasThere = all.slice(0, index).some((earlier) => earlier.deployment === deployment);
  const isBack = deployment === null || wasThere;
  const name = deploymentName(deployment ?? OWN);
  const day = at.slice(0, 10);
  return isBack
    ? { day, label: `rollback to ${name}`, kind: 'rollback' }
    : { day, label: `release of ${name}`, kind: 'release' };
}
