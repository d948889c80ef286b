import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { CodelumiError } from '../../../src/core/errors.js';
import { verify } from '../../../src/core/verification/verify.js';
import { appendToJournal } from '../../../src/core/workspace/journal.js';
import { GitHistory } from '../../../src/node/gitHistory.js';
import { put, temporaryWorkspace, text } from '../support/temporaryWorkspace.js';
import { testContext } from '../support/testContext.js';

const run = promisify(execFile);
const JOURNAL = 'staging_kb/2026-11-20/decisions/a.jsonl';
const SNAPSHOT = 'training/snapshots/kb_snapshot_20261120_1000.jsonl';

async function git(root: string, ...args: string[]): Promise<string> {
  const settings = [
    'user.name=A',
    'user.email=a@b.c',
    'commit.gpgsign=false',
    'core.autocrlf=false',
  ];
  const options = settings.flatMap((setting) => ['-c', setting]);
  return (await run('git', [...options, ...args], { cwd: root })).stdout.trim();
}

/** A workspace in a folder of a repository, with a journal of two lines that was committed on `main`. */
async function committed(): Promise<string> {
  const repository = await temporaryWorkspace();
  const root = join(repository, 'assistant');
  await mkdir(root);
  await git(repository, 'init', '-q', '-b', 'main');
  await grow(root, 2);
  await put(root, SNAPSHOT, 'one\ntwo\n');
  await git(repository, 'add', '-A');
  await git(repository, 'commit', '-q', '-m', 'one');
  return root;
}

async function grow(root: string, lines: number): Promise<void> {
  for (let count = 0; count < lines; count += 1)
    await appendToJournal(testContext(root).files, JOURNAL, { note: 'ä' });
}

async function historyFaults(root: string, base?: string) {
  const { faults, ...result } = await verify(base === undefined ? {} : { base }, testContext(root));
  const history = faults.filter(({ check }) => check === 'history');
  return { ...result, history: history.map(({ place, message }) => ({ ...place, message })) };
}

describe('what was committed', () => {
  it('is named relative to the workspace, with the names that Git gives content', async () => {
    const root = await committed();
    const history = new GitHistory(root);
    const commit = await history.mergeBase('HEAD');
    assert.equal(commit, await git(root, 'rev-parse', 'HEAD'));
    const files = await history.filesAt(commit ?? '', ['staging_kb', 'training/snapshots', 'none']);
    assert.deepEqual(
      files.map(({ path }) => path),
      [JOURNAL, SNAPSHOT],
    );
    const content = await text(root, JOURNAL);
    const size = Buffer.byteLength(content);
    const id = createHash('sha1').update(`blob ${size}\0`).update(content).digest('hex');
    assert.deepEqual(files[0], { path: JOURNAL, size, id });
    assert.equal(Buffer.from(await history.content(id)).toString(), content);
  });

  it('is nothing where there is no repository or no commit, and an error for a base nobody knows', async () => {
    const root = await temporaryWorkspace();
    assert.equal(await new GitHistory(root).mergeBase('HEAD'), undefined);
    await git(root, 'init', '-q');
    assert.equal(await new GitHistory(root).mergeBase('HEAD'), undefined);
    const history = new GitHistory(await committed());
    for (const base of ['no-such-branch', '--all', '--output=x'])
      await assert.rejects(
        history.mergeBase(base),
        (error) => error instanceof CodelumiError && error.reason === 'not-found',
      );
  });

  it('may be added to, and otherwise shows its first line that is another', async () => {
    const root = await committed();
    const { base, checked, history } = await historyFaults(root);
    assert.deepEqual(
      [base, checked.committed, history],
      [await git(root, 'rev-parse', 'HEAD'), 2, []],
    );
    await grow(root, 1);
    assert.deepEqual((await historyFaults(root)).history, []);
    const grown = await text(root, JOURNAL);
    const [one = '', two = '', three = ''] = grown.split('\n');
    for (const [content, line] of [
      [`${one}\n${two.replace('ä', 'ö')}\n${three}\n`, 2],
      [`${two}\n${one}\n`, 1],
      [`${one}\n`, 2],
    ] as const) {
      await put(root, JOURNAL, content);
      const [fault] = (await historyFaults(root)).history;
      assert.deepEqual([fault?.file, fault?.line], [JOURNAL, line]);
    }
    await rm(join(root, JOURNAL));
    assert.match((await historyFaults(root)).history[0]?.message ?? '', /is missing/u);
    await put(root, JOURNAL, grown);
    await put(root, SNAPSHOT, 'one\ntwo\nthree\n');
    assert.match((await historyFaults(root)).history[0]?.message ?? '', /holds more/u);
  });

  it('counts as the branch found it, not as it is elsewhere or as the branch changed it', async () => {
    const root = await committed();
    await git(root, 'checkout', '-q', '-b', 'review');
    await put(root, JOURNAL, (await text(root, JOURNAL)).replace('ä', 'ö'));
    await git(root, 'commit', '-q', '-a', '-m', 'forged');
    assert.deepEqual((await historyFaults(root)).history, []);
    assert.equal((await historyFaults(root, 'main')).history[0]?.line, 1);
    await git(root, 'checkout', '-q', 'main');
    await grow(root, 1);
    await git(root, 'commit', '-q', '-a', '-m', 'more');
    await git(root, 'checkout', '-q', '-b', 'other', 'HEAD~1');
    assert.deepEqual((await historyFaults(root, 'main')).history, []);
  });
});
