import type { Production } from '../../registry/rolloutState.js';
import type { MonitorReport } from '../monitorReport.js';
import type { Watched } from '../samples.js';
import type { Rollups } from '../store/rollups.js';
import type { WorkspaceMeasures } from '../workspace/workspaceMeasures.js';

/** All that is drawn from. */
export interface PlotData {
  readonly rollups: Rollups;
  readonly watched: readonly Watched[];
  readonly measures: WorkspaceMeasures;
  readonly report: MonitorReport;
  /** What was in production, and since when; oldest first. */
  readonly production: readonly Production[];
}
