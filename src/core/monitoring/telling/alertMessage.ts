import { codeSpan } from '../../records/markdownText.js';
import { visibleLine } from '../../records/visibleText.js';
import type { AlertView } from '../alerts/alertView.js';
import { METRICS } from '../metric.js';
import type { MonitorReport } from '../monitorReport.js';

const LONGEST = 500;

/** What a webhook gets: figures and words of the open alerts. `text` is what chat servers show. No text of users. */
export function webhookMessage(report: MonitorReport): string {
  const alerts = openAlerts(report);
  return JSON.stringify({
    schema: 'codelumi.alerts/1',
    at: report.at,
    tool_version: report.tool_version,
    state: report.state,
    words: report.words,
    text: alerts.map(lineOf).join('\n'),
    alerts: alerts.map(({ id, level, raisedAt, result }) => ({
      id,
      level,
      raised_at: raisedAt,
      ...result,
    })),
  });
}

export function openAlerts({ alerts }: Pick<MonitorReport, 'alerts'>): readonly AlertView[] {
  return alerts.filter(({ state }) => state === 'open');
}

function lineOf({ id, level, result }: AlertView): string {
  return `${level === 'alert' ? 'Alert' : 'Warning'}: ${visibleLine(result.words, LONGEST)} (${id})`;
}

/** The same title for ever, so that there is one issue. */
export const ISSUE_TITLE = 'CodeLumi: something is not as it was';

/** The open alerts as Markdown for an issue or a comment. What is not ours stands in code spans, where nothing is markup. */
export function issueBody(report: MonitorReport): string {
  const alerts = openAlerts(report);
  const items = alerts.map(
    ({ id, level, raisedAt, result }) =>
      `- **${level === 'alert' ? 'Alert' : 'Warning'}: ${METRICS[result.metric].title}** (\`${id}\`, since ${raisedAt}): ${codeSpan(visibleLine(result.words, LONGEST))}`,
  );
  const [first] = alerts;
  const how =
    first === undefined
      ? []
      : [
          `\`codelumi monitor explain ${first.id}\` shows its figures; \`codelumi monitor acknowledge ${first.id} --reason "…"\` says that it is known.`,
        ];
  return `${[`Looked at ${report.at}.`, items.join('\n'), ...how].join('\n\n')}\n`;
}
