import { CodelumiError, messageOf } from '../../core/errors.js';
import type { JobContext } from '../../core/job.js';
import type { MonitorReport } from '../../core/monitoring/monitorReport.js';
import {
  ISSUE_TITLE,
  issueBody,
  openAlerts,
  webhookMessage,
} from '../../core/monitoring/telling/alertMessage.js';
import { type Channel, tellOnce } from '../../core/monitoring/telling/tellOnce.js';
import { tellInIssue } from '../../node/git/githubIssue.js';
import { httpWebhook } from '../../node/httpWebhook.js';

interface Where {
  readonly url: string | undefined;
  readonly issue: boolean;
  /** False: nothing is remembered, so everything that is open is told. */
  readonly keep: boolean;
}

/** Tells a webhook and GitHub of open alerts. What does not work is a warning: the look stands. */
export async function tellOthers(
  context: JobContext,
  report: MonitorReport,
  { url, issue, keep }: Where,
): Promise<void> {
  if (openAlerts(report).length === 0) return;
  const tell = (channel: Channel, send: () => Promise<void>) =>
    orWarn(context, () => (keep ? tellOnce(context, channel, report.alerts, send) : send()));
  if (url !== undefined)
    await tell('webhook', () => httpWebhook.post(url, webhookMessage(report), context.signal));
  if (issue)
    await tell('issue', async () => {
      await tellInIssue(context.files.root, { title: ISSUE_TITLE, body: issueBody(report) });
    });
}

async function orWarn(context: JobContext, tell: () => Promise<unknown>): Promise<void> {
  try {
    await tell();
  } catch (error) {
    if (!(error instanceof CodelumiError)) throw error;
    context.warn?.(messageOf(error));
  }
}
