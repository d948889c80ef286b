import assert from 'node:assert/strict';
import { appendFile, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { checkpoint } from '../../../src/core/audit/checkpoints/makeCheckpoint.js';
import { CodelumiError } from '../../../src/core/errors.js';
import { commitReview } from '../../../src/core/gitflow/commitReview.js';
import { startReviewBranch } from '../../../src/core/gitflow/startReviewBranch.js';
import type { JobContext } from '../../../src/core/job.js';
import { recordedJobs } from '../../../src/core/runs/recordedJobs.js';
import { verify } from '../../../src/core/verification/verify.js';
import { git } from '../support/gitRepositories.js';
import { MemoryLog } from '../support/memoryLog.js';
import { ALL, candidateRepository, idOf, now, person } from '../support/reviewedRepository.js';

const LOG = 'userData/lumi_memory.jsonl';

/** A repository of one clone that works on several branches, with an audit log as shell and editor keep one. */
async function oneClone(): Promise<{ root: string; context: JobContext }> {
  const { root, context } = await candidateRepository(3);
  return { root, context: { ...context, actor: async () => person('Ada') } };
}

async function newLines(root: string, word: string): Promise<void> {
  const log = new MemoryLog()
    .user(`Where do I find the handbook on ${word}?`)
    .assistant(`It is in the wiki below ${word}, with examples and with the names of its authors.`)
    .button('up')
    .toString();
  await appendFile(join(root, LOG), log);
}

const changed = (root: string) => git(root, 'status', '--porcelain');

function refusal(words: RegExp): (error: unknown) => boolean {
  return (error) =>
    error instanceof CodelumiError && error.reason === 'git-state' && words.test(error.message);
}

describe('one clone on several branches, with its audit log', () => {
  it('leaves nothing changed behind Commit Review, a checkpoint when the window closes included', async () => {
    const { root, context } = await oneClone();
    await startReviewBranch({ name: 'Ada' }, context);
    await now(context, idOf(1), 'Ada', { action: 'accept', checklist: ALL });
    const { files } = await commitReview({}, context);
    assert.ok(files.some((file) => file.endsWith('/checkpoints.jsonl')));
    assert.equal(await changed(root), '');
    const closing = await checkpoint(context);
    assert.deepEqual(closing?.heads, []);
    assert.equal(await changed(root), '');
    await git(root, 'switch', '--quiet', 'main');
  });

  it('goes to another branch, extracts, comes back, and forks no journal', async () => {
    const { root, context } = await oneClone();
    await recordedJobs.whatIf({ changes: [] }, context);
    const first = await startReviewBranch({ name: 'First' }, context);
    await now(context, idOf(1), 'Ada', { action: 'accept', checklist: ALL });
    await commitReview({}, context);

    // What the branch recorded is not on main: there this clone has another name, and a file of its own.
    const second = await startReviewBranch({ name: 'Second', from: 'main' }, context);
    assert.equal(second.from, 'main');
    await newLines(root, 'billing');
    await recordedJobs.extract({}, context);
    await now(context, idOf(2), 'Ada', { action: 'reject', reason: 'wrong' });
    await checkpoint(context);
    await commitReview({}, context);
    assert.equal(await changed(root), '');

    await git(root, 'switch', '--quiet', first.branch);
    assert.deepEqual((await checkpoint(context))?.heads, [], 'as nobody under the name of main');
    assert.equal(await changed(root), '');
    await now(context, idOf(3), 'Ada', { action: 'flag' });
    // Nobody committed that: Git cannot take it along, and we say so and change nothing.
    const before = await git(root, 'rev-parse', '--abbrev-ref', 'HEAD');
    const start = () => startReviewBranch({ name: 'Third', from: 'main' }, context);
    await recordedJobs.whatIf({ changes: [] }, context);
    await assert.rejects(start(), refusal(/\.codelumi\/audit\/.*Commit Review/su));
    assert.equal(await git(root, 'rev-parse', '--abbrev-ref', 'HEAD'), before);
    assert.doesNotMatch(await git(root, 'branch', '--list'), /third/u);
    await commitReview({}, context);
    await start();

    for (const branch of [first.branch, second.branch])
      await git(root, 'merge', '--quiet', '--no-edit', branch);
    const { faults } = await verify({ mend: true }, context);
    assert.deepEqual(faults, []);
    assert.equal((await readdir(join(root, '.codelumi/audit'))).length, 2);
    assert.match(await git(root, 'log', '--oneline'), /Merge/u);
  }).timeout(120_000);

  it('says that there is no such branch to begin at', async () => {
    const { root, context } = await oneClone();
    for (const from of ['nowhere', '--orphan', '']) {
      await assert.rejects(
        startReviewBranch({ name: 'Ada', from }, context),
        (error) => error instanceof CodelumiError && error.reason === 'git-refused',
      );
    }
    assert.equal((await git(root, 'branch', '--show-current')).trim(), 'main');
  });
});
