import assert from 'node:assert/strict';
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { simpleGit } from 'simple-git';
import { type CliResult, runCli } from '../support/runCli.js';
import { type MadeKey, makeKey } from '../support/sshKeys.js';
import { put, temporaryWorkspace, text } from '../support/temporaryWorkspace.js';

const BEA = 'Bea <bea@example.org>';

describe('codelumi signers', () => {
  let root: string;
  let ada: MadeKey;
  let bea: MadeKey;

  before(async () => {
    [ada, bea] = await Promise.all([makeKey(), makeKey('ecdsa')]);
    root = await temporaryWorkspace();
    const git = simpleGit(root);
    await git.init();
    await git.addConfig('user.name', 'Ada');
    await git.addConfig('user.email', 'ada@example.org');
    await git.addConfig('gpg.format', 'ssh');
    await git.addConfig('user.signingkey', ada.file);
  });

  const signers = (...args: string[]): Promise<CliResult> =>
    runCli(['signers', ...args, '-w', root], { env: { ...process.env, CODELUMI_SIGNING_KEY: '' } });

  it('lead from nobody to a rotated key, each step approved by those who may', async () => {
    assert.match((await signers('list')).stdout, /^nobody may sign yet/u);
    const first = await signers('init');
    assert.equal(first.code, 0, first.stderr);
    assert.match(first.stdout, /adds ada@example\.org SHA256:.*\napproved; commit/u);
    assert.equal((await signers('init')).code, 2);

    const added = await signers('add', 'bea@example.org', `${bea.file}.pub`);
    assert.match(added.stdout, /adds bea@example\.org SHA256:.*\napproved/u);
    const cleo = await makeKey();
    const proposed = await signers('add', 'cleo@example.org', cleo.publicKey, '--for', 'review');
    assert.match(proposed.stdout, /for codelumi-review@v1 only\napproved by 1 of the 2 signers/u);
    assert.match((await signers('list')).stdout, /not approved: adds cleo@example\.org/u);
    const verified = await runCli(['verify', '-w', root]);
    assert.equal(verified.code, 1);
    assert.match(
      verified.stdout,
      /allowed_signers:3: error: signers: the files are not .*adds cleo@example\.org.*approved by 1 of the 2/u,
    );

    const asBea = ['--signing-key', bea.file, '--reviewer', BEA];
    const shown = await signers('approve', ...asBea);
    assert.deepEqual([shown.code, shown.stdout.startsWith('adds cleo@example.org')], [2, true]);
    assert.match(shown.stderr, /add --yes/u);
    const approved = await signers('approve', '--yes', ...asBea);
    assert.match(approved.stdout, /\napproved; commit/u);
    assert.equal((await runCli(['verify', '-w', root])).code, 0);
    assert.match((await signers('approve')).stdout, /nothing to approve/u);

    const renewed = await makeKey();
    await signers('add', 'ada@example.org', renewed.publicKey);
    const ended = await signers('retire', 'SHA256:none');
    assert.deepEqual([ended.code, ended.stdout], [3, '']);
    const old = JSON.parse((await signers('list', '--json')).stdout).signers[0].keyid;
    assert.match(
      (await signers('retire', old)).stdout,
      /valid-before \d{14}Z\nadds .*\napproved by 1/u,
    );
    await signers('approve', '--yes', ...asBea);
    const list = JSON.parse((await signers('list', '--json')).stdout);
    assert.deepEqual(list.unapproved, []);
    assert.deepEqual(
      list.signers.map(({ principals, state }: { principals: string; state: string }) => [
        principals,
        state,
      ]),
      [
        ['ada@example.org', 'ended'],
        ['bea@example.org', 'valid'],
        ['cleo@example.org', 'valid'],
        ['ada@example.org', 'valid'],
      ],
    );
  });

  it('say what is wrong, and leave everything as it was', async () => {
    const before = await text(root, '.codelumi/registry/allowed_signers');
    const wrong = async (code: number, says: RegExp, ...args: string[]) => {
      const { code: found, stderr } = await signers(...args);
      assert.match(stderr, says);
      assert.equal(found, code, stderr);
    };
    await wrong(2, /private key, which belongs to its owner/u, 'add', 'd@example.org', bea.file);
    await wrong(2, /no public key in/u, 'add', 'd@example.org', 'nowhere.pub');
    await wrong(2, /is none of review/u, 'add', 'd@example.org', bea.publicKey, '--for', 'git');
    await wrong(2, /no e-mail address/u, 'add', '*@example.org', bea.publicKey);
    await wrong(2, /--reason/u, 'revoke', 'bea@example.org');
    const closed = await makeKey('ed25519', 'secret');
    const other = ['-w', await temporaryWorkspace(), '--reviewer', BEA];
    const asked = await runCli(['signers', 'init', '--signing-key', closed.file, ...other]);
    assert.match(asked.stderr, /ssh-add/u);
    assert.equal(asked.code, 3);
    assert.equal(await text(root, '.codelumi/registry/allowed_signers'), before);
  });

  it('point at the line that is wrong', async () => {
    const [name = ''] = await readdir(join(root, '.codelumi/registry/approvals'));
    const path = `.codelumi/registry/approvals/${name}`;
    const lines = (await text(root, path)).split('\n');
    lines[1] = (lines[1] ?? '').replace('bea', 'eve').replace(/"payload":"e/u, '"payload":"f');
    await put(root, path, lines.join('\n'));
    const { code, stdout } = await runCli(['verify', '-w', root]);
    assert.equal(code, 1);
    assert.ok(stdout.includes(`${path}:2: error: signers: `), stdout);
  });
});
