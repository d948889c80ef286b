import type { SignersChanged } from '../../core/signing/changeSigners.js';
import type { ListedSigner, SignersList } from '../../core/signing/listSigners.js';
import { printableLine } from '../../shared/printable.js';
import { say, warn } from '../terminal.js';

const WIDTH = 300;
/** With fewer, nobody can take the place of somebody who lost their key. */
const ENOUGH = 3;

export function printSigners(list: SignersList): void {
  const { version, at, root, approved_by: by, signers, unapproved } = list;
  if (version === undefined) say('nobody may sign yet; codelumi signers init makes you the first');
  for (const signer of signers)
    say(`${signer.state.padEnd(13)}  ${printableLine(lineOf(signer), WIDTH)}`);
  if (version !== undefined) {
    const approvers = by.map(({ principal }) => principal).join(', ');
    sayLine(`version ${version.slice(0, 16)} of ${at}, approved by ${approvers}`);
    sayLine(`trusted since version ${root?.slice(0, 16)}, the first of this workspace`);
    const valid = new Set(
      signers.filter(({ state }) => state === 'valid').map(({ principals }) => principals),
    );
    if (valid.size < ENOUGH)
      warn(`codelumi: there are fewer than ${ENOUGH} signers; a lost key could not be replaced`);
  }
  sayUnapproved(unapproved);
}

function lineOf({
  principals,
  keyid,
  namespaces,
  valid_after: after,
  valid_before: before,
}: ListedSigner): string {
  const limits = [
    namespaces === undefined ? '' : `for ${namespaces}`,
    after === undefined ? '' : `from ${after}`,
    before === undefined ? '' : `until ${before}`,
  ].filter((limit) => limit !== '');
  return [principals, keyid, ...limits].join('  ');
}

function sayUnapproved(changes: readonly string[]): void {
  for (const change of changes) sayLine(`not approved: ${change}`);
  if (changes.length > 0) say('codelumi signers approve --yes approves that, if you are a signer');
}

export function printToApprove({ changes }: { readonly changes: readonly string[] }): void {
  if (changes.length === 0) say('there is nothing to approve');
  for (const change of changes) sayLine(change);
  if (changes.length > 0) warn('codelumi: nothing was approved; add --yes to do it');
}

export function printSignersChanged({ state, changes, approvals, needed }: SignersChanged): void {
  for (const change of changes) sayLine(change);
  if (state === 'unchanged') say('there is nothing to approve');
  if (state === 'approved') say('approved; commit .codelumi/registry');
  if (state === 'proposed')
    say(
      `approved by ${approvals} of the ${needed} signers it takes; commit .codelumi/registry, and have another run codelumi signers approve --yes`,
    );
  if (state === 'written')
    say(
      'written, and not approved, since you are no signer; have a signer run codelumi signers approve --yes',
    );
}

function sayLine(line: string): void {
  say(printableLine(line, WIDTH));
}
