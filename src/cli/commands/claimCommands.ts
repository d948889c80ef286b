import { Command } from 'commander';
import type { JobContext } from '../../core/job.js';
import type { ClaimAction } from '../../core/records/claim.js';
import { type Reviewer, signedName } from '../../core/records/decision.js';
import { type ClaimsChanged, changeClaims } from '../../core/review/claims/changeClaims.js';
import { claimWords } from '../../shared/claimWords.js';
import { printable, printableLine } from '../../shared/printable.js';
import { exitCodeFor } from '../exitCode.js';
import { type CommonOptions, runCommand, withCommonOptions } from '../runCommand.js';
import { say, warn } from '../terminal.js';
import { parseReviewer } from '../usage.js';
import { reviewerOf } from './decisionCommands.js';

interface ClaimOptions extends CommonOptions {
  readonly reviewer?: Reviewer;
  readonly to?: Reviewer;
  readonly nobody?: boolean;
  readonly force?: boolean;
}

const NAME_WIDTH = 80;

/** Who is to review a candidate, and who is at it. */
export function claimCommands(): Command[] {
  const assign = claimCommand('assign', 'say who is to review candidates', (options) =>
    options.nobody === true ? 'unassign' : 'assign',
  )
    .option('--to <"Name <mail>">', 'to whom; default: yourself', parseReviewer)
    .option('--nobody', 'to nobody any more');
  const reserve = claimCommand(
    'reserve',
    'keep candidates for yourself for a while',
    () => 'reserve',
  );
  const release = claimCommand('release', 'end reservations', () => 'release');
  for (const command of [reserve, release])
    command.option('--force', "also where it is somebody else's reservation");
  return [assign, reserve, release];
}

function claimCommand(
  name: string,
  description: string,
  actionOf: (options: ClaimOptions) => ClaimAction,
): Command {
  return withCommonOptions(new Command(name))
    .description(description)
    .argument('<candidate...>')
    .option('--reviewer <"Name <mail>">', 'who you are; default: your Git identity', parseReviewer)
    .action((ids: string[], options: ClaimOptions) =>
      runCommand(
        options,
        (context) => change(context, actionOf(options), ids, options),
        (changed) => printClaims(changed, new Date()),
      ),
    );
}

/** Sets the exit code of the first refusal: the others were changed all the same. */
async function change(
  context: JobContext,
  action: ClaimAction,
  ids: readonly string[],
  options: ClaimOptions,
): Promise<ClaimsChanged> {
  const reviewer = await reviewerOf(context, options);
  const changed = await changeClaims(context, {
    action,
    reviewer,
    ...(action === 'assign' ? { to: options.to ?? reviewer } : {}),
    ...(options.force === true ? { force: true } : {}),
    candidates: ids.map((candidate) => ({ candidate })),
  });
  const [refused] = changed.refused;
  if (refused !== undefined) process.exitCode = exitCodeFor(refused.reason);
  return changed;
}

function printClaims({ claimed, refused }: ClaimsChanged, now: Date): void {
  for (const { candidate, ...claim } of claimed) {
    const words = claimWords(claim, { now, isMe: () => false, nameOf: signedName });
    const what = words.length === 0 ? "is nobody's" : `is ${words.join(', ')}`;
    say(`${candidate} ${printableLine(what, 2 * NAME_WIDTH)}`);
  }
  for (const { candidate, message } of refused)
    warn(`codelumi: ${printableLine(candidate, NAME_WIDTH)}: ${printable(message)}`);
}
