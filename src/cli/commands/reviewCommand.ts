import { Command, Option } from 'commander';
import type { JobContext } from '../../core/job.js';
import { logContext } from '../../core/mining/central/logContext.js';
import type { Reviewer } from '../../core/records/decision.js';
import { provenanceHolds } from '../../core/review/checkProvenance.js';
import { type Decided, readReview } from '../../core/review/decide.js';
import { loadQueue } from '../../core/review/queue.js';
import { revealSecrets } from '../../core/review/revealSecret.js';
import type { ReviewStatus } from '../../core/review/reviewState.js';
import { readConfig } from '../../core/workspace/config.js';
import { type CommonOptions, runCommand, withCommonOptions } from '../runCommand.js';
import { parseDay, parseReviewer } from '../usage.js';
import { decisionCommands, reviewerOf } from './decisionCommands.js';
import { maskedForShell } from './maskedForShell.js';
import { printCandidate, printQueue, printStats } from './printReview.js';

const STATUSES: readonly ReviewStatus[] = ['pending', 'flagged', 'accepted', 'rejected'];

interface ListOptions extends CommonOptions {
  readonly status?: ReviewStatus;
  readonly day?: string;
}

interface ShowOptions extends CommonOptions {
  readonly reveal?: boolean;
  readonly reviewer?: Reviewer;
}

export function reviewCommand(): Command {
  const review = new Command('review').description('look at candidates and decide on them');
  withCommonOptions(review.command('list'))
    .description('list candidates')
    .addOption(new Option('--status <status>', 'only those').choices(STATUSES))
    .option('--day <YYYY-MM-DD>', "only that day's candidates", parseDay)
    .action(({ status, day, ...options }: ListOptions) => {
      const filter = {
        ...(status === undefined ? {} : { status }),
        ...(day === undefined ? {} : { day }),
      };
      return runCommand(options, (context) => loadQueue(filter, context), printQueue);
    });
  withCommonOptions(review.command('show <candidate>'))
    .description('show one candidate with its findings, proof and history')
    .option('--reveal', 'show its secrets; that you did is recorded')
    .option('--reviewer <"Name <mail>">', 'who looks; default: your Git identity', parseReviewer)
    .action((id: string, options: ShowOptions) =>
      runCommand(
        options,
        async (context) => {
          const review = await shownReview(context, id, options);
          const lines = review.candidate.provenance;
          const { files } = logContext(context, await readConfig(context.files));
          const holds = await Promise.all(lines.map((line) => provenanceHolds(files, line)));
          return { ...review, changed_proof: lines.filter((_, index) => holds[index] === false) };
        },
        printCandidate,
      ),
    );
  withCommonOptions(review.command('stats'))
    .description('count candidates by status')
    .action((options: CommonOptions) =>
      runCommand(
        options,
        async (context) => {
          const { counts, problems } = await loadQueue({}, context);
          return { counts, problems };
        },
        printStats,
      ),
    );
  for (const command of decisionCommands()) review.addCommand(command);
  return review;
}

async function shownReview(
  context: JobContext,
  id: string,
  options: ShowOptions,
): Promise<Decided> {
  const review = await readReview(context, id);
  if (options.reveal !== true) return maskedForShell(context, review);
  await revealSecrets(context, { candidate: id, reviewer: await reviewerOf(context, options) });
  return review;
}
