import assert from 'node:assert/strict';
import { rm } from 'node:fs/promises';
import { simpleGit } from 'simple-git';
import { parseAllowedSigners } from '../../../src/core/signing/allowedSigners.js';
import { type Envelope, pae, signStatement } from '../../../src/core/signing/envelope.js';
import { keyidOf, parsePublicKey } from '../../../src/core/signing/publicKey.js';
import { isSignatureFault } from '../../../src/core/signing/signatureFault.js';
import type { Signers } from '../../../src/core/signing/signers.js';
import { statement } from '../../../src/core/signing/statement.js';
import { verifyEnvelope } from '../../../src/core/signing/verifyEnvelope.js';
import { MachineSigner } from '../../../src/node/signing/machineSigner.js';
import {
  fingerprintOf,
  keygenSign,
  keygenVerifies,
  type MadeKey,
  makeKey,
  withAgent,
} from '../support/sshKeys.js';
import { put, temporaryWorkspace } from '../support/temporaryWorkspace.js';

const NAMESPACE = 'codelumi-review@v1';
const ADA = 'ada@example.org';
const AT = '2026-11-20T10:00:00.000Z';
const SAID = statement(
  'urn:codelumi:predicate:test:v1',
  [{ name: 'a', digest: { sha256: '0'.repeat(64) } }],
  { decision: 'accept' },
);

for (const type of ['ed25519', 'ecdsa', 'rsa']) {
  describe(`signatures with a key of kind ${type}`, () => {
    let key: MadeKey;
    let signer: MachineSigner;
    let envelope: Envelope;

    before(async () => {
      key = await makeKey(type);
      signer = new MachineSigner('/', key.file);
      const signed = await signStatement({ signer }, SAID, NAMESPACE, ADA);
      assert.ok(signed !== undefined);
      envelope = signed;
    });

    const allowing = (options = ''): Signers => ({
      allowed: parseAllowedSigners(`${ADA} ${options} ${key.publicKey}\n`, 'allowed_signers'),
      revoked: new Set(),
    });

    /** What we say, and whether ssh-keygen takes it, of the same signature by the same rules. */
    const bothSay = async (
      options: string,
      { payload }: Pick<Envelope, 'payload'>,
      principal = ADA,
    ) => {
      const [signature] = envelope.signatures;
      assert.ok(signature !== undefined);
      const shown = { ...envelope, payload, signatures: [{ ...signature, principal }] };
      const wanted = { namespace: NAMESPACE, signers: allowing(options), at: AT } as const;
      const found = await verifyEnvelope({ signer }, shown, wanted);
      const allowed = `${ADA} ${options} ${key.publicKey}\n`;
      const theirs = await keygenVerifies(
        pae(shown),
        signature.sig,
        { allowed, principal, namespace: NAMESPACE },
        ['-Overify-time=20261120100000Z'],
      );
      return [isSignatureFault(found) ? found.fault : 'holds', theirs];
    };

    it('hold for ssh-keygen, and its own for us', async () => {
      assert.deepEqual(await bothSay('', envelope), ['holds', true]);
      const [signature] = envelope.signatures;
      assert.ok(signature !== undefined);
      assert.equal(signature.keyid, await fingerprintOf(key));
      const sig = await keygenSign(key, pae(envelope), NAMESPACE);
      const theirs = { ...envelope, signatures: [{ ...signature, sig }] };
      const wanted = { namespace: NAMESPACE, signers: allowing(), at: AT } as const;
      const by = { keyid: signature.keyid, principal: ADA, at: AT };
      assert.deepEqual(await verifyEnvelope({ signer }, theirs, wanted), by);
      // A signature by ed25519 is always the same, so ours is theirs to the byte.
      if (type === 'ed25519') assert.equal(sig, signature.sig);
    });

    it('do not hold where anything is another', async () => {
      const other = Buffer.from('{"decision":"reject"}').toString('base64');
      assert.deepEqual(await bothSay('', { payload: other }), ['tampered', false]);
      assert.deepEqual(await bothSay('', envelope, 'eve@example.org'), ['unknown-signer', false]);
      assert.deepEqual(await bothSay('namespaces="git"', envelope), ['not-for-this', false]);
      assert.deepEqual(await bothSay('namespaces="git,codelumi-*"', envelope), ['holds', true]);
      const ended = 'valid-before="20261120095959Z"';
      assert.deepEqual(await bothSay(ended, envelope), ['expired', false]);
      const open = 'valid-after="20261120095959Z",valid-before="20261120100000Z"';
      assert.deepEqual(await bothSay(open, envelope), ['holds', true]);
      const late = 'valid-after="20261120100001Z"';
      assert.deepEqual(await bothSay(late, envelope), ['not-yet-valid', false]);
    });

    it('hold for one purpose', async () => {
      const wanted = { namespace: 'codelumi-release@v1', signers: allowing(), at: AT } as const;
      const found = await verifyEnvelope({ signer }, envelope, wanted);
      assert.ok(isSignatureFault(found));
      assert.equal(found.fault, 'wrong-namespace');
      // The name is signed, too: who writes another into the signature breaks it.
      const [signature] = envelope.signatures;
      const sig = renamed(signature?.sig ?? '', 'codelumi-policy@v1');
      assert.equal(await signer.check(pae(envelope), sig, 'codelumi-policy@v1'), false);
    });

    it('do not hold once the key is revoked', async () => {
      const parsed = parsePublicKey(key.publicKey);
      assert.ok(parsed !== undefined);
      const signers = { ...allowing(), revoked: new Set([keyidOf(parsed)]) };
      const wanted = { namespace: NAMESPACE, signers, at: AT } as const;
      const found = await verifyEnvelope({ signer }, envelope, wanted);
      assert.ok(isSignatureFault(found));
      assert.equal(found.fault, 'revoked');
    });

    it('do not hold for the key of somebody else, whatever they name', async () => {
      const eve = await makeKey(type);
      const sig = await keygenSign(eve, pae(envelope), NAMESPACE);
      const [signature] = envelope.signatures;
      assert.ok(signature !== undefined);
      const wanted = { namespace: NAMESPACE, signers: allowing(), at: AT } as const;
      for (const keyid of [signature.keyid, await fingerprintOf(eve)]) {
        const forged = { ...envelope, signatures: [{ keyid, principal: ADA, sig }] };
        const found = await verifyEnvelope({ signer }, forged, wanted);
        assert.ok(isSignatureFault(found));
        assert.match(found.fault, /^(?:wrong-key|unknown-signer)$/u);
      }
    });

    it('are checked without a program, or not at all', async () => {
      const wanted = { namespace: NAMESPACE, signers: allowing(), at: AT } as const;
      const found = await verifyEnvelope({}, envelope, wanted);
      const fault = isSignatureFault(found) ? found.fault : 'holds';
      assert.equal(fault, type === 'ed25519' ? 'holds' : 'cannot-check');
    });
  });
}

/** The signature with another namespace written in, of the same length or not. */
function renamed(armoured: string, namespace: string): string {
  const [begin, ...rest] = armoured.trim().split('\n');
  const end = rest.pop();
  const bytes = Buffer.from(rest.join(''), 'base64');
  const old = Buffer.from(NAMESPACE);
  const at = bytes.indexOf(old);
  const length = Buffer.alloc(4);
  length.writeUInt32BE(namespace.length);
  const changed = Buffer.concat([
    bytes.subarray(0, at - 4),
    length,
    Buffer.from(namespace),
    bytes.subarray(at + old.length),
  ]);
  return `${begin}\n${changed.toString('base64')}\n${end}\n`;
}

describe('the key that signs', () => {
  const refusal = async (signer: MachineSigner) =>
    signer.sign(Buffer.from('message'), NAMESPACE).then(
      () => 'signed',
      (error: { reason?: string; message: string }) => `${error.reason}: ${error.message}`,
    );

  it('is refused with what to do where a passphrase protects it, and nobody is asked', async () => {
    const key = await makeKey('ed25519', 'a secret');
    for (const named of [key.file, `${key.file}.pub`]) {
      const signer = new MachineSigner('/', named);
      assert.equal((await signer.key())?.publicKey, key.publicKey);
      assert.match(await refusal(signer), /^cannot-sign: .*passphrase.*ssh-add/u);
    }
  });

  it('may be one that only the agent holds', async () => {
    const key = await makeKey('ed25519');
    await withAgent(key, async () => {
      await rm(key.file); // Only the agent has it now.
      for (const named of [`${key.file}.pub`, key.publicKey, `key::${key.publicKey} a comment`]) {
        const signer = new MachineSigner('/', named);
        assert.equal((await signer.key())?.publicKey, key.publicKey);
        const message = Buffer.from('message');
        const sig = await signer.sign(message, NAMESPACE);
        assert.equal(await signer.check(message, sig, NAMESPACE), true);
        assert.equal(await signer.check(Buffer.from('another'), sig, NAMESPACE), false);
      }
    });
  });

  it('is the one that Git signs with, if that is an SSH key', async () => {
    const root = await temporaryWorkspace();
    const git = simpleGit(root);
    await git.init();
    const signer = new MachineSigner(root);
    const key = await makeKey();
    // What this machine's own settings say must not count here.
    await git.addConfig('gpg.format', 'openpgp');
    await git.addConfig('user.signingkey', '0123456789ABCDEF');
    assert.equal(await signer.key(), undefined);
    assert.match((await signer.whyUnsigned()) ?? '', /signs with OpenPGP, and reviews .* SSH/u);
    assert.match(await refusal(signer), /^cannot-sign: Git signs with OpenPGP/u);
    await git.addConfig('gpg.format', 'ssh');
    await git.addConfig('user.signingkey', `${key.file}.pub`);
    assert.equal((await signer.key())?.publicKey, key.publicKey);
    assert.equal((await signer.key())?.keyid, await fingerprintOf(key));
    assert.equal(await refusal(signer), 'signed');
    await rm(`${key.file}.pub`);
    await git.addConfig('user.signingkey', key.file);
    assert.equal((await signer.key())?.publicKey, key.publicKey);
    assert.equal(await signer.whyUnsigned(), undefined);
  });

  it('is refused where it is not there, or of no use', async () => {
    const folder = await temporaryWorkspace();
    assert.match(
      await refusal(new MachineSigner('/', `${folder}/none`)),
      /^cannot-sign: There is no public key/u,
    );
    await put(folder, 'text', 'no key');
    await put(folder, 'text.pub', 'no key');
    assert.match(await refusal(new MachineSigner('/', `${folder}/text`)), /holds no public key/u);
    const other = await makeKey();
    // The private half is elsewhere, and no agent has it.
    await put(folder, 'alone.pub', other.publicKey);
    assert.match(await refusal(new MachineSigner('/', `${folder}/alone.pub`)), /^cannot-sign: /u);
    assert.match(await refusal(new MachineSigner('/', other.publicKey)), /^cannot-sign: /u);
  });
});
