import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { JobContext } from '../../../src/core/job.js';
import { extract } from '../../../src/core/mining/extract.js';
import type { Reviewer } from '../../../src/core/records/decision.js';
import type { DecisionRequest } from '../../../src/core/review/decide.js';
import { type Decided, decide, readReview } from '../../../src/core/review/decide.js';
import { parsePublicKey } from '../../../src/core/signing/publicKey.js';
import { addSigner, initSigners } from '../../../src/core/signing/signersCommands.js';
import { SIGNERS_ROOT_FILE, WRITER_FILE } from '../../../src/core/workspace/paths.js';
import { MachineSigner } from '../../../src/node/signing/machineSigner.js';
import { sampleWorkspace } from './sampleWorkspace.js';
import { type MadeKey, makeKey } from './sshKeys.js';
import { put } from './temporaryWorkspace.js';
import { testContext, tickingContext } from './testContext.js';

export const DAY = '2026-11-20';
export const CANDIDATES = [
  'candidate-20261120-0002',
  'candidate-20261120-0003',
  'candidate-20261120-0004',
] as const;
export const ALL = { factual: true, cited: true, no_pii: true, clear: true };
export const ADA: Reviewer = { name: 'Ada', email: 'ada@acme.dev' };
export const BOB: Reviewer = { name: 'Bob', email: 'bob@acme.dev' };

/** A reviewer with a key, and the world as their clone sees it. */
export interface Person {
  readonly reviewer: Reviewer;
  readonly key: MadeKey;
  readonly context: JobContext;
}

/** The sample workspace with its candidates, and two people with a key each who may sign. */
export async function signedWorkspace(): Promise<{ root: string; ada: Person; bob: Person }> {
  const root = await sampleWorkspace();
  await extract({}, testContext(root));
  const context = tickingContext(root);
  const [ada, bob] = await Promise.all([personWithKey(context, ADA), personWithKey(context, BOB)]);
  await initSigners(ada.context, ADA.email);
  const key = parsePublicKey(bob.key.publicKey);
  if (key === undefined) throw new Error('ssh-keygen made no key.');
  await addSigner(ada.context, ADA.email, { principal: BOB.email, key });
  return { root, ada, bob };
}

/** Somebody with a new key, who may not sign yet. */
export async function personWithKey(context: JobContext, reviewer: Reviewer): Promise<Person> {
  const key = await makeKey();
  const signer = new MachineSigner(context.files.root, key.file);
  return { reviewer, key, context: { ...context, signer } };
}

/** As if nobody had ever been allowed to sign here. */
export async function forgetSigners(root: string): Promise<void> {
  for (const path of ['.codelumi/registry', SIGNERS_ROOT_FILE])
    await rm(join(root, path), { recursive: true, force: true });
}

/** Makes the workspace the clone of a writer. */
export async function asWriter(root: string, writer: string): Promise<void> {
  await put(root, WRITER_FILE, JSON.stringify({ writer }));
}

/** Decides on a candidate as it stands. */
export async function decideOn(
  { context, reviewer }: Pick<Person, 'context' | 'reviewer'>,
  candidate: string,
  action: DecisionRequest['action'] = 'accept',
  more: Partial<DecisionRequest> = {},
): Promise<Decided> {
  const { state } = await readReview(context, candidate);
  const { fingerprint, lastHash: on } = state;
  const checklist = action === 'accept' ? { checklist: ALL } : {};
  return decide(context, { candidate, action, reviewer, fingerprint, on, ...checklist, ...more });
}
