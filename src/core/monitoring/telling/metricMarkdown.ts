import { codeCell, codeSpan } from '../../records/markdownText.js';
import type { AlertView } from '../alerts/alertView.js';
import { METRICS } from '../metric.js';
import type { MetricResult } from '../metricResult.js';
import type { PlotSource } from '../plots/plot.js';
import { metricFigures } from './metricFigures.js';
import { STATE_NAMES, stateWords } from './stateWords.js';

const LONGEST = 600;
/** More lines than these nobody opens one by one. */
const MOST_ROWS = 200;
const MOST_ALERTS = 10;

/** A metric as it is told in full. */
export interface Explained {
  /** As it was measured last; undefined: it no longer is, and only its alerts tell of it. */
  readonly result: MetricResult | undefined;
  /** About the same metric and the same answers, newest first. */
  readonly alerts: readonly AlertView[];
  /** Lines of files that the figures were counted from. */
  readonly rows: readonly PlotSource[];
  /** When it was measured; ISO 8601. */
  readonly at: string;
}

/** How a row begins that names a place, for whoever makes links of them. */
export const ROW_BULLET = '- ';

/**
 * A metric with everything it was decided by, for people. Words and names are code: nothing in them is markup, or a link.
 * undefined: there is neither a result nor an alert.
 */
export function metricMarkdown({ result, alerts, rows, at }: Explained): string | undefined {
  const about = result ?? alerts[0]?.result;
  if (about === undefined) return undefined;
  const { title, meaning } = METRICS[about.metric];
  const now =
    result === undefined
      ? ['It is no longer measured: nobody is answered by what it is about.']
      : [
          `State: ${stateWords(result)}`,
          code(result.words),
          figureTable(result),
          `Measured at ${at}.`,
        ];
  const parts = [
    `# ${title}`,
    meaning,
    ...now,
    ...alertParts(alerts),
    '## Where it was counted from',
    rowLines(rows),
  ];
  return `${parts.join('\n\n')}\n`;
}

/** Its columns stand below each other also where it is read as text. */
function figureTable(result: MetricResult): string {
  const figures = metricFigures(result).map(({ name, value, isForeign }) => ({
    name,
    value: isForeign ? cell(value) : value,
  }));
  const width = Math.max(...figures.map(({ name }) => name.length));
  const rows = figures.map(({ name, value }) => `| ${name.padEnd(width)} | ${value} |`);
  return [`| ${'Figure'.padEnd(width)} | Value |`, `|${'-'.repeat(width + 2)}|---|`, ...rows].join(
    '\n',
  );
}

function alertParts(alerts: readonly AlertView[]): string[] {
  const older = alerts.length - MOST_ALERTS;
  const shown = alerts
    .slice(0, MOST_ALERTS)
    .flatMap((alert) => [
      `## Alert ${alert.id}`,
      alertLines(alert).join('\n'),
      code(alert.result.words),
      figureTable(alert.result),
    ]);
  return older > 0
    ? [...shown, `\`codelumi monitor alerts\` lists ${older.toLocaleString('en')} older alerts.`]
    : shown;
}

function alertLines({
  level,
  state,
  raisedAt,
  changedAt,
  snoozedUntil,
  by,
  why,
}: AlertView): string[] {
  return [
    `- Level: ${STATE_NAMES[level]}`,
    `- State: ${state}`,
    `- Raised: ${raisedAt}`,
    ...(changedAt === raisedAt ? [] : [`- Changed last: ${changedAt}`]),
    ...(snoozedUntil === undefined ? [] : [`- Snoozed until: ${snoozedUntil}`]),
    ...(by === undefined ? [] : [`- By: ${code(by)}`]),
    ...(why === undefined ? [] : [`- Why: ${code(why)}`]),
  ];
}

function rowLines(rows: readonly PlotSource[]): string {
  if (rows.length === 0) return 'No lines of files are known for it.';
  const lines = rows
    .slice(0, MOST_ROWS)
    .map(
      ({ file, first, last }) => `${ROW_BULLET}${file}:${first}${last > first ? `-${last}` : ''}`,
    );
  const more = rows.length - MOST_ROWS;
  return [...lines, ...(more > 0 ? [`And ${more.toLocaleString('en')} more stretches.`] : [])].join(
    '\n',
  );
}

function code(text: string): string {
  return codeSpan(oneLine(text));
}

function cell(text: string): string {
  return codeCell(oneLine(text));
}

function oneLine(text: string): string {
  return text.replaceAll(/\s+/gu, ' ').slice(0, LONGEST);
}
