import { Command } from 'commander';
import type { Reviewer } from '../../core/records/decision.js';
import {
  approvePolicy,
  type PolicyState,
  policyState,
} from '../../core/review/quorum/approvePolicy.js';
import type { Policy } from '../../core/workspace/settings/policySchema.js';
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
  const [before, after] = [new Map(rowsOf(inForce)), new Map(rowsOf(written))];
  for (const key of new Set([...after.keys(), ...before.keys()])) {
    const [old = SETTINGS, value = SETTINGS] = [before.get(key), after.get(key)];
    say(`  ${key.padEnd(WIDEST)} ${value}${old === value ? '' : `  (in force: ${old})`}`);
  }
}

/** What a policy says nothing of. */
const SETTINGS = 'as the settings say';
const WIDEST = 33;

function rowsOf({ quorum, unsigned, validation = {} }: Policy): [key: string, value: string][] {
  const { tolerance = {}, required, ...numbers } = validation;
  return [
    ...under('quorum', quorum),
    ['unsigned', unsigned],
    ...under('validation.tolerance', tolerance),
    ...under('validation', numbers),
    ...(required === undefined
      ? []
      : [['validation.required', required.join(' ') || 'none'] satisfies [string, string]]),
  ];
}

function under(
  name: string,
  values: Readonly<Record<string, number | undefined>>,
): [key: string, value: string][] {
  return Object.entries(values).flatMap(([key, value]) =>
    value === undefined ? [] : [[`${name}.${key}`, String(value)]],
  );
}
