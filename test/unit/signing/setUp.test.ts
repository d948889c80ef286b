import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { CodelumiError } from '../../../src/core/errors.js';
import { gitSigning, setGitSigning } from '../../../src/node/signing/gitSigningKey.js';
import { GitSigningMemory } from '../../../src/node/signing/gitSigningMemory.js';
import { keysAtHome } from '../../../src/node/signing/keysAtHome.js';
import { MachineSigner } from '../../../src/node/signing/machineSigner.js';
import { makeSigningKey } from '../../../src/node/signing/makeSigningKey.js';
import { contentsOf, put, temporaryWorkspace, text } from '../support/temporaryWorkspace.js';

describe('setting up signing', () => {
  it('makes a key that signs, in a folder that was not there', async () => {
    const folder = join(await temporaryWorkspace(), '.ssh');
    const file = join(folder, 'id_new');
    await makeSigningKey(file, 'ada@acme.dev');
    assert.match(await text(folder, 'id_new.pub'), /^ssh-ed25519 \S+ ada@acme\.dev\n$/u);
    const key = await new MachineSigner('/', file).key();
    assert.deepEqual(await keysAtHome(folder), [{ file, type: 'ssh-ed25519', keyid: key?.keyid }]);
  });

  it('never writes over a key, nor over half of one', async () => {
    for (const name of ['id', 'id.pub']) {
      const folder = await temporaryWorkspace({ [name]: 'precious' });
      const before = await contentsOf(folder);
      await assert.rejects(
        makeSigningKey(join(folder, 'id'), 'ada@acme.dev'),
        (error: unknown) => error instanceof CodelumiError && error.reason === 'not-writable',
      );
      assert.deepEqual(await contentsOf(folder), before);
    }
  });

  it('passes over what is no key, and finds none where there is no folder', async () => {
    const folder = await temporaryWorkspace({ 'a.pub': 'no key', id_rsa: 'PRIVATE', config: '' });
    await put(folder, 'long.pub', `ssh-ed25519 ${'A'.repeat(100_000)}`);
    assert.deepEqual(await keysAtHome(folder), []);
    assert.deepEqual(await keysAtHome(join(folder, 'none')), []);
  });

  it('tells Git in one repository alone', async () => {
    const root = await temporaryWorkspace();
    await promisify(execFile)('git', ['init', '--quiet'], { cwd: root });
    await setGitSigning(root, '/home/ada/.ssh/id');
    assert.deepEqual(await gitSigning(root), { format: 'ssh', key: '/home/ada/.ssh/id' });
    assert.match(await text(root, '.git/config'), /signingkey = \/home\/ada\/\.ssh\/id/u);
  });

  it('asks Git once for what happens at once, and never tells what was before a change', async () => {
    const root = await temporaryWorkspace({ included: '[gpg]\n\tformat = ssh\n' });
    const git = (...args: string[]) => promisify(execFile)('git', args, { cwd: root });
    await git('init', '--quiet');
    await git('config', 'include.path', join(root, 'included'));
    let [asked, time] = [0, 0];
    const memory = new GitSigningMemory(root, {
      now: () => time,
      ask: (folder) => {
        asked += 1;
        return gitSigning(folder);
      },
    });
    await Promise.all([memory.read(), memory.read()]);
    assert.deepEqual(await memory.read(), { format: 'ssh', key: undefined });
    assert.equal(asked, 1);
    await setGitSigning(root, '/first');
    assert.deepEqual(await memory.read(), { format: 'ssh', key: '/first' });
    await git('config', '--add', 'user.signingKey', '/second');
    assert.deepEqual(await memory.read(), { format: 'ssh', key: '/second' });
    await git('config', '--unset-all', 'user.signingkey');
    assert.deepEqual(await memory.read(), { format: 'ssh', key: undefined });
    assert.equal(asked, 4);
    // Nobody looks at what a file of settings includes, so that counts after two seconds.
    await put(root, 'included', '[gpg]\n\tformat = x509\n[user]\n\tsigningkey = third\n');
    time = 1_999;
    assert.equal((await memory.read()).key, undefined);
    time = 2_000;
    assert.equal((await memory.read()).key, 'third');
    assert.equal(asked, 5);
  });
});
