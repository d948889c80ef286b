import { Command, InvalidArgumentError, Option } from 'commander';
import { CodelumiError } from '../../core/errors.js';
import type { JobContext } from '../../core/job.js';
import type { Namespace } from '../../core/ports/signer.js';
import type { Reviewer } from '../../core/records/decision.js';
import {
  approveSigners,
  type SignersChanged,
  signersToApprove,
} from '../../core/signing/changeSigners.js';
import { listSigners } from '../../core/signing/listSigners.js';
import {
  addSigner,
  initSigners,
  retireSigner,
  revokeKey,
} from '../../core/signing/signersCommands.js';
import { readPublicKey } from '../../node/signing/readPublicKey.js';
import { EXIT } from '../exitCode.js';
import { type CommonOptions, runCommand, withCommonOptions } from '../runCommand.js';
import { parseReviewer } from '../usage.js';
import { reviewerOf } from './decisionCommands.js';
import { printSigners, printSignersChanged, printToApprove } from './printSigners.js';

interface SignersOptions extends CommonOptions {
  readonly reviewer?: Reviewer;
}

interface AddOptions extends SignersOptions {
  readonly for?: readonly Namespace[];
  readonly until?: Date;
}

/** What a command does, once it is known who does it. */
type Work = (context: JobContext, principal: string) => Promise<SignersChanged>;

export function signersCommand(): Command {
  const signers = new Command('signers').description('who may sign decisions, and with which key');
  withCommonOptions(signers.command('list'))
    .description('list them, and what of their files nobody has approved')
    .action((options: CommonOptions) =>
      runCommand(options, (context) => listSigners({}, context), printSigners),
    );
  command(signers, 'init')
    .description('make the first version of the signers, with your key')
    .action((options: SignersOptions) => change(options, initSigners));
  command(signers, 'add <address> <key>')
    .description('add a signer: an e-mail address and a public key, or the file that holds it')
    .option('--for <purposes>', 'only for review, release, audit, policy', parsePurposes)
    .option('--until <time>', 'only until then: YYYY-MM-DD, or ISO 8601', parseTime)
    .action((address: string, named: string, options: AddOptions) =>
      change(options, async (context, principal) => {
        const key = await readPublicKey(named);
        const limits = { namespaces: options.for, validBefore: options.until };
        return addSigner(context, principal, { principal: address, key, ...limits });
      }),
    );
  command(signers, 'retire <who>')
    .description(
      'end somebody: an address, fingerprint or public key; what they signed goes on to hold',
    )
    .option('--at <time>', 'when; default: now', parseTime)
    .action((name: string, options: SignersOptions & { readonly at?: Date }) =>
      change(options, (context, principal) =>
        retireSigner(context, principal, { name, at: options.at }),
      ),
    );
  command(signers, 'revoke <who>')
    .description(
      'revoke a key that went into the wrong hands: nothing that it signed counts any more',
    )
    .requiredOption('--reason <text>', 'why; it stands in the file')
    .action((name: string, options: SignersOptions & { readonly reason: string }) =>
      change(options, (context, principal) =>
        revokeKey(context, principal, { name, reason: options.reason }),
      ),
    );
  command(signers, 'approve')
    .description('approve the signers as they stand in the files')
    .addOption(new Option('--yes', 'do it; else only what that would change is said'))
    .action((options: SignersOptions & { readonly yes?: boolean }) =>
      options.yes === true ? change(options, approveSigners) : preview(options),
    );
  return signers;
}

function command(signers: Command, usage: string): Command {
  return withCommonOptions(signers.command(usage)).option(
    '--reviewer <"Name <mail>">',
    'who you are; default: your Git identity',
    parseReviewer,
  );
}

function change(options: SignersOptions, work: Work): Promise<void> {
  return runCommand(
    options,
    async (context) => work(context, await principalOf(context, options)),
    printSignersChanged,
  );
}

function preview(options: SignersOptions): Promise<void> {
  return runCommand(
    options,
    async (context) => {
      const changes = await signersToApprove(context);
      if (changes.length > 0) process.exitCode = EXIT.wrongUsage;
      return { changes, needs: changes.length > 0 ? '--yes' : null };
    },
    printToApprove,
  );
}

async function principalOf(context: JobContext, options: SignersOptions): Promise<string> {
  const { email } = await reviewerOf(context, options);
  if (email !== '') return email;
  throw new CodelumiError({
    reason: 'wrong-usage',
    what: 'Nobody knows your e-mail address, by which signers are named',
    remedy: 'Run git config user.email, or give it with --reviewer "Name <mail>".',
  });
}

const PURPOSES: readonly string[] = ['review', 'release', 'audit', 'policy'];

function parsePurposes(text: string): Namespace[] {
  const named = text.split(',').map((each) => each.trim());
  const unknown = named.find((each) => !PURPOSES.includes(each));
  if (unknown === undefined) return named.map((each) => `codelumi-${each}@v1` as Namespace);
  throw new InvalidArgumentError(`"${unknown}" is none of ${PURPOSES.join(', ')}.`);
}

const TIME = /^\d{4}-\d{2}-\d{2}(?:T\d{2}:\d{2}(?::\d{2}(?:\.\d+)?)?(?:Z|[+-]\d{2}:\d{2}))?$/u;

function parseTime(text: string): Date {
  const time = new Date(text);
  if (TIME.test(text) && !Number.isNaN(time.getTime())) return time;
  throw new InvalidArgumentError('Write it as YYYY-MM-DD, or as 2026-01-24T12:00:00Z.');
}
