import { l10n } from 'vscode';
import { METRICS } from '../../core/monitoring/metric.js';
import type { MonitorReport } from '../../core/monitoring/monitorReport.js';
import { ageWords } from '../../core/monitoring/telling/ageWords.js';
import { STATE_NAMES } from '../../core/monitoring/telling/stateWords.js';
import { COMMANDS, type CommandId } from '../../shared/ids.js';
import { printableLine } from '../../shared/printable.js';

const LONGEST = 200;

/** A row of the pick, and the command that it runs. */
export interface PickRow {
  readonly label: string;
  readonly description?: string;
  readonly detail?: string;
  readonly command: CommandId;
  readonly target?: { readonly alert: string };
}

/** What the rows are made of. */
export interface PickSubject {
  /** Candidates that wait for review. */
  readonly waiting: number;
  /** The candidates cannot be read. */
  readonly isUnread: boolean;
  readonly report: MonitorReport | undefined;
  /** What a rollback would take back; undefined: there is nothing. */
  readonly revertible: string | undefined;
  readonly isTrusted: boolean;
}

/** What there is to do: what somebody should look at first. */
export function pickRows(subject: PickSubject, now: Date): PickRow[] {
  const alerts = alertRows(subject);
  const queue = queueRow(subject);
  return [
    ...alerts,
    queue,
    { label: l10n.t('$(graph) Open Dashboard'), command: COMMANDS.openDashboard },
    {
      label: l10n.t('$(info) Explain Metric…'),
      ...stateOf(subject.report),
      command: COMMANDS.explainMetric,
    },
    ...rollbackRow(subject),
    { label: l10n.t('$(calendar) Show What Is Due'), command: COMMANDS.showDue },
    {
      label: l10n.t('$(pulse) Check Drift Now'),
      ...ageOf(subject.report, now),
      command: COMMANDS.monitorNow,
    },
  ];
}

function queueRow({ waiting, isUnread }: PickSubject): PickRow {
  if (isUnread)
    return {
      label: l10n.t('$(refresh) Refresh Candidates'),
      description: l10n.t('they cannot be read'),
      command: COMMANDS.refresh,
    };
  const count = waiting.toLocaleString('en');
  const description = `${count} ${waiting === 1 ? 'waits' : 'wait'}`;
  return {
    label: l10n.t('$(checklist) Review Candidates'),
    description,
    command: COMMANDS.openReview,
  };
}

/** Each open alert with what can be said to it. */
function alertRows({ report, isTrusted }: PickSubject): PickRow[] {
  const open = (report?.alerts ?? []).filter(({ state }) => state === 'open');
  return open.flatMap(({ id, level, result }) => {
    const { title } = METRICS[result.metric];
    const target = { alert: id };
    return [
      {
        label: l10n.t('$({0}) Explain: {1}', level === 'alert' ? 'error' : 'warning', title),
        description: STATE_NAMES[level],
        detail: printableLine(result.words, LONGEST),
        command: COMMANDS.explainMetric,
        target,
      },
      ...(isTrusted
        ? [
            {
              label: l10n.t('$(check) Acknowledge: {0}…', title),
              command: COMMANDS.acknowledgeAlert,
              target,
            },
            {
              label: l10n.t('$(bell-slash) Snooze: {0}…', title),
              command: COMMANDS.snoozeAlert,
              target,
            },
          ]
        : []),
    ];
  });
}

function rollbackRow({ revertible, isTrusted }: PickSubject): PickRow[] {
  if (revertible === undefined || !isTrusted) return [];
  return [
    { label: l10n.t('$(discard) Roll Back…'), description: revertible, command: COMMANDS.rollBack },
  ];
}

function stateOf(report: MonitorReport | undefined): { description: string } {
  return {
    description: report === undefined ? l10n.t('not looked yet') : STATE_NAMES[report.state],
  };
}

function ageOf(report: MonitorReport | undefined, now: Date): { description?: string } {
  return report === undefined
    ? {}
    : { description: l10n.t('looked {0}', ageWords(report.at, now)) };
}
