import { Command, InvalidArgumentError, Option } from 'commander';
import { HOUR_MS } from '../../core/durations.js';
import type { JobContext } from '../../core/job.js';
import type { AnsweredAlert } from '../../core/monitoring/alerts/answerAlert.js';
import { readAlerts } from '../../core/monitoring/alerts/changeAlerts.js';
import { explainMetric } from '../../core/monitoring/explainMetric.js';
import { webhookUrl } from '../../core/monitoring/telling/webhookUrl.js';
import type { Reviewer } from '../../core/records/decision.js';
import { recordedJobs } from '../../core/runs/recordedJobs.js';
import { EXIT } from '../exitCode.js';
import { type CommonOptions, runCommand, withCommonOptions, withPerson } from '../runCommand.js';
import { say } from '../terminal.js';
import { parseTime } from '../usage.js';
import { reviewerOf } from './decisionCommands.js';
import { monitorPlotsCommand } from './monitorPlotsCommand.js';
import { describeAlert, printAlerts, printExplained, printReport } from './printMonitor.js';
import { tellOthers } from './tellOthers.js';

interface MonitorOptions extends CommonOptions {
  readonly keep: boolean;
  readonly webhook?: string;
  readonly issue?: boolean;
}

interface AnswerOptions extends CommonOptions {
  readonly reviewer?: Reviewer;
  readonly reason?: string;
  readonly until?: string;
  readonly hours?: number;
}

/** `codelumi monitor`: looks at everything that is watched; for people, cron and CI. */
export function monitorCommand(): Command {
  const monitor = withCommonOptions(new Command('monitor'))
    .description(
      'watch answers, feedback and knowledge for drift; exit code 1 while an alert is open',
    )
    .option('--no-keep', 'only look: write nothing, raise nothing')
    .addOption(
      new Option(
        '--webhook <url>',
        'POST open alerts there as JSON, once each and again after monitoring.remindHours',
      ).env('CODELUMI_WEBHOOK'),
    )
    .option('--issue', 'say the same in one GitHub issue, by gh')
    .action((options: MonitorOptions) => look(options));
  withCommonOptions(monitor.command('alerts'))
    .description('list alerts: those that are not over, or all')
    .option('--all', 'also those that are over')
    .action((_options: CommonOptions, command: Command) => {
      const options = command.optsWithGlobals<CommonOptions & { readonly all?: boolean }>();
      return runCommand(
        options,
        (context) => listAlerts(context, options.all === true),
        printAlerts,
      );
    });
  withPerson(monitor.command('acknowledge'))
    .description('say that an alert is known, and why it may stand')
    .argument('<id>', 'an alert, as al-20260201-1a2b3c4d')
    .requiredOption('--reason <text>', 'why; journals keep it')
    .action((alert: string, _options: AnswerOptions, command: Command) =>
      answer(command.optsWithGlobals(), (by, context, { reason = '' }) =>
        recordedJobs.acknowledgeAlert({ by, alert, why: reason }, context),
      ),
    );
  withPerson(monitor.command('snooze'))
    .description('put an alert off for some hours or until a time')
    .argument('<id>', 'an alert, as al-20260201-1a2b3c4d')
    .addOption(new Option('--until <time>', 'ISO 8601').argParser(parseTime).conflicts('hours'))
    .option('--hours <n>', 'from now on; default: 24', parseHours)
    .option('--reason <text>', 'why; journals keep it')
    .action((alert: string, _options: AnswerOptions, command: Command) =>
      answer(command.optsWithGlobals(), (by, context, options) => {
        const why = options.reason;
        return recordedJobs.snoozeAlert(
          { by, alert, until: untilOf(context, options), why },
          context,
        );
      }),
    );
  withCommonOptions(monitor.command('explain'))
    .description('show the figures behind a metric or an alert, and the lines they come from')
    .argument('<metric|id>', 'such as top-score, or an alert')
    .action((about: string, _options: CommonOptions, command: Command) =>
      runCommand(
        command.optsWithGlobals<CommonOptions>(),
        (context) => explainMetric({ about }, context),
        printExplained,
      ),
    );
  return monitor.addCommand(monitorPlotsCommand());
}

async function look({ keep, webhook, issue, ...options }: MonitorOptions): Promise<void> {
  await runCommand(
    options,
    async (context) => {
      // Before a look that may take long, and never from settings: they come with the workspace.
      const url = webhook === undefined || webhook === '' ? undefined : webhookUrl(webhook);
      const report = await recordedJobs.monitor({ keep }, context);
      await tellOthers(context, report, { url, issue: issue === true, keep });
      const isOpen = report.alerts.some(
        ({ state, level }) => state === 'open' && level === 'alert',
      );
      if (isOpen || report.state === 'alert') process.exitCode = EXIT.gateFailed;
      return report;
    },
    printReport,
  );
}

async function listAlerts(context: JobContext, all: boolean) {
  const { views, problems } = await readAlerts(context);
  return { alerts: views.filter(({ state }) => all || state !== 'cleared'), problems };
}

async function answer(
  options: AnswerOptions,
  act: (by: Reviewer, context: JobContext, options: AnswerOptions) => Promise<AnsweredAlert>,
): Promise<void> {
  await runCommand(
    options,
    async (context) => act(await reviewerOf(context, options), context, options),
    ({ alert }) => describeAlert(alert).forEach(say),
  );
}

function untilOf({ clock }: JobContext, { until, hours = 24 }: AnswerOptions): string {
  return until ?? new Date(clock.now().getTime() + hours * HOUR_MS).toISOString();
}

function parseHours(text: string): number {
  if (/^[1-9]\d{0,3}$/u.test(text)) return Number(text);
  throw new InvalidArgumentError('Hours are a whole number from 1.');
}
