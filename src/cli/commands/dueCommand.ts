import { Command, Option } from 'commander';
import type { DueItem } from '../../core/cadence/dueItem.js';
import { whatIsDue } from '../../core/cadence/whatIsDue.js';
import type { JobContext } from '../../core/job.js';
import type { Reviewer } from '../../core/records/decision.js';
import { type RanItem, type RunDueResult, runDue } from '../../core/runs/runDue.js';
import { printable } from '../../shared/printable.js';
import { EXIT, exitCodeFor } from '../exitCode.js';
import { type CommonOptions, runCommand, withPerson } from '../runCommand.js';
import { say } from '../terminal.js';
import { reviewerOf } from './decisionCommands.js';

interface DueOptions extends CommonOptions {
  readonly run?: boolean;
  readonly reviewer?: Reviewer;
  readonly python?: string;
}

/** `codelumi due`: what the policies ask for now; for people, cron and CI. */
export function dueCommand(): Command {
  return withPerson(new Command('due'))
    .description('say what is due and why: ends with 1 if anything is, with 3 if it cannot be told')
    .option('--run', 'do what may be done without a person; for cron')
    .addOption(
      new Option(
        '--python <program>',
        'the Python that has scikit-learn; default: the first on PATH that has',
      ).env('CODELUMI_PYTHON'),
    )
    .action((options: DueOptions) => (options.run === true ? run(options) : list(options)));
}

function list(options: DueOptions): Promise<void> {
  return runCommand(
    options,
    async (context): Promise<RunDueResult> => {
      const items = await whatIsDue({}, context);
      if (items.some(({ isDue }) => isDue)) process.exitCode = EXIT.gateFailed;
      if (items.some(isUnknown)) process.exitCode = EXIT.invalidInput;
      return { items, ran: [] };
    },
    ({ items }) => {
      items.toSorted(dueFirst).forEach(printItem);
    },
  );
}

function run({ python, ...options }: DueOptions): Promise<void> {
  return runCommand(
    options,
    async (context: JobContext) => {
      const actor = () => reviewerOf(context, options);
      // An environment variable may be there and empty.
      const result = await runDue({ python: python || undefined }, { ...context, actor });
      process.exitCode = codeOf(result);
      return result;
    },
    printRun,
  );
}

/** What failed first decides; then what cannot be told; then what somebody has to look at. What waits for a person alone is no fault. */
function codeOf({ items, ran }: RunDueResult): number {
  const failed = ran.find(({ outcome }) => outcome === 'failed');
  if (failed !== undefined)
    return failed.reason === undefined ? EXIT.invalidInput : exitCodeFor(failed.reason);
  if (items.some(isUnknown)) return EXIT.invalidInput;
  return ran.some(({ outcome }) => outcome === 'gate') ? EXIT.gateFailed : EXIT.done;
}

function isUnknown(item: DueItem): boolean {
  return item.isUnknown === true;
}

function dueFirst(a: DueItem, b: DueItem): number {
  return Number(b.isDue) - Number(a.isDue);
}

function printItem(item: DueItem): void {
  const { kind, isDue, why, command } = item;
  const state = isDue ? 'due' : 'not due';
  say(`${(isUnknown(item) ? 'unknown' : state).padEnd(8)} ${kind.padEnd(10)} ${printable(why)}`);
  if (isDue && command !== undefined) say(`${''.padEnd(19)} codelumi ${printable(command)}`);
}

const OUTCOMES: Readonly<Record<RanItem['outcome'], string>> = {
  done: 'done',
  gate: 'look at',
  failed: 'failed',
};

function printRun({ items, ran }: RunDueResult): void {
  for (const { kind, outcome, words } of ran)
    say(`${OUTCOMES[outcome].padEnd(8)} ${kind.padEnd(10)} ${printable(words)}`);
  const done = new Set(ran.map(({ kind }) => kind));
  const left = items.filter(({ isDue, kind }) => isDue && !done.has(kind));
  left.forEach(printItem);
  if (ran.length === 0 && left.length === 0) say('nothing is due');
}
