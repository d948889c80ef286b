import { Command, Option } from 'commander';
import type { Reviewer } from '../../core/records/decision.js';
import { recordedJobs } from '../../core/runs/recordedJobs.js';
import { EXIT } from '../exitCode.js';
import { type CommonOptions, runCommand, withCommonOptions } from '../runCommand.js';
import { parseReviewer } from '../usage.js';
import { reviewerOf } from './decisionCommands.js';
import { printPromptCheck, printRecorded, printToRecord } from './printPrompts.js';

interface RecordOptions extends CommonOptions {
  readonly reason: string;
  readonly reviewer?: Reviewer;
  readonly yes?: boolean;
}

/** `codelumi prompts check|record`: whether the assistant sends what it was recorded to send. */
export function promptsCommand(): Command {
  const prompts = new Command('prompts').description(
    'the messages of think() and thinkChat(), held against recorded ones',
  );
  withCommonOptions(prompts.command('check'))
    .description('compare them, and show what differs; exit code 1 unless all are as recorded')
    .action((options: CommonOptions) =>
      runCommand(
        options,
        async (context) => {
          const check = await recordedJobs.checkGoldenPrompts({}, context);
          if (check.status !== 'pass') process.exitCode = EXIT.gateFailed;
          return check;
        },
        printPromptCheck,
      ),
    );
  withCommonOptions(prompts.command('record'))
    .description('take what is sent now as what is to be sent, signed with your key')
    .requiredOption('--reason <text>', 'why; it is signed with the messages')
    .option('--reviewer <"Name <mail>">', 'who signs; default: your Git identity', parseReviewer)
    .addOption(new Option('--yes', 'do it; else only what would be recorded is shown'))
    .action((options: RecordOptions) =>
      options.yes === true ? record(options) : preview(options),
    );
  return prompts;
}

function preview(options: RecordOptions): Promise<void> {
  return runCommand(
    options,
    async (context) => {
      const check = await recordedJobs.checkGoldenPrompts({}, context);
      process.exitCode = EXIT.wrongUsage;
      return { ...check, needs: '--yes' };
    },
    printToRecord,
  );
}

function record(options: RecordOptions): Promise<void> {
  return runCommand(
    options,
    async (context) => {
      const { email: principal } = await reviewerOf(context, options);
      return recordedJobs.recordGoldenPrompts({ reason: options.reason, principal }, context);
    },
    printRecorded,
  );
}
