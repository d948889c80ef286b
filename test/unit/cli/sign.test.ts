import assert from 'node:assert/strict';
import { runCli } from '../support/runCli.js';
import { CANDIDATES, DAY, signedWorkspace } from '../support/signedWorkspace.js';
import { text } from '../support/temporaryWorkspace.js';

const [FIRST, SECOND] = CANDIDATES;
const ADA = 'Ada <ada@acme.dev>';

describe('codelumi review sign', () => {
  it('shows what would be signed, signs it when told to, and everything says so', async () => {
    const { root, ada } = await signedWorkspace();
    const env = { ...process.env, CODELUMI_SIGNING_KEY: '', HOME: root, XDG_CONFIG_HOME: root };
    const run = (args: readonly string[], key = '') =>
      runCli([...args, '-w', root], { env: { ...env, CODELUMI_SIGNING_KEY: key } });
    const who = ['--reviewer', ADA];
    for (const id of [FIRST, SECOND])
      await run(['review', 'accept', id, '--confirm', 'all', ...who]);
    assert.match((await run(['review', 'list', '--status', 'accepted'])).stdout, /\[unsigned\]/u);
    const preview = await run(['review', 'sign', ...who], ada.key.file);
    assert.equal(preview.code, 2);
    assert.match(preview.stdout, /^2 decisions would be signed with SHA256:/u);
    assert.match(preview.stdout, new RegExp(`accept +${FIRST} +staging_kb/${DAY}/`, 'u'));
    assert.match(preview.stderr, /nothing was signed; add --yes/u);
    assert.match((await run(['review', 'stats'])).stdout, /0 of 2 acceptances are signed/u);

    const signed = await run(['review', 'sign', '--yes', ...who], ada.key.file);
    assert.deepEqual(
      [signed.code, signed.stdout.split('\n')[0]?.slice(0, 18)],
      [0, 'signed 2 decisions'],
    );
    assert.match((await run(['review', 'sign', ...who], ada.key.file)).stdout, /nothing of yours/u);
    assert.match((await run(['review', 'stats'])).stdout, /2 of 2 acceptances are signed/u);
    const shown = (await run(['review', 'show', FIRST])).stdout;
    assert.match(shown, /accepted, signed\nSigned by ada@acme\.dev with the key SHA256:/u);
    assert.match(shown, /accept by Ada, signed/u);
    const verified = await run(['verify']);
    assert.deepEqual([verified.code, /\(2 signed\)/u.test(verified.stdout)], [0, true]);

    const built = JSON.parse((await run(['snapshot', 'build', '--json'])).stdout);
    const { signatures } = JSON.parse(await text(root, built.manifestFile));
    const key = await ada.context.signer?.key();
    assert.deepEqual(signatures, {
      signed: 2,
      of: 2,
      unsigned: [],
      signers: [{ principal: 'ada@acme.dev', keyid: key?.keyid }],
    });
    const none = await run(['review', 'sign', ...who]);
    assert.notEqual(none.code, 0);
    assert.match(none.stderr, /no SSH key to sign with/u);
  });
});
