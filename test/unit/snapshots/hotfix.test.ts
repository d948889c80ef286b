import assert from 'node:assert/strict';
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { CodelumiError } from '../../../src/core/errors.js';
import { buildSnapshot } from '../../../src/core/snapshots/build.js';
import { snapshotManifestSchema } from '../../../src/core/snapshots/snapshotEntry.js';
import { verify } from '../../../src/core/verification/verify.js';
import {
  asWriter,
  CANDIDATES,
  DAY,
  decideOn,
  type Person,
  signedWorkspace,
} from '../support/signedWorkspace.js';
import { put, text } from '../support/temporaryWorkspace.js';

const [FIRST, SECOND, THIRD] = CANDIDATES;
const REASON = 'The answer in use deletes data.';

function hotfix(by: Person, candidates: readonly string[], reason = REASON) {
  return buildSnapshot({ hotfix: { candidates, reason } }, by.context);
}

function refusedBecause(what: RegExp): (error: unknown) => boolean {
  return (error) =>
    error instanceof CodelumiError && error.reason === 'checks-missing' && what.test(error.message);
}

async function approvedByBoth(): Promise<Awaited<ReturnType<typeof signedWorkspace>>> {
  const workspace = await signedWorkspace();
  const { root, ada, bob } = workspace;
  await asWriter(root, 'ada');
  await decideOn(ada, FIRST);
  await buildSnapshot({}, ada.context);
  await decideOn(ada, SECOND);
  await decideOn(ada, THIRD);
  await asWriter(root, 'bob');
  await decideOn(bob, SECOND);
  return workspace;
}

describe('a hotfix', () => {
  it('is the newest snapshot and what two people signed, with who and why', async () => {
    const { ada, bob, root } = await approvedByBoth();
    const before = await text(root, 'training/snapshots/kb_snapshot_20261120_1000.jsonl');
    const { manifest, file } = await hotfix(bob, [SECOND]);
    assert.deepEqual(manifest.candidates, [SECOND]);
    assert.equal(manifest.hotfix?.reason, REASON);
    assert.equal(manifest.hotfix.base?.name, 'kb_snapshot_20261120_1000');
    assert.deepEqual(
      manifest.hotfix.approvers.map(({ principal }) => principal),
      [ada.reviewer.email, bob.reviewer.email],
    );
    assert.equal(new Set(manifest.hotfix.approvers.map(({ keyid }) => keyid)).size, 2);
    const lines = (await text(root, file)).trim().split('\n');
    const known = new Set(before.trim().split('\n'));
    const added = lines.filter((line) => !known.has(line)).map((line) => JSON.parse(line));
    assert.deepEqual(
      added.map(({ origin }) => [origin.candidate, origin.approvals.length]),
      [[SECOND, 1]],
    );
    assert.equal(lines.length, known.size + 1);
    assert.deepEqual((await verify({}, ada.context)).faults, []);
  });

  it('is refused with one signer, and says what is missing', async () => {
    const { ada, bob, root } = await approvedByBoth();
    await assert.rejects(
      hotfix(ada, [THIRD]),
      refusedBecause(/-0004 needs a second reviewer who signs/u),
    );
    await decideOn(
      { context: { ...bob.context, signer: undefined }, reviewer: bob.reviewer },
      THIRD,
    );
    await assert.rejects(
      hotfix(ada, [SECOND, THIRD]),
      refusedBecause(/nothing proves who approved it as Bob/u),
    );
    await asWriter(root, 'eve');
    const eve = { context: ada.context, reviewer: { name: 'Eve', email: 'eve@acme.dev' } };
    await decideOn(eve, THIRD);
    await assert.rejects(hotfix(ada, [THIRD]), refusedBecause(/Bob and Eve/u));
    const mail = 'Ask ada.l@northwind-labs.dev.';
    await assert.rejects(hotfix(ada, [SECOND], mail), refusedBecause(/email-address/u));
  });

  it('may name what one person had in the snapshot before', async () => {
    const { ada, bob, root } = await signedWorkspace();
    await asWriter(root, 'ada');
    await decideOn(ada, FIRST);
    await buildSnapshot({}, ada.context);
    await asWriter(root, 'bob');
    await decideOn(bob, FIRST);
    await hotfix(bob, [FIRST]);
    assert.deepEqual((await verify({}, ada.context)).faults, []);
  });

  it('is checked by verify: who approved it, and that it holds nothing else', async () => {
    const { ada, bob, root } = await approvedByBoth();
    const { manifest, manifestFile } = await hotfix(bob, [SECOND]);
    const faultsWith = async (change: (manifest: object) => object) => {
      const changed = snapshotManifestSchema.parse(change(structuredClone(manifest)));
      await put(root, manifestFile, JSON.stringify(changed));
      return (await verify({}, ada.context)).faults.map(({ message }) => message).join('\n');
    };
    assert.match(
      await faultsWith((each) => ({ ...each, candidates: [] })),
      /neither in the snapshot/u,
    );
    const base = { name: 'kb_snapshot_20200101_0000', sha256: 'a'.repeat(64) };
    const elsewhere = { ...manifest.hotfix, base };
    assert.match(await faultsWith((each) => ({ ...each, hotfix: elsewhere })), /which is missing/u);
    assert.equal(await faultsWith((each) => each), '');
    await rm(join(root, `staging_kb/${DAY}/signatures/bob.jsonl`));
    const faults = await faultsWith((each) => each);
    assert.match(faults, /comes from candidate-20261120-0003, and that needs a second reviewer/u);
  });
});
