import assert from 'node:assert/strict';
import { mkdir, readdir, rm, symlink } from 'node:fs/promises';
import { join } from 'node:path';
import { CodelumiError, type ErrorReason } from '../../../src/core/errors.js';
import type { FolderEntry } from '../../../src/core/ports/files.js';
import { filesMatching } from '../../../src/core/workspace/pathPattern.js';
import { WorkspaceFiles } from '../../../src/node/workspaceFiles.js';
import { contentsOf, put, temporaryWorkspace } from '../support/temporaryWorkspace.js';

function hasReason(reason: ErrorReason): (error: unknown) => boolean {
  return (error) => error instanceof CodelumiError && error.reason === reason;
}

async function textOf(files: WorkspaceFiles, path: string): Promise<string> {
  return Buffer.from(await files.read(path)).toString();
}

describe('a userData folder elsewhere', () => {
  let root: string;
  let elsewhere: string;
  let files: WorkspaceFiles;

  beforeEach(async () => {
    root = await temporaryWorkspace({
      'userData/log.jsonl': 'in the workspace',
      'training/kb.json': '[]',
      'secret.txt': 'of the workspace',
    });
    elsewhere = await temporaryWorkspace({
      'log.jsonl': 'elsewhere',
      'security/validation.jsonl': '{}',
    });
    files = new WorkspaceFiles(root, elsewhere);
  });

  it('is read as userData/, in place of the one in the workspace', async () => {
    assert.equal(await textOf(files, 'userData/log.jsonl'), 'elsewhere');
    assert.equal(await textOf(files, './userData//security/../log.jsonl'), 'elsewhere');
    assert.equal(await textOf(files, 'training/../userData/log.jsonl'), 'elsewhere');
    assert.equal((await files.stat('userData'))?.kind, 'folder');
    assert.equal((await files.stat('userData/security/validation.jsonl'))?.size, 2);
    assert.equal(await files.stat('userData/none.jsonl'), undefined);
    const names = (entries: readonly FolderEntry[]) => entries.map(({ name }) => name);
    assert.deepEqual(names(await files.list('userData')), ['log.jsonl', 'security']);
    assert.equal(await files.locate('userData/log.jsonl'), join(elsewhere, 'log.jsonl'));
    const pieces: Uint8Array[] = [];
    for await (const piece of files.readChunks('userData/log.jsonl', { start: 4, end: 9 }))
      pieces.push(piece);
    for await (const piece of files.readRanges('userData/log.jsonl', [{ start: 0, end: 4 }]))
      pieces.push(piece);
    assert.equal(Buffer.concat(pieces).toString(), 'whereelse');
  });

  it('is found by patterns under the same name', async () => {
    const signal = new AbortController().signal;
    assert.deepEqual(await filesMatching({ files, signal }, '**/*.jsonl'), [
      'userData/log.jsonl',
      'userData/security/validation.jsonl',
    ]);
    await rm(join(root, 'userData'), { recursive: true });
    assert.deepEqual(await filesMatching({ files, signal }, 'user*/*.jsonl'), [
      'userData/log.jsonl',
    ]);
  });

  it('leaves everything else where it was', async () => {
    assert.equal(await textOf(files, 'secret.txt'), 'of the workspace');
    await put(root, 'training/userData/log.jsonl', 'another of that name');
    assert.equal(await textOf(files, 'training/userData/log.jsonl'), 'another of that name');
    await put(root, 'userDatabase/log.jsonl', 'of a longer name');
    assert.equal(await textOf(files, 'userDatabase/log.jsonl'), 'of a longer name');
    await files.replace('candidates/a.jsonl', 'x');
    assert.equal(await textOf(files, 'candidates/a.jsonl'), 'x');
    assert.equal(await textOf(new WorkspaceFiles(root), 'userData/log.jsonl'), 'in the workspace');
  });

  it('is never written', async () => {
    const before = [await contentsOf(root), await contentsOf(elsewhere)];
    for (const path of [
      'userData',
      'userData/log.jsonl',
      'userData/new/deep.jsonl',
      './userData/log.jsonl',
      'training/../userData/log.jsonl',
      'userData/security/../log.jsonl',
    ]) {
      const refused = hasReason('not-writable');
      await assert.rejects(files.replace(path, 'x'), refused, path);
      await assert.rejects(files.append(path, 'x'), refused, path);
      await assert.rejects(files.truncate(path, 0), refused, path);
      await assert.rejects(files.makeFolder(path), refused, path);
      await assert.rejects(files.claimFolder('training', path), refused, path);
      await assert.rejects(files.claimFolder(path, 'training2'), refused, path);
      await assert.rejects(files.remove(path), refused, path);
    }
    assert.deepEqual([await contentsOf(root), await contentsOf(elsewhere)], before);
  });

  it('cannot be left, by .. or by a link', async () => {
    const outside = await temporaryWorkspace({ 'secret.txt': 'secret' });
    await symlink(outside, join(elsewhere, 'out'));
    await symlink(join(outside, 'secret.txt'), join(elsewhere, 'secret.jsonl'));
    await symlink(root, join(elsewhere, 'back'));
    await symlink(join(outside, 'none'), join(elsewhere, 'dangling'));
    const name = elsewhere.split('/').at(-1);
    for (const path of [
      'userData/../../secret.txt',
      `userData/../../${name}/log.jsonl`,
      `../${name}/log.jsonl`,
      join(elsewhere, 'log.jsonl'),
      'userData/out/secret.txt',
      'userData/secret.jsonl',
      'userData/back/secret.txt',
      'userData/dangling/x',
    ]) {
      const refused = hasReason('outside-workspace');
      await assert.rejects(files.read(path), refused, path);
      await assert.rejects(files.stat(path), refused, path);
      await assert.rejects(files.list(path), refused, path);
      await assert.rejects(files.locate(path), refused, path);
      await assert.rejects(files.readChunks(path).next(), refused, path);
      await assert.rejects(files.readRanges(path, []).next(), refused, path);
    }
    await assert.rejects(
      files.read('userData/secret.jsonl'),
      /userData folder \(userData\/secret/u,
    );
  });

  it('cannot be reached by a link in the workspace', async () => {
    await symlink(elsewhere, join(root, 'link'));
    await assert.rejects(files.read('link/log.jsonl'), hasReason('outside-workspace'));
    await assert.rejects(files.append('link/log.jsonl', 'x'), hasReason('outside-workspace'));
    await rm(join(root, 'userData'), { recursive: true });
    await symlink(elsewhere, join(root, 'userData'));
    assert.equal(await textOf(files, 'userData/log.jsonl'), 'elsewhere');
    await assert.rejects(
      new WorkspaceFiles(root).read('userData/log.jsonl'),
      hasReason('outside-workspace'),
      'a link in the workspace is no permission',
    );
  });

  it('may itself be a link, and follows links that stay inside', async () => {
    const alias = join(await temporaryWorkspace(), 'alias');
    await symlink(elsewhere, alias);
    await symlink(join(elsewhere, 'log.jsonl'), join(elsewhere, 'same.jsonl'));
    const linked = new WorkspaceFiles(root, alias);
    assert.equal(await textOf(linked, 'userData/log.jsonl'), 'elsewhere');
    assert.equal(await textOf(linked, 'userData/same.jsonl'), 'elsewhere');
  });

  it('that is not a folder is reported when it is needed, and not before', async () => {
    await put(elsewhere, 'file', '');
    const wrong: [string, RegExp][] = [
      [join(elsewhere, 'none'), /userData folder is missing/u],
      [join(elsewhere, 'file'), /userData folder is not a folder/u],
      [join(elsewhere, 'file/deeper'), /userData folder is missing/u],
      ['relative', /userData folder is not an absolute path/u],
    ];
    for (const [folder, message] of wrong) {
      const broken = new WorkspaceFiles(root, folder);
      await assert.rejects(broken.stat('userData/log.jsonl'), message);
      await assert.rejects(broken.list('userData'), /--user-data, or codelumi\.userDataFolder/u);
      assert.equal(await textOf(broken, 'secret.txt'), 'of the workspace');
    }
  });

  it('may lie inside the workspace', async () => {
    await mkdir(join(root, 'data/lumi'), { recursive: true });
    await put(root, 'data/lumi/log.jsonl', 'nested');
    const nested = new WorkspaceFiles(root, join(root, 'data/lumi'));
    assert.equal(await textOf(nested, 'userData/log.jsonl'), 'nested');
    assert.ok((await readdir(root)).includes('userData'));
  });
});
