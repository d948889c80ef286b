import type { JobContext } from '../job.js';
import { look, type MonitorInput } from './monitor.js';
import type { MonitorReport } from './monitorReport.js';
import { dashboardPlots } from './plots/dashboardPlots.js';
import type { DashboardPlots } from './plots/plot.js';

/** What the dashboard shows. */
export interface Dashboard {
  readonly report: MonitorReport;
  readonly groups: readonly DashboardPlots[];
  /** Lines of logs that could not be used, of those that were read for it now. */
  readonly unreadable: number;
}

/**
 * The same look as `monitor`, with the same report and the same alerts, and with everything that was seen drawn.
 * @throws as `monitor`
 */
export async function dashboard(input: MonitorInput, context: JobContext): Promise<Dashboard> {
  const { observation, report } = await look(input, context);
  const { rollups, watched, measures, releases } = observation;
  const { production } = releases.state;
  return {
    report,
    groups: dashboardPlots({ rollups, watched, measures, report, production }),
    unreadable: rollups.unreadable,
  };
}
