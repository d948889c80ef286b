import assert from 'node:assert/strict';
import { mkdir, readdir, stat, symlink, utimes, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { CodelumiError, type ErrorReason } from '../../../src/core/errors.js';
import { WorkspaceFiles } from '../../../src/node/workspaceFiles.js';
import { temporaryWorkspace, text } from '../support/temporaryWorkspace.js';

function hasReason(reason: ErrorReason): (error: unknown) => boolean {
  return (error) => error instanceof CodelumiError && error.reason === reason;
}

describe('WorkspaceFiles', () => {
  it('refuses every path that leaves the workspace', async () => {
    const outside = await temporaryWorkspace({ 'secret.txt': 'secret' });
    const root = await temporaryWorkspace({ 'in.txt': 'in' });
    const files = new WorkspaceFiles(root);
    await symlink(outside, join(root, 'link'));
    for (const path of [
      '../x',
      'a/../../x',
      join(outside, 'secret.txt'),
      'link/secret.txt',
      'link/new.txt',
      '/etc/passwd',
    ]) {
      await assert.rejects(files.read(path), hasReason('outside-workspace'), path);
      await assert.rejects(files.replace(path, 'x'), hasReason('outside-workspace'), path);
      await assert.rejects(files.append(path, 'x'), hasReason('outside-workspace'), path);
      await assert.rejects(files.claimFolder('in.txt', path), hasReason('outside-workspace'), path);
    }
    assert.deepEqual(await readdir(outside), ['secret.txt']);
  });

  it('lists links to files inside as files, and all others as something else', async () => {
    const outside = await temporaryWorkspace({ 'kb.jsonl': '{}' });
    const root = await temporaryWorkspace({ 'shared/kb.jsonl': '{}', 'training/own.jsonl': '{}' });
    const link = (to: string, name: string) => symlink(to, join(root, 'training', name));
    await link('../shared/kb.jsonl', 'inside.jsonl');
    await link(join(outside, 'kb.jsonl'), 'outside.jsonl');
    await link('nowhere', 'missing.jsonl');
    await link('.', 'circle');
    const kinds = (await new WorkspaceFiles(root).list('training')).map(
      ({ name, kind }) => `${name} ${kind}`,
    );
    assert.deepEqual(kinds, [
      'circle other',
      'inside.jsonl file',
      'missing.jsonl other',
      'outside.jsonl other',
      'own.jsonl file',
    ]);
  });

  it('says how to name a userData folder that a link leads to', async () => {
    const root = await temporaryWorkspace();
    await symlink(await temporaryWorkspace({ 'lumi_memory.jsonl': '' }), join(root, 'userData'));
    await assert.rejects(
      new WorkspaceFiles(root).stat('userData/lumi_memory.jsonl'),
      /leads out of the workspace.*--user-data, or as codelumi\.userDataFolder/u,
    );
  });

  it('refuses to write through a link to something that is not there yet', async () => {
    const outside = await temporaryWorkspace();
    const root = await temporaryWorkspace({ 'folder/a.txt': '' });
    const files = new WorkspaceFiles(root);
    await symlink(join(outside, 'new.txt'), join(root, 'folder/journal.jsonl'));
    await symlink(join(outside, 'none'), join(root, 'dangling'));
    for (const path of ['folder/journal.jsonl', 'dangling/deep/file.txt']) {
      await assert.rejects(files.append(path, 'x'), hasReason('outside-workspace'), path);
      await assert.rejects(files.replace(path, 'x'), hasReason('outside-workspace'), path);
    }
    assert.deepEqual(await readdir(outside), []);
  });

  it('follows links that stay inside', async () => {
    const root = await temporaryWorkspace({ 'real/a.txt': 'a' });
    await symlink(join(root, 'real'), join(root, 'alias'));
    assert.equal(Buffer.from(await new WorkspaceFiles(root).read('alias/a.txt')).toString(), 'a');
  });

  it('says what is missing, and what is a folder', async () => {
    const root = await temporaryWorkspace({ 'folder/a.txt': 'a' });
    const files = new WorkspaceFiles(root);
    await assert.rejects(files.read('none.txt'), hasReason('not-found'));
    await assert.rejects(files.read('folder'), hasReason('not-a-file'));
    await assert.rejects(files.replace('folder', 'x'), CodelumiError);
    assert.equal(await files.stat('none/deep.txt'), undefined);
    assert.equal(await files.stat('folder/a.txt/deeper'), undefined);
    assert.deepEqual(await files.list('none'), []);
  });

  it('replaces files whole, keeps their mode and leaves nothing beside them', async () => {
    const root = await temporaryWorkspace();
    const files = new WorkspaceFiles(root);
    await writeFile(join(root, 'a.sh'), 'old', { mode: 0o700 });
    await files.replace('a.sh', ['new ', 'text']);
    assert.equal(await text(root, 'a.sh'), 'new text');
    assert.equal((await stat(join(root, 'a.sh'))).mode & 0o777, 0o700);
    assert.deepEqual(await readdir(root), ['a.sh']);
  });

  it('leaves the old file when the new content fails half way', async () => {
    const root = await temporaryWorkspace({ 'a.txt': 'old' });
    async function* failing(): AsyncGenerator<string> {
      yield 'half';
      throw new Error('source failed');
    }
    await assert.rejects(new WorkspaceFiles(root).replace('a.txt', failing()), /source failed/u);
    assert.equal(await text(root, 'a.txt'), 'old');
    assert.deepEqual(await readdir(root), ['a.txt']);
  });

  it('sweeps what writers left that died long ago, and nothing younger', async () => {
    const old = '.a.txt.123.00ff00ff.tmp';
    const young = '.a.txt.124.00ff00ff.tmp';
    const root = await temporaryWorkspace({ [old]: 'x', [young]: 'x' });
    const longAgo = new Date(Date.now() - 2 * 60 * 60_000);
    await utimes(join(root, old), longAgo, longAgo);
    await new WorkspaceFiles(root).replace('a.txt', 'new');
    assert.deepEqual((await readdir(root)).sort(), [young, 'a.txt'].sort());
  });

  it('lets exactly one of many callers make a folder', async () => {
    const files = new WorkspaceFiles(await temporaryWorkspace());
    const made = await Promise.all(Array.from({ length: 20 }, () => files.makeFolder('deep/lock')));
    assert.equal(made.filter(Boolean).length, 1);
  });

  it('gives a name to one of many folders that want it', async () => {
    const root = await temporaryWorkspace();
    const files = new WorkspaceFiles(root);
    const wishes = Array.from({ length: 10 }, (_, index) => `wish${index}`);
    for (const wish of wishes) await files.replace(`${wish}/owner.json`, wish);
    const granted = await Promise.all(wishes.map((wish) => files.claimFolder(wish, 'lock')));
    assert.equal(granted.filter(Boolean).length, 1);
    assert.equal(await text(root, 'lock/owner.json'), wishes[granted.indexOf(true)]);
    assert.equal(await files.claimFolder('gone', 'elsewhere'), false);
  });

  it('reads a range of bytes', async () => {
    const root = await temporaryWorkspace({ 'a.txt': '0123456789' });
    const chunks: Uint8Array[] = [];
    for await (const chunk of new WorkspaceFiles(root).readChunks('a.txt', { start: 2, end: 5 }))
      chunks.push(chunk);
    assert.equal(Buffer.concat(chunks).toString(), '234');
  });

  it('does not touch a folder that is only looked at', async () => {
    const root = await temporaryWorkspace();
    const files = new WorkspaceFiles(root);
    await mkdir(join(root, 'candidates'));
    await files.list('candidates');
    await files.stat('candidates/x');
    assert.deepEqual(await readdir(root), ['candidates']);
  });
});
