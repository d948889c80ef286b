import assert from 'node:assert/strict';
import { readFile, rm, truncate } from 'node:fs/promises';
import { join } from 'node:path';
import { compareAnchors } from '../../../src/core/audit/checkpoints/anchors.js';
import { readCheckpoints } from '../../../src/core/audit/checkpoints/checkpointLog.js';
import { checkpoint, makeCheckpoint } from '../../../src/core/audit/checkpoints/makeCheckpoint.js';
import {
  checkLineProof,
  parseLineProof,
  proveLine,
} from '../../../src/core/audit/proofs/lineProof.js';
import type { JobContext } from '../../../src/core/job.js';
import { extract } from '../../../src/core/mining/extract.js';
import { decide, readReview } from '../../../src/core/review/decide.js';
import { PAYLOAD_TYPE } from '../../../src/core/signing/envelope.js';
import { initSigners } from '../../../src/core/signing/signersCommands.js';
import { statement } from '../../../src/core/signing/statement.js';
import type { Fault } from '../../../src/core/verification/fault.js';
import { verify } from '../../../src/core/verification/verify.js';
import { appendToJournal } from '../../../src/core/workspace/journal.js';
import { MERKLE_FILE } from '../../../src/core/workspace/paths.js';
import { MachineSigner } from '../../../src/node/signing/machineSigner.js';
import { CountingFiles } from '../support/countingFiles.js';
import { MemoryLog } from '../support/memoryLog.js';
import { asWriter } from '../support/signedWorkspace.js';
import { keygenVerifies, makeKey } from '../support/sshKeys.js';
import { put, temporaryWorkspace, text } from '../support/temporaryWorkspace.js';
import { tickingContext } from '../support/testContext.js';

const DAY = '2026-11-20';
const JOURNAL = `staging_kb/${DAY}/decisions/adas.jsonl`;
const CHECKPOINTS = '.codelumi/audit/adas/checkpoints.jsonl';
const SUBJECT = { name: 'decision', digest: { sha256: 'a'.repeat(64) } };
const SIGNATURE = { keyid: `SHA256:${'A'.repeat(43)}`, principal: 'ada@acme.dev', sig: 'AAAA' };
const ADA = { name: 'Ada', email: 'ada@acme.dev' };

async function clone(lines: number): Promise<{ root: string; context: JobContext }> {
  const root = await temporaryWorkspace();
  const context = tickingContext(root);
  await asWriter(root, 'adas');
  await grow(context, lines);
  return { root, context };
}

async function grow({ files }: JobContext, lines: number): Promise<void> {
  for (let count = 0; count < lines; count += 1)
    await appendToJournal(files, JOURNAL, { note: 'x'.repeat(200) });
}

/** The lines of these journals are no decisions, which is not what this is about. */
async function faultsIn(context: JobContext): Promise<Fault[]> {
  const { faults } = await verify({}, context);
  return faults.filter(({ check }) => check !== 'decisions');
}

describe('checkpoints', () => {
  it('cover what journals gained, and are not made when they gained nothing', async () => {
    const { context } = await clone(3);
    const first = await checkpoint(context);
    assert.deepEqual(
      first?.heads.map(({ path, lines }) => [path, lines]),
      [[JOURNAL, 3]],
    );
    assert.equal((await checkpoint(context))?.heads.length, 0);
    await grow(context, 2);
    assert.equal((await checkpoint(context))?.heads[0]?.lines, 5);
    const { lines, size, fault } = await readCheckpoints(context.files, 'adas');
    assert.deepEqual([lines.length, size, fault], [2, 2, undefined]);
    assert.deepEqual(await faultsIn(context), []);
  });

  it('are not made, and make no folder, where nobody has written anything', async () => {
    const root = await temporaryWorkspace();
    assert.equal(await checkpoint(tickingContext(root)), undefined);
    await assert.rejects(readFile(join(root, '.codelumi/local/.gitignore')));
  });

  it('read only what was added since the last one, and everything once the cache is lost or damaged', async () => {
    const { root, context } = await clone(40);
    await checkpoint(context);
    const size = (await context.files.stat(JOURNAL))?.size ?? 0;
    await grow(context, 1);
    const added = ((await context.files.stat(JOURNAL))?.size ?? 0) - size;
    /** Of each journal the first new line is looked at once more, for its line end. */
    const mostTwice = 1024;
    const counted = async () => {
      const counting = new CountingFiles(context.files);
      const made = await makeCheckpoint({ ...context, files: counting.files }, 'adas');
      assert.equal(made.refused.length, 0);
      return counting.take().get(JOURNAL) ?? 0;
    };
    const isAbout = (read: number, bytes: number) =>
      assert.ok(read >= bytes && read <= bytes + mostTwice, `${read} bytes read, not ${bytes}`);
    isAbout(await counted(), added);
    await grow(context, 1);
    await put(root, MERKLE_FILE, '{"v":1,"journals":{"x":{"lines":7,"roots":[]}}}');
    isAbout(await counted(), size + 2 * added);
    await grow(context, 1);
    await put(root, MERKLE_FILE, 'nonsense');
    isAbout(await counted(), size + 3 * added);
    assert.deepEqual(await faultsIn(context), []);
  });

  it('take no journal that is shorter or other than they said before', async () => {
    const { root, context } = await clone(5);
    await checkpoint(context);
    const whole = await text(root, JOURNAL);
    await truncate(join(root, JOURNAL), 10);
    assert.match((await makeCheckpoint(context, 'adas')).refused[0]?.what ?? '', /shorter/u);
    await put(root, JOURNAL, `${whole.replace('xxx', 'yyy')}\n`);
    await rm(join(root, MERKLE_FILE));
    assert.match((await makeCheckpoint(context, 'adas')).refused[0]?.what ?? '', /other lines/u);
    const { faults } = await verify({ base: false }, context);
    assert.ok(faults.some(({ check, place }) => check === 'checkpoint' && place.file === JOURNAL));
  });

  it('leave out a torn last line, which was never promised', async () => {
    const { root, context } = await clone(2);
    await put(root, JOURNAL, `${await text(root, JOURNAL)}{"v":1,"se`);
    assert.equal((await checkpoint(context))?.heads[0]?.lines, 2);
    await grow(context, 1);
    assert.equal((await checkpoint(context))?.heads[0]?.lines, 3);
    assert.deepEqual(await faultsIn(context), []);
  });

  it('are signed so that ssh-keygen agrees, and unsigned with a reason where that fails', async () => {
    const { root, context } = await clone(2);
    const key = await makeKey();
    const signer = new MachineSigner(root, key.file);
    const ada = { ...context, signer, actor: async () => ADA };
    await initSigners(ada, ADA.email);
    const made = await checkpoint(ada);
    assert.equal(made?.signedBy, ADA.email);
    const [line] = (await readCheckpoints(context.files, 'adas')).lines;
    const signed = line?.checkpoint;
    assert.match(signed?.checkpoint ?? '', /^codelumi\.audit\/adas\n2\n[A-Za-z0-9+/]{43}=\n2026-/u);
    const asked = {
      allowed: `${ADA.email} ${key.publicKey}\n`,
      principal: ADA.email,
      namespace: 'codelumi-audit@v1',
    };
    const message = Buffer.from(signed?.checkpoint ?? '');
    assert.equal(await keygenVerifies(message, signed?.signature?.sig ?? '', asked), true);
    assert.deepEqual(await faultsIn(context), []);
    await grow(context, 1);
    const gone = new MachineSigner(root, join(root, 'no-key'));
    const unsigned = await checkpoint({ ...context, signer: gone, actor: async () => ADA });
    assert.equal(unsigned?.signedBy, undefined);
    assert.match(unsigned?.unsigned ?? '', /key/u);
    const { warnings } = await verify({}, context);
    assert.deepEqual(await faultsIn(context), []);
    assert.ok(
      warnings.some(({ message: said, place }) => /^not signed/u.test(said) && place.line === 2),
    );
  });

  it('are never earlier than what they hold was signed, though the clock was set back', async () => {
    const { context } = await clone(1);
    const signedAt = '2027-01-01T00:00:00.000Z';
    const said = statement('urn:codelumi:predicate:review:v1', [SUBJECT], {
      timeCreated: signedAt,
    });
    const payload = Buffer.from(JSON.stringify(said)).toString('base64');
    const envelope = { payloadType: PAYLOAD_TYPE, payload, signatures: [SIGNATURE] };
    const signatures = `staging_kb/${DAY}/signatures/adas.jsonl`;
    await context.files.append(signatures, `not JSON\n${JSON.stringify(envelope)}\n`);
    await checkpoint(context);
    await grow(context, 1);
    await checkpoint(context);
    const { lines } = await readCheckpoints(context.files, 'adas');
    const [first, second] = lines.map((line) => line.checkpoint.at);
    assert.equal(first, signedAt);
    assert.match(second ?? '', /^2026-11-20/u);
  });

  it('come by themselves at the hundredth decision', async () => {
    const log = new MemoryLog()
      .user('How do I deploy the billing service?')
      .assistant('Run make deploy in services/billing once the checks are green.')
      .button('up');
    const root = await temporaryWorkspace({ 'userData/lumi_memory.jsonl': log.toString() });
    const context = tickingContext(root);
    await extract({}, context);
    await asWriter(root, 'adas');
    const candidate = 'candidate-20261120-0001';
    for (let made = 0; made < 101; made += 1) {
      const { fingerprint, lastHash: on, status } = (await readReview(context, candidate)).state;
      const action = status === 'flagged' ? 'reopen' : 'flag';
      await decide(context, { candidate, action, reviewer: ADA, fingerprint, on });
      if (made === 98) await assert.rejects(text(root, CHECKPOINTS));
    }
    const { latest, lines } = await readCheckpoints(context.files, 'adas');
    assert.deepEqual([lines.length, latest.get(JOURNAL)?.lines], [1, 100]);
    const { checked, faults } = await verify({}, context);
    assert.deepEqual([faults, checked.uncovered], [[], 1]);
  }).timeout(300_000);
});

describe('a proof of a line', () => {
  it('holds by itself, for this line alone, whatever is changed in it', async () => {
    const { context } = await clone(7);
    await checkpoint(context);
    await grow(context, 6);
    await checkpoint(context);
    for (const line of [1, 7, 8, 13]) {
      const proof = await proveLine(context, { file: JOURNAL, line });
      assert.equal(checkLineProof(parseLineProof(JSON.stringify(proof))), undefined);
      assert.equal(JSON.parse(Buffer.from(proof.bytes, 'base64').toString()).seq, line);
      const forged = Buffer.from(proof.bytes, 'base64').toString().replace('xxx', 'yyy');
      const other = { ...proof, bytes: Buffer.from(forged).toString('base64') };
      assert.equal(checkLineProof(other), 'the line is not in the journal');
      assert.ok(checkLineProof({ ...proof, line: line + 1 }) !== undefined);
      const head = { ...proof.head, bytes: 1 };
      assert.equal(checkLineProof({ ...proof, head }), 'the journal is not in the checkpoint');
    }
  });

  it('is refused for what is no journal, for what no checkpoint covers, and for what was rewritten', async () => {
    const { root, context } = await clone(2);
    const prove = (file: string, line: number) => proveLine(context, { file, line });
    await assert.rejects(prove('README.md', 1), /Only lines of journals/u);
    await assert.rejects(prove('staging_kb/../../etc/passwd', 1), /Only lines of journals/u);
    await assert.rejects(prove(JOURNAL, 1), /No checkpoint covers/u);
    await checkpoint(context);
    await assert.rejects(prove(JOURNAL, 3), /No checkpoint covers/u);
    await put(root, JOURNAL, (await text(root, JOURNAL)).replace('xxx', 'yyy'));
    await assert.rejects(prove(JOURNAL, 1), /not what its checkpoint saw/u);
    assert.throws(() => parseLineProof('{"v":1}'), /no proof/u);
    assert.throws(() => parseLineProof('nonsense'), /no proof/u);
  });
});

describe('anchors', () => {
  it('move on with the checkpoints, and stay where the workspace goes behind them or becomes another', async () => {
    const { root, context } = await clone(2);
    const look = async (anchors: Parameters<typeof compareAnchors>[0]['anchors']) =>
      compareAnchors({ anchors }, context);
    assert.deepEqual(await look([]), { anchors: [], setbacks: [] });
    await checkpoint(context);
    const one = await text(root, CHECKPOINTS);
    const { anchors: seen } = await look([]);
    assert.deepEqual(
      seen.map(({ writer, size }) => [writer, size]),
      [['adas', 1]],
    );
    await grow(context, 1);
    await checkpoint(context);
    const { anchors: later, setbacks: none } = await look(seen);
    assert.deepEqual([later[0]?.size, none], [2, []]);
    await put(root, CHECKPOINTS, one);
    const back = await look(later);
    assert.deepEqual(back.anchors, later);
    assert.deepEqual(back.setbacks, [
      { writer: 'adas', file: CHECKPOINTS, kind: 'went-back', seen: 2, now: 1 },
    ]);
    const forged = await look([{ writer: 'adas', size: 1, root: '0'.repeat(64) }]);
    assert.equal(forged.setbacks[0]?.kind, 'rewritten');
    await rm(join(root, '.codelumi/audit'), { recursive: true });
    assert.equal((await look(later)).setbacks[0]?.now, 0);
  });
});
