import assert from 'node:assert/strict';
import { mkdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { runInProcess } from '../support/cliInProcess.js';
import { clone, commitAll, git, identify, repository } from '../support/gitRepositories.js';
import { candidateRepository, idOf } from '../support/reviewedRepository.js';
import { type CliResult, runCli } from '../support/runCli.js';
import { put, temporaryWorkspace } from '../support/temporaryWorkspace.js';

const SLOW_MS = 240_000;

/** What `review commit` says where it cannot: how Git stands. */
interface Refusal {
  readonly code: number;
  readonly words: RegExp;
}

/** Decides, verifies and commits in a repository, as far as its state lets one. */
async function reviewsIn(
  root: string,
  refusal?: Refusal,
  runIn: (args: readonly string[]) => Promise<CliResult> = runInProcess,
): Promise<void> {
  const run = (...args: readonly string[]) => runIn([...args, '--workspace', root]);
  const rejected = await run('review', 'reject', idOf(1));
  assert.deepEqual([rejected.code, rejected.stderr], [0, '']);
  const verified = await run('verify');
  assert.equal(verified.code, 0, verified.stdout + verified.stderr);
  const committed = await run('review', 'commit', '--json');
  if (refusal === undefined) {
    assert.equal(committed.code, 0, committed.stderr);
    assert.deepEqual(JSON.parse(committed.stdout).counts, { reject: 1 });
  } else {
    assert.equal(committed.code, refusal.code, committed.stderr);
    assert.match(committed.stderr, refusal.words);
  }
}

describe('a review in a repository', () => {
  let origin: string;

  before(async () => {
    origin = (await candidateRepository(1)).root;
  });

  const copy = (...settings: readonly string[]) => clone(origin, 'Ada', ...settings);

  it('with a detached HEAD', async () => {
    const root = await copy();
    await git(root, 'checkout', '--quiet', '--detach');
    await reviewsIn(root, { code: 4, words: /branch/u });
  }).timeout(SLOW_MS);

  it('with a merge in progress', async () => {
    const root = await copy();
    await git(root, 'checkout', '--quiet', '-b', 'other');
    await put(root, 'notes.txt', 'theirs');
    await commitAll(root, 'Theirs');
    await git(root, 'checkout', '--quiet', '-');
    await put(root, 'notes.txt', 'ours');
    await commitAll(root, 'Ours');
    await assert.rejects(git(root, 'merge', 'other'));
    await reviewsIn(root, { code: 4, words: /A merge is in progress here.*git merge --continue/u });
  }).timeout(SLOW_MS);

  it('that is a linked worktree', async () => {
    const beside = join(await temporaryWorkspace(), 'beside');
    await git(await copy(), 'worktree', 'add', '--quiet', '-b', 'beside', beside);
    await reviewsIn(beside);
  }).timeout(SLOW_MS);

  it('that is a submodule', async () => {
    const outer = await repository({ 'README.md': 'outer' });
    const add = ['-c', 'protocol.file.allow=always', 'submodule', '--quiet', 'add', origin, 'lumi'];
    await git(outer, ...add);
    const root = join(outer, 'lumi');
    await identify(root, 'Ada');
    await reviewsIn(root);
  }).timeout(SLOW_MS);

  it('that is a shallow clone', async () => {
    await put(origin, 'more.txt', 'more');
    await commitAll(origin, 'More');
    const root = join(await temporaryWorkspace(), 'shallow');
    await git(origin, 'clone', '--quiet', '--depth', '1', `file://${origin}`, root);
    await identify(root, 'Ada');
    await reviewsIn(root);
  }).timeout(SLOW_MS);

  it('whose hooks are elsewhere, and not there', async () => {
    await reviewsIn(await copy('core.hooksPath=/nowhere/hooks'));
  }).timeout(SLOW_MS);

  it('in a folder with spaces and other letters, far below its top', async () => {
    const top = await copy();
    const name = `Größe und mehr/${'tief/'.repeat(30)}лог`;
    await mkdir(join(top, name), { recursive: true });
    await git(top, 'mv', 'candidates', `${name}/candidates`);
    await commitAll(top, 'Move');
    await reviewsIn(join(top, name));
  }).timeout(SLOW_MS);

  it('while Git is not on the PATH', async () => {
    const env = { ...process.env, PATH: await temporaryWorkspace() };
    const refusal = { code: 3, words: /Git is not installed, or not on the PATH/u };
    await reviewsIn(await copy(), refusal, (args) => runCli(args, { env }));
  }).timeout(SLOW_MS);

  it('that is none', async () => {
    const root = await copy();
    await rm(join(root, '.git'), { recursive: true });
    await reviewsIn(root, { code: 3, words: /not in a Git repository.*git init/u });
  }).timeout(SLOW_MS);
});
