import { workspace } from 'vscode';
import type { AlertView } from '../../core/monitoring/alerts/alertView.js';
import type { ExplainedResult } from '../../core/monitoring/explainMetric.js';
import type { MonitorReport } from '../../core/monitoring/monitorReport.js';
import type { Reviewer } from '../../core/records/decision.js';
import type { JobOptions, JobRunner } from '../jobs/jobRunner.js';

/** An alert as it was shown to the person who answers it: one that became worse meanwhile is refused. */
export interface ShownAlert {
  readonly by: Reviewer;
  readonly alert: string;
  readonly level: AlertView['level'];
}

/** What there is to do about what is watched, off the editor's own thread. */
export interface MonitorJobs {
  look(root: string, options?: JobOptions): Promise<MonitorReport>;
  acknowledge(root: string, input: ShownAlert & { readonly why: string }): Promise<unknown>;
  /** `until`: ISO 8601 */
  snooze(root: string, input: ShownAlert & { readonly until: string }): Promise<unknown>;
  /** `about`: a metric, or the id of an alert. */
  explain(root: string, about: string): Promise<readonly ExplainedResult[]>;
}

/** In worker threads. A look in a workspace that is not trusted keeps nothing. */
export function monitorJobs(jobs: Pick<JobRunner, 'run'>): MonitorJobs {
  return {
    look: (root, options) => jobs.run('monitor', { keep: workspace.isTrusted }, root, options),
    acknowledge: (root, input) => jobs.run('acknowledgeAlert', input, root),
    snooze: (root, input) => jobs.run('snoozeAlert', input, root),
    explain: (root, about) => jobs.run('explainMetric', { about }, root),
  };
}
