import { Command } from 'commander';
import type { JobContext } from '../../core/job.js';
import type { Reviewer } from '../../core/records/decision.js';
import { rerankerInUse } from '../../core/registry/rerankerInUse.js';
import type { Held } from '../../core/rollout/holdRollout.js';
import { inProductionAt, rolloutStatus } from '../../core/rollout/rolloutStatus.js';
import { recordedJobs } from '../../core/runs/recordedJobs.js';
import { EXIT } from '../exitCode.js';
import { type CommonOptions, runCommand, withCommonOptions, withPerson } from '../runCommand.js';
import { say } from '../terminal.js';
import { parseTime } from '../usage.js';
import { reviewerOf } from './decisionCommands.js';
import {
  type PrintedStatus,
  printAdvanced,
  printStarted,
  printStatus,
  printStep,
  sayWarnings,
} from './printRollout.js';
import { addDiffCommand } from './rolloutDiff.js';

interface RolloutOptions extends CommonOptions {
  readonly reviewer?: Reviewer;
  readonly why?: string;
}

interface StartOptions extends RolloutOptions {
  readonly snapshot?: string;
  readonly reranker?: string;
}

/** `codelumi rollout …`: how a snapshot and a reranker get to users, and how far they are. */
export function rolloutCommand(): Command {
  const rollout = new Command('rollout').description(
    'roll a snapshot and a reranker out: shadow, canary, beta, production',
  );
  withPerson(rollout.command('start'))
    .description('begin with the newest snapshot, or the one named; nobody is answered by it yet')
    .option('--snapshot <name>', 'the snapshot; default: the newest')
    .option('--reranker <file>', 'the reranker; default: none, the order of BM25F')
    .action((options: StartOptions) =>
      act(
        options,
        (by, context) => recordedJobs.startRollout({ ...options, by }, context),
        printStarted,
      ),
    );
  withCommonOptions(rollout.command('status'))
    .description('what is in production and on its way, what it waits for, and what was')
    .option('--at <time>', 'what was in production at that time (ISO 8601)', parseTime)
    .action((options: CommonOptions & { readonly at?: string }) => status(options));
  withPerson(rollout.command('advance'))
    .description('look at the gates, and go on, pause or roll back as they say; for cron')
    .action((options: RolloutOptions) =>
      act(options, (by, context) => recordedJobs.advanceRollout({ by }, context), printAdvanced),
    );
  withPerson(rollout.command('approve'))
    .description('approve that the next stage is entered, with your signing key')
    .option('--why <text>', 'what speaks for it')
    .action((options: RolloutOptions) =>
      act(
        options,
        (by, context) => recordedJobs.approveRollout({ by, why: options.why }, context),
        ({ stage, count, warnings }) => {
          say(`approved  ${stage}: ${count.given} of ${count.needed} approvals`);
          sayWarnings(warnings);
        },
      ),
    );
  addDiffCommand(rollout);
  for (const [name, job, what] of HOLDING) {
    withPerson(rollout.command(name))
      .description(what)
      .option('--why <text>', 'why')
      .action((options: RolloutOptions) =>
        act(
          options,
          (by, context) => recordedJobs[job]({ by, why: options.why }, context),
          ({ rollout: held, warnings }: Held) => {
            printStep(held);
            sayWarnings(warnings);
          },
        ),
      );
  }
  return rollout;
}

const HOLDING = [
  ['pause', 'pauseRollout', 'let no stage be entered until it is resumed; guardrails go on'],
  ['resume', 'resumeRollout', 'let stages be entered again'],
] as const;

async function act<Result>(
  options: RolloutOptions,
  job: (by: Reviewer, context: JobContext) => Promise<Result>,
  print: (result: Result) => void,
): Promise<void> {
  await runCommand(
    options,
    async (context) => job(await reviewerOf(context, options), context),
    print,
  );
}

async function status({ at, ...options }: CommonOptions & { readonly at?: string }): Promise<void> {
  if (at !== undefined) {
    await runCommand(
      options,
      (context) => inProductionAt(context, at),
      ({ deployment }) => say(deployment ?? 'own  what the assistant had of its own'),
    );
    return;
  }
  await runCommand(
    options,
    async (context): Promise<PrintedStatus> => {
      const found = await rolloutStatus(context);
      if (found.problems.length > 0) process.exitCode = EXIT.gateFailed;
      return { ...found, inUse: await rerankerInUse(context) };
    },
    printStatus,
  );
}
