import { relative, resolve, sep } from 'node:path';
import { Command } from 'commander';
import type { Reviewer } from '../../core/records/decision.js';
import type { ExportedReview } from '../../core/review/reviewFile/exportReviewFile.js';
import type { ImportedReview } from '../../core/review/reviewFile/importReviewFile.js';
import { recordedJobs } from '../../core/runs/recordedJobs.js';
import { printable } from '../../shared/printable.js';
import { diagnostic } from '../diagnostic.js';
import { exitCodeFor } from '../exitCode.js';
import { type CommonOptions, runCommand, withCommonOptions } from '../runCommand.js';
import { say, warn } from '../terminal.js';
import { parseCount, parseDay, parseReviewer } from '../usage.js';
import { reviewerOf } from './decisionCommands.js';

interface ExportOptions extends CommonOptions {
  readonly day?: string;
  readonly limit?: number;
  readonly force?: boolean;
}

interface ImportOptions extends CommonOptions {
  readonly reviewer?: Reviewer;
}

/** A review as a Markdown file, for people without the editor. */
export function reviewFileCommands(): Command[] {
  return [exportCommand(), importCommand()];
}

function exportCommand(): Command {
  return withCommonOptions(new Command('export'))
    .description(
      'write what waits into training/staging/review_YYYY-MM-DD.md, to be ticked in any editor',
    )
    .option(
      '--day <YYYY-MM-DD>',
      'of that day; default: the newest on which something waits',
      parseDay,
    )
    .option('--limit <n>', 'at most so many; default: 100', parseCount)
    .option('--force', 'also over ticks and edits that were not read in')
    .action(({ day, limit, force, ...options }: ExportOptions) =>
      runCommand(
        options,
        (context) =>
          recordedJobs.exportReviewFile(
            {
              ...(day === undefined ? {} : { day }),
              ...(limit === undefined ? {} : { limit }),
              force: force === true,
            },
            context,
          ),
        ({ file, candidates, left }: ExportedReview) =>
          say(
            `${printable(file)}: ${candidates} candidates${left === 0 ? '' : `, ${left} more wait`}`,
          ),
      ),
    );
}

function importCommand(): Command {
  return withCommonOptions(new Command('import'))
    .description('read back what people ticked and wrote in a review file, as decisions of yours')
    .argument('<file>')
    .option('--reviewer <"Name <mail>">', 'who decides; default: your Git identity', parseReviewer)
    .action((typed: string, options: ImportOptions) =>
      runCommand(
        options,
        async (context) => {
          const file = relative(resolve(options.workspace), resolve(options.workspace, typed));
          const reviewer = await reviewerOf(context, options);
          const done = await recordedJobs.importReviewFile(
            { file: file.split(sep).join('/'), reviewer },
            context,
          );
          const [first] = done.refused;
          if (first !== undefined) process.exitCode = exitCodeFor(first.reason);
          return done;
        },
        printImported,
      ),
    );
}

function printImported({ file, decided, refused, undecided, warnings }: ImportedReview): void {
  for (const { candidate, actions, status } of decided)
    say(`${printable(candidate)}: ${actions.join(', ')}; is ${status}`);
  for (const { candidate, line, message } of refused) {
    const name = candidate === undefined ? '' : `${candidate}: `;
    warn(diagnostic({ file, line }, 'error', `${name}${message}`));
  }
  for (const warning of warnings) warn(warning);
  say(`${decided.length} decided, ${refused.length} refused, ${undecided} left open`);
}
