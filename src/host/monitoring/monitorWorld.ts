import type { ErrorReporter } from '../errorReporter.js';
import type { ReviewDesk } from '../review/reviewDesk.js';
import type { RolloutReleases } from '../rollout/rolloutReleases.js';
import type { MetricDocument } from './metricDocument.js';
import type { MonitorJobs } from './monitorJobs.js';
import type { MonitorReports } from './monitorReports.js';

/** What the commands about what is watched work with. */
export interface MonitorWorld {
  readonly monitoring: MonitorJobs;
  readonly reports: MonitorReports;
  readonly metrics: MetricDocument;
  readonly desk: Pick<ReviewDesk, 'overview' | 'state' | 'error'>;
  readonly rollouts: Pick<RolloutReleases, 'overview'>;
  readonly errors: ErrorReporter;
}
