import assert from 'node:assert/strict';
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { CodelumiError } from '../../../src/core/errors.js';
import { GitHistory } from '../../../src/node/gitHistory.js';
import { commitAt, git, repository } from '../support/gitRepositories.js';
import { put, temporaryWorkspace } from '../support/temporaryWorkspace.js';

const day = (number: number) => Date.parse(`2026-03-0${number}T12:00:00Z`);

/** A workspace in a folder of a repository: committed on the 1st, changed on the 3rd and the 5th. */
async function changed(): Promise<{ repo: string; root: string }> {
  const repo = await repository();
  const root = join(repo, 'assistant');
  await mkdir(root);
  await put(repo, 'outside.md', 'one');
  for (const name of ['a.md', 'ü b.md', '*.md', 'never.md']) await put(root, `docs/${name}`, 'one');
  await commitAt(repo, '2026-03-01T12:00:00Z');
  await put(root, 'docs/a.md', 'two');
  await put(root, 'docs/ü b.md', 'two');
  await commitAt(repo, '2026-03-03T12:00:00Z');
  await put(root, 'docs/a.md', 'three');
  await put(repo, 'outside.md', 'two');
  await commitAt(repo, '2026-03-05T12:00:00Z');
  return { repo, root };
}

const ALL = ['docs/a.md', 'docs/ü b.md', 'docs/*.md', 'docs/never.md', 'docs/none.md'];

describe('when files were committed last', () => {
  it('is told of the files that were asked about alone, by their last commit', async () => {
    const { root } = await changed();
    const times = await new GitHistory(root).changedSince(ALL, 0);
    assert.deepEqual(Object.fromEntries(times), { 'docs/a.md': day(5), 'docs/ü b.md': day(3) });
    assert.deepEqual([...(await new GitHistory(root).changedSince(['docs/*.md'], 0))], []);
  });

  it('is told of changes since a time alone', async () => {
    const { root } = await changed();
    const times = await new GitHistory(root).changedSince(ALL, day(4));
    assert.deepEqual(Object.fromEntries(times), { 'docs/a.md': day(5) });
  });

  it('is not told of the one commit that a shallow clone has', async () => {
    const { repo } = await changed();
    const shallow = await temporaryWorkspace();
    await git(shallow, 'clone', '--quiet', '--depth', '1', `file://${repo}`, '.');
    const times = await new GitHistory(join(shallow, 'assistant')).changedSince(ALL, 0);
    assert.deepEqual([...times], []);
  });

  it('is told of more files than a command line holds', async () => {
    const { root } = await changed();
    const many = Array.from({ length: 2_000 }, (_, at) => `docs/${'long-name-'.repeat(8)}${at}.md`);
    const times = await new GitHistory(root).changedSince([...many, 'docs/a.md'], 0);
    assert.deepEqual(Object.fromEntries(times), { 'docs/a.md': day(5) });
  });

  it('is refused where there is no repository', async () => {
    const root = await temporaryWorkspace();
    await assert.rejects(
      new GitHistory(root).changedSince(['a.md'], 0),
      (error) => error instanceof CodelumiError && error.reason === 'git-refused',
    );
  });
});
