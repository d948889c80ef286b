import { Command } from 'commander';
import type { Reviewer } from '../../core/records/decision.js';
import { rehearseRollback } from '../../core/rollout/rollBack.js';
import { recordedJobs } from '../../core/runs/recordedJobs.js';
import { EXIT } from '../exitCode.js';
import { type CommonOptions, runCommand, withPerson } from '../runCommand.js';
import { reviewerOf } from './decisionCommands.js';
import { printRolledBack } from './printRollout.js';

interface RollbackOptions extends CommonOptions {
  readonly reviewer?: Reviewer;
  readonly reason?: string;
  readonly dryRun?: boolean;
}

/** `codelumi rollback`: what was before answers again, at once. */
export function rollbackCommand(): Command {
  return withPerson(new Command('rollback'))
    .description(
      'take back what is on its way, else what is in production; what was before answers at once',
    )
    .option('--reason <text>', 'why', 'rolled back by hand')
    .option('--dry-run', 'say what it would lead to, and whether that works; change nothing')
    .action(({ reason = '', dryRun = false, ...options }: RollbackOptions) =>
      runCommand(
        options,
        async (context) => {
          const result = dryRun
            ? await rehearseRollback(context)
            : await recordedJobs.rollBack(
                { by: await reviewerOf(context, options), reason },
                context,
              );
          if (result.outcome === 'failed') process.exitCode = EXIT.gateFailed;
          return { ...result, dry_run: dryRun };
        },
        printRolledBack,
      ),
    );
}
