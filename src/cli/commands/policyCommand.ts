import { Command } from 'commander';
import type { Reviewer } from '../../core/records/decision.js';
import {
  approvePolicy,
  type PolicyState,
  policyState,
} from '../../core/review/quorum/approvePolicy.js';
import type { Policy } from '../../core/workspace/configSchema.js';
import { printableLine } from '../../shared/printable.js';
import { EXIT } from '../exitCode.js';
import { type CommonOptions, runCommand, withCommonOptions } from '../runCommand.js';
import { say } from '../terminal.js';
import { parseReviewer } from '../usage.js';
import { reviewerOf } from './decisionCommands.js';

type PolicyOptions = CommonOptions & { readonly reviewer?: Reviewer };

/** `codelumi policy show|approve`: who has to approve what, and who approved that. */
export function policyCommand(): Command {
  const policy = new Command('policy').description('who has to approve what');
  withCommonOptions(policy.command('show'))
    .description('show the policy that is in force, and what the settings would change')
    .action((options: CommonOptions) => runCommand(options, policyState, print));
  withCommonOptions(policy.command('approve'))
    .description('approve the policy in .codelumi/config.json with your signing key')
    .option('--reviewer <"Name <mail>">', 'who approves; default: your Git identity', parseReviewer)
    .action((options: PolicyOptions) =>
      runCommand(
        options,
        async (context) => {
          const { email } = await reviewerOf(context, options);
          const result = await approvePolicy(context, email);
          if (result.state === 'proposed') process.exitCode = EXIT.gateFailed;
          return result;
        },
        print,
      ),
    );
  return policy;
}

const STATES: Readonly<Record<PolicyState['state'], string>> = {
  approved: 'in force',
  proposed: 'NOT in force',
  unsigned: 'in force; nobody can approve it, since there are no signers',
};

function print({ state, written, in_force: inForce, approved_by: by, needed }: PolicyState): void {
  say(`policy  ${STATES[state]}`);
  if (by.length > 0) say(`        approved by ${printableLine(by.join(', '), 300)}`);
  if (state === 'proposed')
    say(
      needed === undefined
        ? '        nobody has approved it yet: codelumi policy approve'
        : `        ${by.length} of ${needed} approvals`,
    );
  const before = rowsOf(inForce);
  for (const [at, [key, value]] of rowsOf(written).entries()) {
    const old = before[at]?.[1];
    say(`  ${key.padEnd(16)} ${value}${old === value ? '' : `  (in force: ${old})`}`);
  }
}

function rowsOf({ quorum, unsigned }: Policy): [key: string, value: string][] {
  const rows = Object.entries(quorum).map(([kind, count]): [string, string] => [
    `quorum.${kind}`,
    String(count),
  ]);
  return [...rows, ['unsigned', unsigned]];
}
