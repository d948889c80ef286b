import assert from 'node:assert/strict';
import { CodelumiError } from '../../../../src/core/errors.js';
import { readReview, undoDecision } from '../../../../src/core/review/decide.js';
import { readDecideItems } from '../../../../src/core/review/decideItems.js';
import { decideMany } from '../../../../src/core/review/decideMany.js';
import { readDecisions } from '../../../../src/core/review/decisionJournals.js';
import { filesReader } from '../../../../src/core/review/reviewReader.js';
import {
  isAttestation,
  readAttestation,
} from '../../../../src/core/review/signatures/attestation.js';
import { DaySignatures } from '../../../../src/core/review/signatures/daySignatures.js';
import { readSignedDecisions } from '../../../../src/core/review/signatures/readSignedDecisions.js';
import { signOwn, unsignedOwn } from '../../../../src/core/review/signatures/signOwn.js';
import { redoStep, undoStep } from '../../../../src/core/review/undoRedo.js';
import { pae } from '../../../../src/core/signing/envelope.js';
import { SIGNERS_ROOT_FILE } from '../../../../src/core/workspace/paths.js';
import { MachineSigner } from '../../../../src/node/signing/machineSigner.js';
import {
  ADA,
  ALL,
  asWriter,
  CANDIDATES,
  DAY,
  decideOn,
  forgetSigners,
  type Person,
  signedWorkspace,
} from '../../support/signedWorkspace.js';
import { keygenVerifies, makeKey } from '../../support/sshKeys.js';
import { put, text } from '../../support/temporaryWorkspace.js';

const [FIRST, SECOND, THIRD] = CANDIDATES;
const ADAS = `staging_kb/${DAY}/signatures/adas.jsonl`;

async function envelopes(root: string, file = ADAS) {
  const lines = (await text(root, file)).trimEnd().split('\n');
  return lines.map((line) => {
    const read = readAttestation(Buffer.from(line));
    assert.ok(isAttestation(read));
    return read;
  });
}

describe('signed decisions', () => {
  let root: string;
  let ada: Person;
  let bob: Person;

  beforeEach(async () => {
    ({ root, ada, bob } = await signedWorkspace());
    await asWriter(root, 'adas');
  });

  it('name the key in the chain, and say what was decided on what, by which rules', async () => {
    await put(root, '.codelumi/config.json', '{}');
    const { state } = await decideOn(ada, FIRST);
    const key = await ada.context.signer?.key();
    const decision = state.decidedBy?.decision;
    assert.equal(decision?.reviewer.key, key?.keyid);
    const [only] = await envelopes(root);
    assert.ok(only !== undefined);
    const { predicate, subjects } = only;
    assert.deepEqual(subjects, [
      {
        name: `staging_kb/${DAY}/decisions/adas.jsonl#1`,
        digest: { sha256: decision?.hash },
      },
    ]);
    const [said] = predicate.decisions;
    assert.deepEqual([said?.action, said?.candidate, said?.checklist], ['accept', FIRST, ALL]);
    assert.equal(said?.text.sha256, state.fingerprint);
    assert.equal(predicate.timeCreated, decision?.at);
    assert.match(predicate.policy?.sha256 ?? '', /^[0-9a-f]{64}$/u);
    assert.ok((said?.provenance?.length ?? 0) > 0);
    assert.ok(said?.provenance?.every((proof) => proof.state === 'held'));
  });

  it('hold for ssh-keygen as well', async () => {
    await decideOn(ada, FIRST);
    const [only] = await envelopes(root);
    const [signature] = only?.envelope.signatures ?? [];
    assert.ok(only !== undefined && signature !== undefined);
    const allowed = await text(root, '.codelumi/registry/allowed_signers');
    const asked = { allowed, principal: ADA.email, namespace: 'codelumi-review@v1' };
    assert.equal(await keygenVerifies(pae(only.envelope), signature.sig, asked), true);
    const other = { ...asked, principal: 'bob@acme.dev' };
    assert.equal(await keygenVerifies(pae(only.envelope), signature.sig, other), false);
  });

  it('are told apart by writer and key, for everything that a step may be', async () => {
    const accepted = await decideOn(ada, FIRST);
    await decideOn(ada, SECOND, 'reject');
    await decideOn(ada, SECOND, 'comment', { reason: 'too old by now' });
    await undoDecision(ada.context, {
      candidate: FIRST,
      reviewer: ADA,
      on: accepted.state.lastHash,
    });
    await redoStep(ada.context, { reviewer: ADA });
    await undoStep(ada.context, { reviewer: ADA });
    await asWriter(root, 'bobs');
    await decideOn(bob, THIRD, 'flag');
    const signed = await readSignedDecisions(ada.context, DAY);
    const { decisions } = await readDecisions(ada.context, DAY);
    assert.equal(decisions.length, 7);
    for (const { decision, writer } of decisions) {
      const by = signed.get(decision.hash);
      assert.equal(by?.principal, writer === 'adas' ? 'ada@acme.dev' : 'bob@acme.dev');
      assert.equal(by?.keyid, decision.reviewer.key);
    }
  });

  it('are one statement for all decisions of a step', async () => {
    const reader = filesReader(ada.context);
    const { items } = await readDecideItems(reader, CANDIDATES);
    const asked = { action: 'accept', reviewer: ADA, checklist: ALL, items } as const;
    const done = await decideMany(ada.context, asked, reader);
    assert.deepEqual([done.decided.length, done.warning], [3, undefined]);
    await undoStep(ada.context, { reviewer: ADA });
    const [accepting, undoing, ...more] = await envelopes(root);
    assert.deepEqual(
      [accepting?.subjects.length, undoing?.subjects.length, more.length],
      [3, 3, 0],
    );
    const proofs = accepting?.predicate.decisions.map(({ provenance }) => provenance?.length ?? 0);
    assert.ok(proofs?.every((count) => count > 0));
    assert.equal((await readSignedDecisions(ada.context, DAY)).size, 6);
  });

  it('stand unsigned where signing fails, and can be signed later', async () => {
    const locked = await makeKey('ed25519', 'a passphrase');
    const signer = new MachineSigner(root, locked.file);
    const silent = { ...ada, context: { ...ada.context, signer } };
    const decided = await decideOn(silent, FIRST);
    assert.equal(decided.state.status, 'accepted');
    assert.match(decided.warning ?? '', /is recorded, but not signed/u);
    await decideOn(ada, SECOND);
    assert.equal((await readSignedDecisions(ada.context, DAY)).size, 1);
    // That one names another key: only it can sign.
    const reader = filesReader(ada.context);
    const own = await unsignedOwn(ada.context, { reviewer: ADA }, reader);
    assert.deepEqual([own.decisions.length, own.otherKey], [0, 1]);
  });

  it('made without a key are signed by `signOwn`, exactly those that were shown', async () => {
    const { signer: _, ...keyless } = ada.context;
    for (const candidate of [FIRST, SECOND])
      await decideOn({ context: keyless, reviewer: ADA }, candidate);
    const reader = filesReader(ada.context);
    const { decisions } = await unsignedOwn(ada.context, { reviewer: ADA }, reader);
    assert.deepEqual(
      decisions.map(({ candidate }) => candidate),
      [FIRST, SECOND],
    );
    await decideOn({ context: keyless, reviewer: ADA }, THIRD);
    const only = decisions.map(({ hash }) => hash);
    const { signed } = await signOwn(ada.context, { reviewer: ADA, only }, reader);
    assert.equal(signed, 2);
    assert.deepEqual(
      [...(await readSignedDecisions(ada.context, DAY)).keys()].sort(),
      [...only].sort(),
    );
    await assert.rejects(unsignedOwn(keyless, { reviewer: ADA }, reader), isCannotSign);
  });

  it('of another clone under the same address are signed only when asked for', async () => {
    const { signer: _, ...keyless } = ada.context;
    await asWriter(root, 'laptop');
    await decideOn({ context: keyless, reviewer: ADA }, FIRST);
    await asWriter(root, 'adas');
    const reader = filesReader(ada.context);
    assert.equal((await unsignedOwn(ada.context, { reviewer: ADA }, reader)).decisions.length, 0);
    const all = { reviewer: ADA, all: true };
    const { decisions } = await unsignedOwn(ada.context, all, reader);
    assert.equal(decisions.length, 1);
    const only = decisions.map(({ hash }) => hash);
    await signOwn(ada.context, { ...all, only }, reader);
    assert.equal((await readSignedDecisions(ada.context, DAY)).size, 1);
  });

  it('are not believed when a stranger signs, the statement is changed, or it is of another', async () => {
    const { state } = await decideOn(ada, FIRST);
    await decideOn(ada, SECOND);
    const original = await text(root, ADAS);
    const [one = '', two = ''] = original.trimEnd().split('\n');
    const hash = state.lastHash ?? '';
    const mark = async (content: string) => {
      await put(root, ADAS, content);
      const { decisions } = await readDecisions(ada.context, DAY);
      return (await new DaySignatures(ada.context, DAY).marksOf(decisions)).get(hash);
    };
    assert.equal((await mark(original))?.kind, 'signed');
    assert.equal((await mark(`${two}\n`))?.kind, 'unproven');
    assert.equal((await mark(`${one.slice(0, -20)}`))?.kind, 'unproven');
    const changed = JSON.parse(one);
    const said = Buffer.from(changed.payload, 'base64').toString();
    changed.payload = Buffer.from(said.replace('"factual":true', '"factual":null')).toString(
      'base64',
    );
    assert.equal((await mark(`${JSON.stringify(changed)}\n`))?.kind, 'unproven');
    await forgetSigners(root);
    const unknown = await mark(original);
    assert.ok(unknown?.kind === 'unproven' && unknown.fault === 'unknown-signer');
  });

  it('are not believed where it cannot be told who may sign, and review goes on', async () => {
    await decideOn(ada, FIRST);
    await put(root, SIGNERS_ROOT_FILE, JSON.stringify({ root: '0'.repeat(64) }));
    const { decisions } = await readDecisions(ada.context, DAY);
    const [mark] = (await new DaySignatures(ada.context, DAY).marksOf(decisions)).values();
    assert.ok(mark?.kind === 'unproven' && mark.fault === 'cannot-check');
    assert.equal((await decideOn(ada, SECOND)).state.status, 'accepted');
  });

  it('are remembered, and looked at again when a file or the signers change', async () => {
    await decideOn(ada, FIRST);
    const memory = new DaySignatures(ada.context, DAY);
    const kinds = async () => {
      const { decisions } = await readDecisions(ada.context, DAY);
      const marks = await memory.marksOf(decisions);
      assert.deepEqual(marks, await new DaySignatures(ada.context, DAY).marksOf(decisions));
      return [...marks.values()].map(({ kind }) => kind);
    };
    assert.deepEqual(await kinds(), ['signed']);
    await decideOn(ada, SECOND);
    assert.deepEqual(await kinds(), ['signed', 'signed']);
    const signatures = await text(root, ADAS);
    await put(root, ADAS, signatures.slice(0, -30));
    assert.deepEqual(await kinds(), ['signed', 'unproven']);
    await decideOn(ada, THIRD);
    assert.deepEqual(await kinds(), ['signed', 'unproven', 'signed']);
    assert.match(await text(root, `${ADAS}.torn`), /^\{"payloadType"/u);
    await put(root, ADAS, signatures);
    assert.deepEqual(await kinds(), ['signed', 'signed', 'unproven']);
    await forgetSigners(root);
    assert.deepEqual(await kinds(), ['unproven', 'unproven', 'unproven']);
  });

  it('say that a log line was changed or is gone when it was accepted', async () => {
    const { candidate } = await readReview(ada.context, FIRST);
    const [proof] = candidate.provenance;
    const log = await text(root, proof?.file ?? '');
    await put(root, proof?.file ?? '', log.replaceAll('e', 'a'));
    await decideOn(ada, FIRST);
    const [only] = await envelopes(root);
    assert.equal(only?.predicate.decisions[0]?.provenance?.[0]?.state, 'changed');
  });
});

function isCannotSign(error: unknown): boolean {
  return error instanceof CodelumiError && error.reason === 'cannot-sign';
}
