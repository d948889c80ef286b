import assert from 'node:assert/strict';
import { cp, readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { CodelumiError } from '../../../src/core/errors.js';
import type { JobContext } from '../../../src/core/job.js';
import { readPolicies } from '../../../src/core/review/quorum/policies.js';
import { approveSigners } from '../../../src/core/signing/changeSigners.js';
import { listSigners } from '../../../src/core/signing/listSigners.js';
import { parsePublicKey } from '../../../src/core/signing/publicKey.js';
import { readSigners } from '../../../src/core/signing/readSigners.js';
import {
  addSigner,
  initSigners,
  retireSigner,
  revokeKey,
} from '../../../src/core/signing/signersCommands.js';
import type { Fault } from '../../../src/core/verification/fault.js';
import { verifySigners } from '../../../src/core/verification/verifySigners.js';
import { MachineSigner } from '../../../src/node/signing/machineSigner.js';
import { type MadeKey, makeKey } from '../support/sshKeys.js';
import { put, temporaryWorkspace, text } from '../support/temporaryWorkspace.js';
import { testContext } from '../support/testContext.js';

const FILE = '.codelumi/registry/allowed_signers';
const REVOKED = '.codelumi/registry/revoked_keys';
const ADA = 'ada@example.org';
const BEA = 'bea@example.org';
const CLEO = 'cleo@example.org';

function as(root: string, key: MadeKey, at = '2026-11-20T10:00:00.000Z'): JobContext {
  return { ...testContext(root, at), signer: new MachineSigner(root, key.file) };
}

function signer(principal: string, key: MadeKey) {
  const parsed = parsePublicKey(key.publicKey);
  assert.ok(parsed !== undefined);
  return { principal, key: parsed };
}

async function faultsOf(context: JobContext): Promise<string[]> {
  const findings: { faults: Fault[]; warnings: Fault[] } = { faults: [], warnings: [] };
  await verifySigners(context, findings);
  return findings.faults.map(({ message }) => message);
}

async function whoMaySign(context: JobContext): Promise<string[]> {
  return (await readSigners(context)).allowed.map(({ principals }) => principals);
}

/** Approvals of one clone in another, as a merge of branches brings them: each file only grows. */
async function pull(from: string, to: string): Promise<void> {
  const folder = '.codelumi/registry/approvals';
  for (const name of await readdir(join(from, folder))) {
    const path = `${folder}/${name}`;
    const there = await text(to, path).catch(() => '');
    const grown = await text(from, path);
    if (grown.length > there.length) await put(to, path, grown);
  }
}

/** A clone: everything but what belongs to that one alone. */
async function clone(root: string): Promise<string> {
  const other = await temporaryWorkspace();
  await cp(join(root, '.codelumi/registry'), join(other, '.codelumi/registry'), {
    recursive: true,
  });
  return other;
}

describe('the signers of a workspace', () => {
  let ada: MadeKey;
  let bea: MadeKey;
  let cleo: MadeKey;
  let root: string;

  before(async () => {
    [ada, bea, cleo] = await Promise.all([makeKey(), makeKey(), makeKey()]);
  });
  beforeEach(async () => {
    root = await temporaryWorkspace();
  });

  const adaAndBea = async () => {
    await initSigners(as(root, ada), ADA);
    await addSigner(as(root, ada, '2026-11-20T10:01:00.000Z'), ADA, signer(BEA, bea));
  };

  it('begin with one who is trusted on first use', async () => {
    const made = await initSigners(as(root, ada), ADA);
    assert.equal(made.state, 'approved');
    assert.deepEqual(await whoMaySign(testContext(root)), [ADA]);
    assert.deepEqual(await faultsOf(as(root, ada)), []);
    await assert.rejects(initSigners(as(root, ada), ADA), /has signers already/u);
  });

  it('are nobody while nothing is approved, whatever stands in the files', async () => {
    await put(root, FILE, `${ADA} ${ada.publicKey}\n`);
    assert.deepEqual(await whoMaySign(testContext(root)), []);
    const [message] = await faultsOf(testContext(root));
    assert.match(message ?? '', /adds ada@example.org .*no signer has approved that/u);
  });

  it('are not changed by writing into the files', async () => {
    await initSigners(as(root, ada), ADA);
    await put(root, FILE, `${await text(root, FILE)}${BEA} ${bea.publicKey}\n`);
    assert.deepEqual(await whoMaySign(testContext(root)), [ADA]);
    assert.match((await faultsOf(testContext(root))).join(), /adds bea@example.org/u);
  });

  it('take one approval while there is one, and two from then on', async () => {
    await adaAndBea();
    assert.deepEqual(await whoMaySign(testContext(root)), [ADA, BEA]);
    const later = '2026-11-20T10:02:00.000Z';
    const asked = await addSigner(as(root, ada, later), ADA, signer(CLEO, cleo));
    assert.deepEqual(
      { state: asked.state, approvals: asked.approvals, needed: asked.needed },
      { state: 'proposed', approvals: 1, needed: 2 },
    );
    assert.deepEqual(await whoMaySign(testContext(root)), [ADA, BEA]);
    assert.match((await faultsOf(as(root, ada, later))).join(), /approved by 1 of the 2/u);
    // The same person again adds nothing.
    assert.equal((await approveSigners(as(root, ada, later), ADA)).state, 'proposed');
    assert.equal((await approveSigners(as(root, bea, later), BEA)).state, 'approved');
    assert.deepEqual(await whoMaySign(testContext(root)), [ADA, BEA, CLEO]);
    assert.deepEqual(await faultsOf(as(root, bea, later)), []);
  });

  it('are not approved by somebody who is none', async () => {
    await initSigners(as(root, ada), ADA);
    const wish = await addSigner(as(root, bea), BEA, signer(BEA, bea));
    assert.equal(wish.state, 'written');
    await assert.rejects(approveSigners(as(root, bea), BEA), /Nobody who may sign as bea/u);
    // Nor with another's name.
    await assert.rejects(approveSigners(as(root, bea), ADA), /Nobody who may sign as ada/u);
    assert.equal((await approveSigners(as(root, ada), ADA)).state, 'approved');
  });

  it('are not changed unseen together with what somebody else has written', async () => {
    await initSigners(as(root, ada), ADA);
    await put(root, FILE, `${await text(root, FILE)}eve@example.org ${cleo.publicKey}\n`);
    await assert.rejects(
      addSigner(as(root, ada), ADA, signer(BEA, bea)),
      /changes that are not approved/u,
    );
  });

  it('lose nobody: lines are ended or revoked, never taken away', async () => {
    await adaAndBea();
    await put(root, FILE, `${BEA} ${bea.publicKey}\n`);
    assert.match(
      (await faultsOf(testContext(root))).join('\n'),
      /The line of ada@example.org .* is gone/u,
    );
    await assert.rejects(approveSigners(as(root, ada), ADA), /set valid-before instead/u);
  });

  it('retire: what was signed before goes on to hold', async () => {
    await adaAndBea();
    const at = '2026-11-21T10:00:00.000Z';
    await retireSigner(as(root, ada, at), ADA, { name: BEA });
    await approveSigners(as(root, bea, at), BEA);
    assert.match(
      await text(root, FILE),
      /bea@example.org valid-before="20261121100000Z" ssh-ed25519/u,
    );
    const later = '2026-11-22T10:00:00.000Z';
    // One is left, so one is enough; and she stays.
    const added = await addSigner(as(root, ada, later), ADA, signer(CLEO, cleo));
    assert.equal(added.state, 'approved');
    assert.deepEqual(await faultsOf(as(root, ada, later)), []);
  });

  it('keep somebody who can sign', async () => {
    await initSigners(as(root, ada), ADA);
    await assert.rejects(
      retireSigner(as(root, ada), ADA, { name: ADA }),
      /Nobody could sign any more/u,
    );
    await assert.rejects(
      revokeKey(as(root, ada), ADA, { name: ada.publicKey, reason: 'lost' }),
      /Nobody could sign any more/u,
    );
  });

  it('let a stolen key lose, even if its thief writes an older date', async () => {
    await initSigners(as(root, ada), ADA);
    const stolen = await clone(root);
    const renewed = bea;
    const at = '2026-11-21T10:00:00.000Z';
    await addSigner(as(root, ada, at), ADA, signer(ADA, renewed));
    const revoked = { name: ada.publicKey, reason: 'laptop stolen' };
    assert.equal((await revokeKey(as(root, renewed, at), ADA, revoked)).state, 'approved');
    assert.match(
      await text(root, REVOKED),
      /# 2026-11-21T10:00:00.000Z laptop stolen\nssh-ed25519/u,
    );
    const eve = signer('eve@example.org', cleo);
    const forged = await addSigner(as(stolen, ada, '2026-11-20T11:00:00.000Z'), ADA, eve);
    assert.equal(forged.state, 'approved');
    await pull(stolen, root);
    assert.deepEqual(await whoMaySign(testContext(root)), [ADA, ADA]);
    const faults = await faultsOf(as(root, renewed));
    assert.match(faults.join(), /by a key that was revoked in another branch/u);
    // Where each branch has revoked the key that carries the other, nobody can tell.
    await revokeKey(as(stolen, cleo, at), 'eve@example.org', revoked);
    assert.equal((await approveSigners(as(stolen, ada, at), ADA)).state, 'approved');
    const parted = await clone(stolen);
    await pull(root, parted);
    await assert.rejects(readSigners(testContext(parted)), /2 versions of the signers/u);
  });

  it('are in doubt where branches parted, until somebody brings them together', async () => {
    await initSigners(as(root, ada), ADA);
    const other = await clone(root);
    await addSigner(as(root, ada), ADA, signer(BEA, bea));
    await addSigner(as(other, ada), ADA, signer(CLEO, cleo));
    await pull(other, root);
    await assert.rejects(readSigners(testContext(root)), /2 versions of the signers/u);
    assert.match((await faultsOf(as(root, ada))).join(), /2 versions of the signers/u);
    await put(root, FILE, `${await text(root, FILE)}${CLEO} ${cleo.publicKey}\n`);
    const merged = await approveSigners(as(root, ada), ADA);
    assert.deepEqual([merged.state, merged.needed], ['proposed', 2]);
    // Each branch takes two of its own.
    assert.equal((await approveSigners(as(root, bea), BEA)).state, 'proposed');
    assert.equal((await approveSigners(as(root, cleo), CLEO)).state, 'approved');
    assert.deepEqual(await whoMaySign(testContext(root)), [ADA, BEA, CLEO]);
    assert.deepEqual(await faultsOf(as(root, ada)), []);
  });

  it('are in doubt where another first version took the place of the trusted one', async () => {
    await initSigners(as(root, ada), ADA);
    const forged = await temporaryWorkspace();
    await initSigners(as(forged, bea), BEA);
    await rm(join(root, '.codelumi/registry'), { recursive: true });
    await cp(join(forged, '.codelumi/registry'), join(root, '.codelumi/registry'), {
      recursive: true,
    });
    await assert.rejects(readSigners(testContext(root)), /history was written anew/u);
    assert.match((await faultsOf(as(root, ada))).join(), /history was written anew/u);
  });

  it('are in doubt, and never nobody, where all that was approved is gone from a clone that trusted them', async () => {
    const context = as(root, ada);
    await initSigners(context, ADA);
    await rm(join(root, '.codelumi/registry'), { recursive: true });
    const gone = (error: unknown) =>
      error instanceof CodelumiError &&
      error.reason === 'invalid-input' &&
      /clone trusts are gone/u.test(error.message);
    await assert.rejects(readSigners(context), gone);
    await assert.rejects(listSigners({}, context), gone);
    await assert.rejects(initSigners(context, ADA), gone);
    await assert.rejects(readPolicies(context), gone);
    assert.match((await faultsOf(context)).join(), /clone trusts are gone/u);
    const other = testContext(await temporaryWorkspace());
    assert.deepEqual((await readSigners(other)).allowed, [], 'who never trusted any sees nobody');
  });

  it('are told line by line what of the approvals does not count', async () => {
    await adaAndBea();
    const [name = ''] = await readdir(join(root, '.codelumi/registry/approvals'));
    const file = `.codelumi/registry/approvals/${name}`;
    const lines = (await text(root, file)).trimEnd().split('\n');
    const [first = '', second = ''] = lines;
    const forged = JSON.parse(second);
    const said = JSON.parse(Buffer.from(forged.payload, 'base64').toString());
    said.predicate.at = '2026-11-20T10:03:00.000Z';
    forged.payload = Buffer.from(JSON.stringify(said)).toString('base64');
    await put(root, file, `${first}\n{"no":"envelope"}\n${JSON.stringify(forged)}\n${second}`);
    assert.deepEqual(await whoMaySign(testContext(root)), [ADA]);
    const faults = await faultsOf(as(root, ada));
    assert.match(faults.join('\n'), /the line is no approval/u);
    assert.match(faults.join('\n'), /What was signed was changed since/u);
  });
});
