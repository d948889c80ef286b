import assert from 'node:assert/strict';
import { chmod } from 'node:fs/promises';
import { join } from 'node:path';
import { CodelumiError, type ErrorReason } from '../../../src/core/errors.js';
import { SimpleGitRepository } from '../../../src/node/git/simpleGitRepository.js';
import { clone, commitAll, forge, git, repository } from '../support/gitRepositories.js';
import { put, temporaryWorkspace, text } from '../support/temporaryWorkspace.js';

function because(reason: ErrorReason, words = /./u): (error: unknown) => boolean {
  return (error) =>
    error instanceof CodelumiError && error.reason === reason && words.test(error.message);
}

describe('the Git port', () => {
  it('says where it stands: branch, no commit yet, detached, in the middle of something, linked', async () => {
    const empty = new SimpleGitRepository(await repository());
    assert.deepEqual(await empty.state(), {
      branch: 'main',
      head: undefined,
      operation: undefined,
      isLinkedWorktree: false,
    });
    const root = await repository({ 'a.txt': 'one\n' });
    const port = new SimpleGitRepository(root);
    const { head } = await port.state();
    assert.match(head ?? '', /^[0-9a-f]{40}$/u);
    await git(root, 'switch', '--quiet', '--detach');
    assert.equal((await port.state()).branch, undefined);
    await git(root, 'switch', '--quiet', '-c', 'other');
    await put(root, 'a.txt', 'two\n');
    await commitAll(root, 'Two');
    await git(root, 'switch', '--quiet', 'main');
    await put(root, 'a.txt', 'three\n');
    await commitAll(root, 'Three');
    await assert.rejects(git(root, 'merge', 'other'));
    assert.equal((await port.state()).operation, 'merge');
    assert.deepEqual(await port.changes(['.']), [{ path: 'a.txt', change: 'unmerged' }]);
    await git(root, 'merge', '--abort');
    await assert.rejects(git(root, 'rebase', 'other'));
    assert.deepEqual(
      [(await port.state()).operation, (await port.state()).branch],
      ['rebase', undefined],
    );
    await git(root, 'rebase', '--abort');
    const tree = join(await temporaryWorkspace(), 'tree');
    await git(root, 'worktree', 'add', '--quiet', '-b', 'third', tree);
    assert.equal((await new SimpleGitRepository(tree).state()).isLinkedWorktree, true);
  });

  it('says outside of a repository, and without Git, what to do', async () => {
    const outside = new SimpleGitRepository(await temporaryWorkspace());
    await assert.rejects(outside.state(), because('no-repository', /git init/u));
    const root = await repository();
    const path = process.env['PATH'];
    process.env['PATH'] = await temporaryWorkspace();
    try {
      await assert.rejects(
        new SimpleGitRepository(root).state(),
        because('no-git', /not installed/u),
      );
    } finally {
      process.env['PATH'] = path;
    }
  });

  it('commits the files it is told, new and gone ones too, and nothing else that is staged', async () => {
    const root = await repository({
      'ours/kept.txt': '1\n',
      'ours/gone.txt': '1\n',
      'theirs.txt': '1\n',
    });
    const port = new SimpleGitRepository(root);
    await put(root, 'ours/kept.txt', '2\n');
    await put(root, 'ours/new [x]*.txt', '2\n');
    await put(root, 'theirs.txt', '2\n');
    await git(root, 'rm', '--quiet', 'ours/gone.txt');
    await git(root, 'add', 'theirs.txt');
    const changed = (await port.changes(['ours'])).map(({ path, change }) => `${change} ${path}`);
    assert.deepEqual(changed.sort(), [
      'deleted ours/gone.txt',
      'modified ours/kept.txt',
      'new ours/new [x]*.txt',
    ]);
    await port.commit(
      (await port.changes(['ours'])).map(({ path }) => path),
      'Ours\n\nand only ours',
    );
    const shown = await git(root, 'show', '--name-status', '--format=%B', 'HEAD');
    assert.match(shown, /^Ours\n\nand only ours\n/u);
    assert.doesNotMatch(shown, /theirs/u);
    assert.match(shown, /new \[x\]/u);
    assert.equal(await git(root, 'status', '--porcelain'), 'M  theirs.txt\n', 'staged as before');
  });

  it('leaves everything as it was when a hook says no', async () => {
    const root = await repository({ 'a.txt': '1\n' });
    await put(root, '.git/hooks/pre-commit', '#!/bin/sh\necho "not on a Friday" >&2\nexit 1\n');
    await chmod(join(root, '.git/hooks/pre-commit'), 0o755);
    await put(root, 'new.txt', '1\n');
    await assert.rejects(
      new SimpleGitRepository(root).commit(['new.txt'], 'New'),
      because('git-refused', /not on a Friday/u),
    );
    assert.equal(await git(root, 'status', '--porcelain'), '?? new.txt\n');
    assert.equal(await text(root, 'new.txt'), '1\n');
  });

  it('works in a folder within the repository', async () => {
    const root = await repository({ 'sub/folder/a.txt': '1\n', 'b.txt': '1\n' });
    const port = new SimpleGitRepository(join(root, 'sub/folder'));
    await put(root, 'sub/folder/a.txt', '2\n');
    await put(root, 'b.txt', '2\n');
    assert.deepEqual(await port.changes(['.']), [{ path: 'a.txt', change: 'modified' }]);
    const commit = await port.commit(['a.txt'], 'Two');
    assert.deepEqual(await port.filesAt(commit, ['.']), [{ path: 'a.txt', size: 2 }]);
    assert.equal(Buffer.from((await port.fileAt(`${commit}~1`, 'a.txt')) ?? []).toString(), '1\n');
    assert.equal(await port.fileAt(commit, 'none.txt'), undefined);
  });

  it('pushes, follows, and says what to do when the server is ahead', async () => {
    const server = await forge(await repository({ 'a.txt': '1\n' }));
    const [one, two] = [await clone(server, 'Ada'), await clone(server, 'Ben')];
    const port = new SimpleGitRepository(one);
    assert.deepEqual(await port.remotes('main'), [{ name: 'origin', url: server }]);
    assert.equal(await port.defaultBranch('origin'), 'main');
    await port.startBranch('review/2026-01-24-ada');
    await put(one, 'a.txt', '2\n');
    await port.commit(['a.txt'], 'Two');
    await port.push('origin', 'review/2026-01-24-ada');
    assert.equal(await port.mergeBase('origin/main'), (await git(one, 'rev-parse', 'main')).trim());
    assert.equal(await port.mergeBase('origin/none'), undefined);
    await git(two, 'fetch', '--quiet');
    await git(two, 'switch', '--quiet', 'review/2026-01-24-ada');
    await put(two, 'b.txt', '2\n');
    await commitAll(two, 'Of Ben');
    await git(two, 'push', '--quiet');
    await put(one, 'a.txt', '3\n');
    await port.commit(['a.txt'], 'Three');
    await assert.rejects(
      port.push('origin', 'review/2026-01-24-ada'),
      because('git-refused', /git pull --rebase/u),
    );
    await assert.rejects(port.push('nowhere', 'main'), because('git-refused', /did not take/u));
  });
});
