import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import fc from 'fast-check';
import { CodelumiError } from '../../../src/core/errors.js';
import { parseAllowedSigners } from '../../../src/core/signing/allowedSigners.js';
import { approvalIn } from '../../../src/core/signing/approvals/approvedVersion.js';
import { distinctSigners } from '../../../src/core/signing/distinctSigners.js';
import { withEnd, withSigner } from '../../../src/core/signing/editSigners.js';
import { pae, parseEnvelope, statementIn } from '../../../src/core/signing/envelope.js';
import { formatKeyTime, parseKeyTime } from '../../../src/core/signing/keyTime.js';
import { fitsPatternList } from '../../../src/core/signing/patternList.js';
import { formatPublicKey, parsePublicKey } from '../../../src/core/signing/publicKey.js';
import { parseRevokedKeys } from '../../../src/core/signing/revokedKeys.js';
import { armour, parseSshsig } from '../../../src/core/signing/sshsig.js';
import { sshString } from '../../../src/core/signing/sshWire.js';
import { publicHalfOf, readEd25519Key } from '../../../src/node/signing/opensshPrivateKey.js';
import { keygenSign, makeKey } from '../support/sshKeys.js';
import { temporaryWorkspace } from '../support/temporaryWorkspace.js';

const FILE = 'allowed_signers';

/** What a reader gives, or the reason it refuses with; anything else fails the test. */
function outcome<Result>(read: () => Result): Result | string {
  try {
    return read();
  } catch (error) {
    assert.ok(error instanceof CodelumiError, String(error));
    return error.reason;
  }
}

function ed25519(byte: number) {
  const blob = Buffer.concat([sshString('ssh-ed25519'), sshString(Buffer.alloc(32, byte))]);
  return { type: 'ssh-ed25519', blob };
}

const KEY = formatPublicKey(ed25519(1));
const hostile = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 300 }),
  fc
    .array(
      fc.constantFrom(
        'a@b',
        ' ',
        '\t',
        '"',
        ',',
        '\n',
        '#',
        'namespaces="',
        'valid-after=',
        KEY,
        '*',
        '!',
        '=',
        '\r',
        '\0',
      ),
      { maxLength: 30 },
    )
    .map((parts) => parts.join('')),
);

describe('allowed_signers', () => {
  it('is read with quotes, options and comments, as ssh-keygen reads it', () => {
    const text = [
      '# who may sign',
      '',
      `ada@example.org ${KEY} a comment, "quoted`.replace('"', ''),
      `  "bea b@example.org,*@b.example" namespaces="codelumi-*,git",VALID-BEFORE="20270101Z" ${KEY}`,
      `cleo@example.org,!eve@example.org valid-after=20260101120000Z ${KEY}\r`,
    ].join('\n');
    const read = parseAllowedSigners(text, FILE).map(({ key: _, ...signer }) => signer);
    const none = { namespaces: undefined, validAfter: undefined, validBefore: undefined };
    assert.deepEqual(read, [
      { ...none, line: 3, principals: 'ada@example.org' },
      {
        ...none,
        line: 4,
        principals: 'bea b@example.org,*@b.example',
        namespaces: 'codelumi-*,git',
        validBefore: Date.UTC(2027, 0, 1),
      },
      {
        ...none,
        line: 5,
        principals: 'cleo@example.org,!eve@example.org',
        validAfter: Date.UTC(2026, 0, 1, 12),
      },
    ]);
  });

  const WRONG: readonly (readonly [line: string, says: RegExp])[] = [
    [`a@b cert-authority ${KEY}`, /certificate authority/u],
    [`a@b no-such-option="1" ${KEY}`, /option "no-such-option"/u],
    [`a@b valid-before="20260101" ${KEY}`, /valid-before is not written/u],
    [`a@b valid-after="20260231Z" ${KEY}`, /valid-after is not written/u],
    [`a@b namespaces="git ${KEY}`, /quotation mark/u],
    ['a@b', /no public key/u],
    ['a@b ssh-ed25519 AAAA', /no public key/u],
    ['a@b ssh-dss AAAAB3NzaC1kc3MAAACBAJ', /no public key/u],
    [`a@b ${KEY.replace('ssh-ed25519', 'ssh-rsa')}`, /no public key/u],
    [KEY, /no public key/u],
  ];

  for (const [line, says] of WRONG) {
    it(`refuses ${JSON.stringify(line.slice(0, 44))}, and says where`, () => {
      assert.throws(
        () => parseAllowedSigners(`# first\n${line}\n`, FILE),
        (error) =>
          error instanceof CodelumiError &&
          error.reason === 'invalid-input' &&
          error.place?.line === 2 &&
          says.test(error.message),
      );
    });
  }

  it('gives what it holds or a typed error, whatever the bytes', () => {
    fc.assert(
      fc.property(hostile, (text) => {
        const read = outcome(() => parseAllowedSigners(text, FILE));
        if (typeof read === 'string') assert.equal(read, 'invalid-input');
        else for (const { principals } of read) assert.notEqual(principals, '');
        const revoked = outcome(() => parseRevokedKeys(text, FILE));
        if (typeof revoked === 'string') assert.equal(revoked, 'invalid-input');
      }),
    );
  });

  it('holds whom it was given, to the second, and nobody else', () => {
    const person = fc.stringMatching(/^[a-z0-9.+-]{1,20}@[a-z]{1,10}\.example$/u);
    const at = fc.date({ min: new Date(0), max: new Date('2100-01-01'), noInvalidDate: true });
    const people = fc.uniqueArray(fc.tuple(person, fc.integer({ min: 0, max: 255 }), at), {
      selector: ([name]) => name,
      maxLength: 8,
    });
    fc.assert(
      fc.property(people, (given) => {
        let text = '# ours';
        for (const [principal, byte] of given)
          text = withSigner(text, { principal, key: ed25519(byte) }, FILE);
        for (const [index, signer] of parseAllowedSigners(text, FILE).entries())
          text = withEnd(text, signer, given[index]?.[2] ?? new Date(0));
        const read = parseAllowedSigners(text, FILE);
        assert.deepEqual(
          read.map(({ principals, key, validBefore }) => [principals, key.blob[23], validBefore]),
          given.map(([name, byte, end]) => [name, byte, Math.floor(end.getTime() / 1000) * 1000]),
        );
      }),
    );
  });

  it('takes no address that would say more than one person', () => {
    for (const principal of ['*@b', 'a@b,c@d', 'a b', '"a"', '#a', '', 'a\nb', '!a'])
      assert.throws(() => withSigner('', { principal, key: ed25519(1) }, FILE), /e-mail address/u);
  });

  it('keeps the comment of a line that is ended', () => {
    const text = `a@b ${KEY} of the laptop\n`;
    const [signer] = parseAllowedSigners(text, FILE);
    assert.ok(signer !== undefined);
    assert.equal(
      withEnd(text, signer, new Date('2026-01-01T00:00:00.900Z')),
      `a@b valid-before="20260101000000Z" ${KEY} of the laptop\n`,
    );
  });
});

describe('revoked_keys', () => {
  it('is a list of keys; a binary list is refused', async () => {
    const text = `# lost\n${KEY} a comment\n\n`;
    assert.deepEqual(
      parseRevokedKeys(text, FILE).map(({ line }) => line),
      [2],
    );
    const key = await makeKey();
    const krl = join(await temporaryWorkspace(), 'krl');
    execFileSync('ssh-keygen', ['-q', '-k', '-f', krl, `${key.file}.pub`]);
    const bytes = (await readFile(krl)).toString('utf8');
    assert.throws(() => parseRevokedKeys(bytes, FILE), /binary key revocation list/u);
    assert.throws(
      () => parseRevokedKeys('\n\nno key', FILE),
      /no public key \(allowed_signers:3\)/u,
    );
  });
});

describe('patterns', () => {
  it('fit as OpenSSH says', () => {
    const texts = fc.string({ unit: fc.constantFrom('a', 'b', '.'), maxLength: 8 });
    const patterns = fc.string({ unit: fc.constantFrom('a', 'b', '.', '*', '?'), maxLength: 6 });
    fc.assert(
      fc.property(
        texts,
        fc.array(fc.tuple(patterns, fc.boolean()), { maxLength: 3 }),
        (text, list) => {
          const fits = list.map(([pattern, isNot]) => ({
            isNot,
            fits: new RegExp(
              `^${pattern.replaceAll('.', '\\.').replaceAll('*', '.*').replaceAll('?', '.')}$`,
              'u',
            ).test(text),
          }));
          const isOut = fits.some((each) => each.isNot && each.fits);
          const isIn = fits.some((each) => !each.isNot && each.fits);
          const written = list.map(([pattern, isNot]) => `${isNot ? '!' : ''}${pattern}`).join(',');
          // No pattern at all is one that is empty.
          const expected = list.length === 0 ? text === '' : isIn && !isOut;
          assert.equal(fitsPatternList(text, written), expected);
        },
      ),
    );
  });

  it('take no longer for many stars', () => {
    assert.equal(fitsPatternList('a'.repeat(5_000), `${'*a'.repeat(2_000)}*b`), false);
  });
});

describe('times of keys', () => {
  it('are written to the second, in UTC', () => {
    const at = fc.date({ min: new Date(0), max: new Date('9999-12-31'), noInvalidDate: true });
    fc.assert(
      fc.property(at, (time) => {
        assert.equal(parseKeyTime(formatKeyTime(time)), Math.floor(time.getTime() / 1000) * 1000);
      }),
    );
    for (const text of [
      '',
      '2026',
      '20260101',
      '20261301Z',
      '20260230Z',
      '202601012460Z',
      '20260101Z ',
    ])
      assert.equal(parseKeyTime(text), undefined, text);
  });
});

describe('SSH signatures', () => {
  it('are read as they were written', () => {
    const bytes = fc.uint8Array({ minLength: 1, maxLength: 200 }).map((each) => Buffer.from(each));
    const name = fc.stringMatching(/^[a-z@.-]{1,30}$/u);
    const hash = fc.constantFrom('sha256' as const, 'sha512' as const);
    const sshsig = fc.record({
      publicKey: bytes,
      namespace: name,
      hash,
      algorithm: name,
      signature: bytes,
    });
    fc.assert(
      fc.property(sshsig, (given) => assert.deepEqual(parseSshsig(armour(given)), { ...given })),
    );
  });

  it('are whole or refused, wherever they break off or change', async () => {
    const whole = await keygenSign(await makeKey(), Buffer.from('message'), 'codelumi-review@v1');
    const [begin = '', ...lines] = whole.trim().split('\n');
    const end = lines.pop() ?? '';
    const bytes = Buffer.from(lines.join(''), 'base64');
    const read = (inner: Uint8Array) =>
      outcome(() => parseSshsig(`${begin}\n${Buffer.from(inner).toString('base64')}\n${end}`));
    for (let length = 0; length < bytes.length; length += 1)
      assert.equal(read(bytes.subarray(0, length)), 'invalid-input');
    assert.equal(read(Buffer.concat([bytes, Buffer.from([0])])), 'invalid-input');
    fc.assert(
      fc.property(fc.nat(bytes.length - 1), fc.integer({ min: 1, max: 255 }), (at, flip) => {
        const changed = Buffer.from(bytes);
        changed[at] = (changed[at] ?? 0) ^ flip;
        read(changed); // Whatever it is, it is no other error.
      }),
    );
    fc.assert(
      fc.property(
        fc.string({ unit: 'binary' }),
        (text) => outcome(() => parseSshsig(text)) === 'invalid-input',
      ),
    );
  });

  it('are not read where they are too long', () => {
    const long = `-----BEGIN SSH SIGNATURE-----\n${'A'.repeat(1_000_000)}\n-----END SSH SIGNATURE-----`;
    assert.equal(
      outcome(() => parseSshsig(long)),
      'invalid-input',
    );
  });
});

describe('private keys', () => {
  it('are read whole or not at all', async () => {
    const key = await makeKey();
    const text = await readFile(key.file, 'latin1');
    const read = readEd25519Key(text);
    assert.ok(read !== undefined);
    const half = publicHalfOf(text);
    assert.equal(half && formatPublicKey(half), key.publicKey);
    fc.assert(
      fc.property(fc.nat(text.length - 1), fc.string({ maxLength: 3 }), (at, put) => {
        const changed = readEd25519Key(text.slice(0, at) + put + text.slice(at + 1));
        // The seed alone may be another: then the public half does not belong to it, and no signature holds.
        assert.ok(changed === undefined || changed.publicKey.equals(read.publicKey));
      }),
    );
    const closed = await readFile((await makeKey('ed25519', 'secret')).file, 'latin1');
    assert.equal(readEd25519Key(closed), undefined);
    const rsa = await readFile((await makeKey('rsa')).file, 'latin1');
    assert.equal(readEd25519Key(rsa), undefined);
    assert.equal(publicHalfOf(rsa)?.type, 'ssh-rsa');
  });
});

describe('envelopes', () => {
  it('are signed over the PAE of DSSE', () => {
    // The example of the specification.
    const payload = Buffer.from('hello world').toString('base64');
    const example = pae({ payloadType: 'http://example.com/HelloWorld' as never, payload });
    assert.equal(example.toString(), 'DSSEv1 29 http://example.com/HelloWorld 11 hello world');
  });

  it('are read whole or not at all, whatever they hold', () => {
    const payloadType = 'application/vnd.in-toto+json';
    fc.assert(
      fc.property(fc.jsonValue(), fc.uint8Array({ maxLength: 60 }), (value, bytes) => {
        assert.equal(parseEnvelope(value), undefined);
        const payload = Buffer.from(bytes).toString('base64');
        const envelope = parseEnvelope({ payloadType, payload, signatures: [] });
        assert.ok(envelope !== undefined);
        assert.equal(statementIn(envelope), undefined);
        const json = Buffer.from(JSON.stringify(value)).toString('base64');
        assert.equal(statementIn({ payload: json }), undefined);
      }),
    );
  });

  it('hold no approval but of the texts that they are about', () => {
    const predicate = {
      kind: 'signers',
      follows: [],
      texts: { a: 'text' },
      principal: 'ada@example.org',
      at: '2026-11-20T10:00:00Z',
    };
    const sha256 = '982d9e3eb996f559e633f4d194def3761d909f5a3b647d1a851fead67c32c9d1';
    const said = {
      _type: 'https://in-toto.io/Statement/v1',
      subject: [{ name: 'a', digest: { sha256 } }],
      predicateType: 'urn:codelumi:predicate:approved-version:v1',
      predicate,
    } as const;
    assert.equal(approvalIn(said)?.at, '2026-11-20T10:00:00.000Z');
    const subject = [{ name: 'a', digest: { sha256: sha256.replace('9', '8') } }];
    assert.equal(approvalIn({ ...said, subject }), undefined);
    assert.equal(approvalIn({ ...said, subject: [...said.subject, ...said.subject] }), undefined);
    assert.equal(approvalIn({ ...said, predicateType: 'another' }), undefined);
    assert.equal(approvalIn({ ...said, predicate: { ...predicate, more: 1 } }), undefined);
  });
});

describe('distinct signers', () => {
  const names = ['a', 'b', 'c', 'd'];
  const signed = fc.array(
    fc.record({ principal: fc.constantFrom(...names), keyid: fc.constantFrom('1', '2', '3', '4') }),
    { maxLength: 8 },
  );

  it('are as many as can each have a key of their own', () => {
    const most = (pairs: readonly { principal: string; keyid: string }[]): number => {
      const [first, ...rest] = pairs;
      if (first === undefined) return 0;
      const others = rest.filter(
        ({ principal, keyid }) => principal !== first.principal && keyid !== first.keyid,
      );
      return Math.max(most(rest), 1 + most(others));
    };
    fc.assert(fc.property(signed, (pairs) => distinctSigners(pairs) === most(pairs)));
  });
});

describe('public keys', () => {
  it('are read back, with a comment or none', () => {
    assert.equal(formatPublicKey(parsePublicKey(`${KEY} me`) ?? ed25519(0)), KEY);
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => parsePublicKey(text) === undefined),
    );
  });
});
