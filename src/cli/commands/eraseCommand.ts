import { Command } from 'commander';
import { CodelumiError } from '../../core/errors.js';
import type { JobContext } from '../../core/job.js';
import type { Reviewer } from '../../core/records/decision.js';
import { recordedJobs } from '../../core/runs/recordedJobs.js';
import { exitCodeFor } from '../exitCode.js';
import { type CommonOptions, runCommand, withCommonOptions } from '../runCommand.js';
import { readStandardInput } from '../standardInput.js';
import { parseReviewer } from '../usage.js';
import { reviewerOf } from './decisionCommands.js';
import { printErased, printFound, printPlan } from './printErasure.js';

interface EraseOptions extends CommonOptions {
  readonly stdin?: boolean;
}

interface ApplyOptions extends EraseOptions {
  readonly plan: string;
  readonly yes?: boolean;
  readonly reviewer?: Reviewer;
}

/** Names and secrets, not documents. */
const MOST_BYTES = 64 * 1024;

export function eraseCommand(): Command {
  const erase = new Command('erase').description(
    'find a person or a secret in everything that is kept here, and erase them',
  );
  withValues(erase.command('find'))
    .description('say where they are: every file and line, never the value itself')
    .action((values: string[], options: EraseOptions) =>
      runCommand(
        options,
        async (context) =>
          recordedJobs.findPerson({ values: await valuesOf(values, options, context) }, context),
        printFound,
      ),
    );
  withValues(erase.command('plan'))
    .description('say what erasing them would do, and what is left to do by hand; changes nothing')
    .action((values: string[], options: EraseOptions) =>
      runCommand(
        options,
        async (context) =>
          recordedJobs.planErasure({ values: await valuesOf(values, options, context) }, context),
        printPlan,
      ),
    );
  withValues(erase.command('apply'))
    .description('do what a plan said, if it is still the same')
    .requiredOption('--plan <id>', 'the plan that you have looked at')
    .option('--yes', 'really do it')
    .option('--reviewer <"Name <mail>">', 'who erases; default: your Git identity', parseReviewer)
    .action((values: string[], options: ApplyOptions) =>
      runCommand(options, (context) => apply(context, values, options), printErased),
    );
  return erase;
}

function withValues(command: Command): Command {
  return withCommonOptions(command)
    .argument('[value...]', 'names, e-mail addresses or secrets of one person')
    .option(
      '--stdin',
      'read them from standard input, one a line, so that no shell remembers them',
    );
}

async function valuesOf(
  values: readonly string[],
  { stdin }: EraseOptions,
  { signal }: JobContext,
): Promise<string[]> {
  if (stdin !== true) return [...values];
  return [...values, ...(await readStandardInput(MOST_BYTES, signal)).split(/\r?\n/u)];
}

async function apply(context: JobContext, given: readonly string[], options: ApplyOptions) {
  if (options.yes !== true) throw notWithoutYes();
  const values = await valuesOf(given, options, context);
  const reviewer = await reviewerOf(context, options);
  const erased = await recordedJobs.applyErasure({ values, plan: options.plan, reviewer }, context);
  const [refused] = erased.refused;
  if (refused !== undefined) process.exitCode = exitCodeFor(refused.reason);
  return erased;
}

function notWithoutYes(): CodelumiError {
  return new CodelumiError({
    reason: 'wrong-usage',
    what: 'Nothing is erased without a yes',
    remedy: 'Look at "codelumi erase plan", then give its id with --plan, and --yes.',
  });
}
