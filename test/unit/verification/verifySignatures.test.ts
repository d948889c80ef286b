import assert from 'node:assert/strict';
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { approveSigners } from '../../../src/core/signing/changeSigners.js';
import { retireSigner, revokeKey } from '../../../src/core/signing/signersCommands.js';
import { verify } from '../../../src/core/verification/verify.js';
import { verifySignatures } from '../../../src/core/verification/verifySignatures.js';
import {
  ADA,
  asWriter,
  CANDIDATES,
  DAY,
  decideOn,
  forgetSigners,
  type Person,
  personWithKey,
  signedWorkspace,
} from '../support/signedWorkspace.js';
import { contentsOf, put, text } from '../support/temporaryWorkspace.js';

const [FIRST, SECOND, THIRD] = CANDIDATES;
const ADAS = `staging_kb/${DAY}/signatures/adas.jsonl`;
const BOBS = `staging_kb/${DAY}/signatures/bobs.jsonl`;
const JOURNAL = `staging_kb/${DAY}/decisions/adas.jsonl`;

describe('verify, of signatures', () => {
  let root: string;
  let ada: Person;
  let bob: Person;

  beforeEach(async () => {
    ({ root, ada, bob } = await signedWorkspace());
    await asWriter(root, 'adas');
    await decideOn(ada, FIRST);
    await decideOn(ada, SECOND, 'reject');
    await asWriter(root, 'bobs');
    await decideOn(bob, THIRD);
  });

  async function found() {
    const { faults, warnings, checked } = await verify({}, ada.context);
    const own = (each: { check: string }) => each.check === 'signature';
    return { faults: faults.filter(own), warnings: warnings.filter(own), checked };
  }

  async function faultAt(file: string, line: number, message: RegExp): Promise<void> {
    const { faults } = await found();
    const fits = faults.some(
      ({ place, message: said }) =>
        place.file === file && place.line === line && message.test(said),
    );
    assert.ok(fits, `${file}:${line} ${message} is not among ${JSON.stringify(faults)}`);
  }

  it('finds nothing wrong where everybody signed, and changes nothing', async () => {
    const before = await contentsOf(root);
    const { faults, warnings, checked } = await found();
    assert.deepEqual([faults, warnings], [[], []]);
    assert.deepEqual([checked.decisions, checked.signed], [3, 3]);
    assert.deepEqual(await contentsOf(root), before);
  });

  it('says once for each journal that decisions are unsigned, at the first', async () => {
    const { signer: _, ...keyless } = ada.context;
    await asWriter(root, 'adas');
    for (const action of ['flag', 'reopen'] as const)
      await decideOn({ context: keyless, reviewer: ADA }, SECOND, action);
    const { faults, warnings, checked } = await found();
    assert.deepEqual(faults, []);
    assert.deepEqual(
      warnings.map(({ place, message }) => [place, message]),
      [[{ file: JOURNAL, line: 3 }, '2 decisions are unsigned, this one is the first']],
    );
    assert.equal(checked.signed, 3);
  });

  it('catches a signature that was taken out, cut or changed', async () => {
    const [one = '', two = ''] = (await text(root, ADAS)).trimEnd().split('\n');
    await put(root, ADAS, `${one}\n`);
    await faultAt(JOURNAL, 2, /was to be signed with SHA256:/u);
    await put(root, ADAS, `${one}\n${two.slice(0, -9)}\n`);
    await faultAt(ADAS, 2, /not an envelope/u);
    const flipped = JSON.parse(two);
    const payload = Buffer.from(flipped.payload, 'base64').toString();
    flipped.payload = Buffer.from(payload.replace('reject', 'accept')).toString('base64');
    await put(root, ADAS, `${one}\n${JSON.stringify(flipped)}\n`);
    await faultAt(ADAS, 2, /changed since/u);
    await rm(join(root, ADAS));
    await faultAt(JOURNAL, 1, /was to be signed/u);
  });

  it('catches one who signs for somebody else, or whom nobody allowed to', async () => {
    // Bob signs what Ada decided, in his own name: his key is good, the decision is not his.
    const [adas = ''] = (await text(root, ADAS)).split('\n');
    const [bobs = ''] = (await text(root, BOBS)).split('\n');
    const stolen = JSON.parse(adas);
    const theirs = JSON.parse(bobs);
    await put(root, ADAS, `${JSON.stringify({ ...stolen, signatures: theirs.signatures })}\n`);
    await faultAt(ADAS, 1, /changed since/u);
    await put(root, ADAS, `${adas.replace(ADA.email, 'bob@acme.dev')}\n`);
    await faultAt(ADAS, 1, /Nobody who may sign as bob@acme.dev has the key/u);
    await asWriter(root, 'cleos');
    const cleo = { name: 'Cleo', email: 'cleo@acme.dev' };
    await decideOn(await personWithKey(ada.context, cleo), SECOND, 'flag');
    const cleos = `staging_kb/${DAY}/signatures/cleos.jsonl`;
    await faultAt(cleos, 1, /Nobody who may sign as cleo@acme.dev/u);
  });

  it('catches a key that was expired or revoked, and takes what was signed before', async () => {
    const approved = () => approveSigners(ada.context, ADA.email);
    const { context, key } = bob;
    const end = (day: string) =>
      retireSigner(context, 'bob@acme.dev', { name: 'bob@acme.dev', at: new Date(day) });
    await end('2026-11-21');
    await approved();
    assert.deepEqual((await found()).faults, []);
    await end('2026-11-01');
    await approved();
    await faultAt(BOBS, 1, /valid until/u);
    await revokeKey(context, 'bob@acme.dev', { name: key.publicKey, reason: 'lost' });
    await approved();
    await faultAt(BOBS, 1, /was revoked/u);
  });

  it('catches a statement about decisions that do not stand there', async () => {
    const journal = await text(root, JOURNAL);
    await put(root, JOURNAL, `${journal.split('\n')[0]}\n`);
    await faultAt(ADAS, 2, /does not stand in its journal/u);
  });

  it('catches signers that were taken away, though nobody is left to check by', async () => {
    await rm(join(root, '.codelumi/registry'), { recursive: true });
    const { faults } = await found();
    assert.match(
      faults.map(({ message }) => message).join(),
      /signers that this clone trusts are gone/u,
    );
  });

  it('proves nothing where nobody is allowed to sign yet, and says so once', async () => {
    await forgetSigners(root);
    const { faults, warnings, checked } = await found();
    assert.deepEqual([faults, checked.signed], [[], 0]);
    assert.match(warnings.map(({ message }) => message).join(), /3 signatures prove nothing/u);
  });

  it('catches a signature that is said to be made after the checkpoint that holds it', async () => {
    const findings = { faults: [], warnings: [] };
    const early = () => '2026-11-20T09:00:00.000Z';
    await verifySignatures(ada.context, findings, early);
    assert.equal(findings.faults.length, 3);
    const late = { faults: [], warnings: [] };
    await verifySignatures(ada.context, late, () => '2026-11-21T09:00:00.000Z');
    assert.deepEqual(late.faults, []);
  });
});
