import { CodelumiError } from '../errors.js';
import type { JobContext } from '../job.js';
import { type HeldLock, withWorkspaceLock } from '../workspace/lock.js';
import type { VersionContent } from './approvals/approvedVersion.js';
import { approveVersion } from './approvals/approveVersion.js';
import { countValidSigners } from './approvals/countValidSigners.js';
import { describeChanges } from './approvals/describeChanges.js';
import { pinnedRoot, pinRoot } from './approvals/pinnedRoot.js';
import { readSignersChain, type SignersChain } from './approvals/signersChain.js';
import { signersDoubt } from './approvals/signersDoubt.js';
import { SIGNERS_RULE, signersIn } from './approvals/signersRule.js';
import { areSameTexts, workingSigners, writeSigners } from './approvals/workingSigners.js';
import { ownKey } from './requireKey.js';
import { type Signers, signerFor } from './signers.js';

export type ChangeContext = Pick<JobContext, 'files' | 'clock' | 'processes' | 'signal' | 'signer'>;

type Texts = VersionContent['texts'];

/** What became of a change of the signers. */
export interface SignersChanged {
  /**
   * `approved`: it holds. `proposed`: more signers have to approve it. `written`: it stands in the files, and who
   * wrote it is no signer. `unchanged`: what stands there holds already.
   */
  readonly state: 'approved' | 'proposed' | 'written' | 'unchanged';
  /** What is another than in the version that held before, a line each. */
  readonly changes: readonly string[];
  readonly approvals: number;
  readonly needed: number;
}

/** What is to be done to the files. */
export interface SignersEdit {
  /** In words, for who waits for the lock. */
  readonly purpose: string;
  /** E-mail address of who does it. */
  readonly principal: string;
  /** @throws CodelumiError where it cannot be done */
  readonly edit: (texts: Texts, now: Date) => Texts;
  /** Makes the first version; what stands in the files already becomes part of it. */
  readonly isFirst?: boolean;
}

/**
 * Changes who may sign, and approves the change where this machine's key may.
 * @throws CodelumiError as `edit` does; `wrong-usage` where nobody could sign any more; `changed-meanwhile` where
 *   changes of somebody else wait for approval; `cannot-sign`, `locked`. In each case nothing is written.
 */
export function changeSigners(
  context: ChangeContext,
  { purpose, principal, edit, isFirst = false }: SignersEdit,
): Promise<SignersChanged> {
  return withWorkspaceLock(context, purpose, async (lock) => {
    const chain = await readSignersChain(context);
    const doubt = signersDoubt(chain, await pinnedRoot(context));
    if (doubt !== undefined) throw doubt;
    const before = await workingSigners(context);
    if (isFirst) refuseSecondInit(chain);
    else refuseForeignChanges(chain, before, principal);
    const now = context.clock.now();
    const after = edit(before, now);
    refuseNobody(signersIn({ texts: after }), now);
    if (!(await mayApprove(context, chain, after, principal))) {
      await lock.confirm();
      await writeSigners(context, before, after);
      return outcome(chain, after, 'written');
    }
    return approve(context, chain, { before, after, principal, lock });
  });
}

/**
 * What approving the files as they stand would change, and nothing is written.
 * @throws CodelumiError `invalid-input`
 */
export async function signersToApprove(context: ChangeContext): Promise<readonly string[]> {
  const chain = await readSignersChain(context);
  return outcome(chain, await workingSigners(context), 'written').changes;
}

/**
 * Approves the signers as they stand in the files. Brings branches that parted together as well.
 * @throws CodelumiError as `approveVersion`, `locked`; `invalid-input` where the first version is another than the one
 *   that this clone trusts
 */
export function approveSigners(context: ChangeContext, principal: string): Promise<SignersChanged> {
  return withWorkspaceLock(context, 'approve the signers', async (lock) => {
    const chain = await readSignersChain(context);
    const doubt = signersDoubt(
      { ...chain, heads: chain.heads.slice(0, 1) },
      await pinnedRoot(context),
    );
    if (doubt !== undefined) throw doubt;
    const texts = await workingSigners(context);
    if (chain.head !== undefined && areSameTexts(chain.head.content.texts, texts)) {
      await pinRoot(context, chain.roots);
      return outcome(chain, texts, 'unchanged');
    }
    return approve(context, chain, { before: texts, after: texts, principal, lock });
  });
}

interface Approving {
  readonly before: Texts;
  readonly after: Texts;
  readonly principal: string;
  readonly lock: HeldLock;
}

/** Signs before anything is written: a key that cannot sign leaves everything as it was. */
async function approve(
  context: ChangeContext,
  chain: SignersChain,
  { before, after, principal, lock }: Approving,
): Promise<SignersChanged> {
  const version = { rule: SIGNERS_RULE, parents: chain.heads, texts: after, principal };
  const append = await approveVersion(context, version);
  await lock.confirm();
  await writeSigners(context, before, after);
  await append();
  const now = await readSignersChain(context);
  await pinRoot(context, now.roots);
  const isApproved = now.head !== undefined && areSameTexts(now.head.content.texts, after);
  if (isApproved) return { ...outcome(chain, after, 'approved'), ...countsOf(now.head.by.length) };
  const proposed = proposalOf(now, after);
  const counts = countsOf(proposed?.by.length ?? 1, proposed?.needed);
  return { ...outcome(chain, after, 'proposed'), ...counts };
}

function countsOf(approvals: number, needed = approvals) {
  return { approvals, needed };
}

function outcome(
  { head, heads }: SignersChain,
  texts: Texts,
  state: SignersChanged['state'],
): SignersChanged {
  const before = (head ?? heads[0])?.content ?? { texts: {} };
  const changes = describeChanges(signersIn(before), signersIn({ texts }));
  return { state, changes, approvals: 0, needed: 1 };
}

function proposalOf({ proposed, heads }: SignersChain, texts: Texts) {
  const follows = heads.map(({ id }) => id).sort();
  return proposed.find(
    ({ content }) =>
      areSameTexts(content.texts, texts) && String([...content.follows].sort()) === String(follows),
  );
}

function refuseSecondInit({ heads }: SignersChain): void {
  if (heads.length === 0) return;
  throw new CodelumiError({
    reason: 'wrong-usage',
    what: 'This workspace has signers already',
    remedy: 'Run codelumi signers add, and have a signer approve it.',
  });
}

/** Nobody signs lines unseen that somebody else has written. */
function refuseForeignChanges(chain: SignersChain, texts: Texts, principal: string): void {
  const { head } = chain;
  if (areSameTexts(head?.content.texts ?? {}, texts)) return;
  if (proposalOf(chain, texts)?.by.some((signed) => signed.principal === principal)) return;
  throw new CodelumiError({
    reason: 'changed-meanwhile',
    what: 'The signers hold changes that are not approved, and that are not yours',
    remedy:
      head === undefined
        ? 'Look at them, then run codelumi signers init.'
        : 'Look at them with codelumi signers approve, and approve them or restore the files from Git.',
  });
}

function refuseNobody(after: Signers, now: Date): void {
  if (countValidSigners(after, new Date(now.getTime() + 1_000).toISOString()) > 0) return;
  throw new CodelumiError({
    reason: 'wrong-usage',
    what: 'Nobody could sign any more, and so nobody could change that',
    remedy: 'Add another signer first.',
  });
}

async function mayApprove(
  context: ChangeContext,
  { heads }: SignersChain,
  texts: Texts,
  principal: string,
): Promise<boolean> {
  const key = await ownKey(context);
  if (key === undefined) return false;
  const content = { kind: SIGNERS_RULE.kind, follows: heads.map(({ id }) => id), texts };
  const at = context.clock.now().toISOString();
  const asked = { key: key.blob, principal, namespace: 'codelumi-policy@v1', at } as const;
  return SIGNERS_RULE.signersOf(content, heads).some(
    (signers) => !('fault' in signerFor(signers, asked)),
  );
}
