import { Command } from 'commander';
import type { JobContext } from '../../core/job.js';
import { counted } from '../../core/records/counted.js';
import type { Reviewer } from '../../core/records/decision.js';
import { filesReader } from '../../core/review/reviewReader.js';
import {
  type SignedOwn,
  signOwn,
  type UnsignedOwn,
  unsignedOwn,
} from '../../core/review/signatures/signOwn.js';
import { printable } from '../../shared/printable.js';
import { EXIT } from '../exitCode.js';
import { type CommonOptions, runCommand, withCommonOptions } from '../runCommand.js';
import { say, warn } from '../terminal.js';
import { parseReviewer } from '../usage.js';
import { reviewerOf } from './decisionCommands.js';

interface SignOptions extends CommonOptions {
  readonly reviewer?: Reviewer;
  readonly all?: boolean;
  readonly yes?: boolean;
}

const MOST_LISTED = 20;

/** `codelumi review sign`: shows which decisions of one's own are unsigned, and signs them when told to. */
export function signCommand(): Command {
  return withCommonOptions(new Command('sign'))
    .description('list your decisions that are not signed, and sign them with --yes')
    .option('--all', 'also those from other clones under your address')
    .option('--yes', 'sign them')
    .option('--reviewer <"Name <mail>">', 'who signs; default: your Git identity', parseReviewer)
    .action((options: SignOptions) =>
      runCommand(options, (context) => sign(context, options), print),
    );
}

async function sign(context: JobContext, options: SignOptions): Promise<UnsignedOwn | SignedOwn> {
  const reader = filesReader(context);
  const own = { reviewer: await reviewerOf(context, options), all: options.all === true };
  const found = await unsignedOwn(context, own, reader);
  if (found.decisions.length === 0) return { ...found, signed: 0 };
  if (options.yes !== true) {
    process.exitCode = EXIT.wrongUsage;
    return found;
  }
  return signOwn(context, { ...own, only: found.decisions.map(({ hash }) => hash) }, reader);
}

function print(result: UnsignedOwn | SignedOwn): void {
  const { decisions, otherKey, keyid } = result;
  const isDone = 'signed' in result;
  const count = counted(decisions.length, 'decision');
  if (decisions.length === 0) say('nothing of yours is left to sign');
  else say(isDone ? `signed ${count} with ${keyid}` : `${count} would be signed with ${keyid}`);
  for (const { at, action, candidate, file, line } of decisions.slice(0, MOST_LISTED))
    say(`${at}  ${action.padEnd(7)} ${printable(candidate)}  ${printable(file)}:${line}`);
  if (decisions.length > MOST_LISTED) say(`and ${decisions.length - MOST_LISTED} more`);
  if (otherKey > 0)
    warn(`codelumi: ${counted(otherKey, 'decision')} of yours were to be signed with another key`);
  if (!isDone) warn('codelumi: nothing was signed; add --yes to sign them');
}
