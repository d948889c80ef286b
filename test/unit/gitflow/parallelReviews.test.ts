import assert from 'node:assert/strict';
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { commitReview } from '../../../src/core/gitflow/commitReview.js';
import { startReviewBranch } from '../../../src/core/gitflow/startReviewBranch.js';
import type { JobContext } from '../../../src/core/job.js';
import { extract } from '../../../src/core/mining/extract.js';
import { readReview, undoDecision } from '../../../src/core/review/decide.js';
import { verify } from '../../../src/core/verification/verify.js';
import { clone, forge, git } from '../support/gitRepositories.js';
import { MemoryLog } from '../support/memoryLog.js';
import { ALL, candidateRepository, idOf, now, person } from '../support/reviewedRepository.js';
import { contentsOf, put } from '../support/temporaryWorkspace.js';
import { tickingContext } from '../support/testContext.js';

interface Colleague {
  readonly root: string;
  readonly context: JobContext;
  readonly name: string;
}

/** Two people's clones of one forge, each on a review branch of their own. */
async function colleagues(
  ...settings: readonly string[]
): Promise<readonly [Colleague, Colleague, string]> {
  const { root } = await candidateRepository(6);
  const server = await forge(root);
  const join_ = async (name: string): Promise<Colleague> => {
    const own = await clone(server, name, ...settings);
    const context = tickingContext(own);
    await startReviewBranch({ name }, context);
    return { root: own, context, name };
  };
  return [await join_('Ada'), await join_('Ben'), server];
}

async function decideAndPush({ context, name }: Colleague, accepted: number, rejected: number) {
  await now(context, idOf(accepted), name, { action: 'accept', checklist: ALL });
  await now(context, idOf(rejected), name, { action: 'reject' });
  await commitReview({}, context);
  const { branch = '' } = await context.git.state();
  await context.git.push('origin', branch);
  return branch;
}

/** Everything as it must be after two branches have met: whole, mended, and with everybody's decisions. */
async function assertWhole(root: string, statuses: readonly string[]): Promise<void> {
  const context = tickingContext(root);
  assert.doesNotMatch(await git(root, 'status', '--porcelain'), /^(?:U|.U|AA|DD)/mu);
  for (const [path, content] of Object.entries(await contentsOf(root))) {
    if (path.startsWith('.git/')) continue;
    assert.doesNotMatch(Buffer.from(content, 'base64').toString(), /^(?:<{7}|>{7}) /mu, path);
  }
  const { faults } = await verify({ mend: true }, context);
  assert.deepEqual(faults, []);
  const found: string[] = [];
  for (const at of statuses.keys())
    found.push((await readReview(context, idOf(at + 1))).state.status);
  assert.deepEqual(found, statuses);
}

const BOTH = ['accepted', 'rejected', 'accepted', 'rejected', 'pending', 'pending'];

/** What a forge does when a button is pressed: it has no working tree, and looks at no attributes there. */
async function mergeOnForge(server: string, branch: string): Promise<void> {
  const tree = (await git(server, 'merge-tree', '--write-tree', 'main', branch)).trim();
  const made = await git(
    server,
    '-c',
    'user.name=forge',
    '-c',
    'user.email=forge@acme.dev',
    'commit-tree',
    tree,
    '-p',
    'main',
    '-p',
    branch,
    '-m',
    `Merge ${branch}`,
  );
  await git(server, 'update-ref', 'refs/heads/main', made.trim());
}

describe('parallel reviews of one day in two clones', () => {
  for (const settings of [[], ['core.autocrlf=true']]) {
    const how = settings.length === 0 ? '' : `, with ${settings}`;

    it(`merge${how}`, async () => {
      const [ada, ben] = await colleagues(...settings);
      await decideAndPush(ada, 1, 2);
      const branch = await decideAndPush(ben, 3, 4);
      await git(ada.root, 'fetch', '--quiet');
      await git(ada.root, 'merge', '--quiet', '--no-edit', `origin/${branch}`);
      await assertWhole(ada.root, BOTH);
    });
  }

  it('merge where each reviews another day', async () => {
    const [ada, ben, server] = await colleagues();
    await git(ben.root, 'switch', '--quiet', 'main');
    const log = new MemoryLog()
      .user('How are submodules updated in one go?')
      .assistant(
        'Run `git submodule update --init --recursive`; it fetches and checks out all of them.',
      )
      .button('up')
      .toString();
    await put(ben.root, 'userData/lumi_memory.jsonl', log);
    const nextDay = tickingContext(ben.root, '2026-11-21T10:00:00.000Z');
    await extract({}, nextDay);
    await now(nextDay, idOf(1, '20261121'), 'Ben', { action: 'accept', checklist: ALL });
    await commitReview({}, nextDay);
    await git(ben.root, 'push', '--quiet', 'origin', 'main');
    await mergeOnForge(server, await decideAndPush(ada, 1, 2));
    const reader = await clone(server, 'Cleo');
    await assertWhole(reader, ['accepted', 'rejected', 'pending', 'pending', 'pending', 'pending']);
    const other = await readReview(tickingContext(reader), idOf(1, '20261121'));
    assert.equal(other.state.status, 'accepted');
  });

  it('rebase', async () => {
    const [ada, ben] = await colleagues();
    const first = await decideAndPush(ada, 1, 2);
    await decideAndPush(ben, 3, 4);
    await git(ben.root, 'fetch', '--quiet');
    await git(ben.root, 'rebase', '--quiet', `origin/${first}`);
    await assertWhole(ben.root, BOTH);
  });

  it('are squashed, and gone on with afterwards', async () => {
    const [ada, ben, server] = await colleagues();
    const first = await decideAndPush(ada, 1, 2);
    await git(ben.root, 'fetch', '--quiet');
    await git(ben.root, 'switch', '--quiet', 'main');
    await git(ben.root, 'merge', '--quiet', '--squash', `origin/${first}`);
    await git(ben.root, 'commit', '--quiet', '-m', 'Squashed');
    await now(ben.context, idOf(3), 'Ben', { action: 'accept', checklist: ALL });
    await commitReview({}, ben.context);
    await git(ben.root, 'push', '--quiet', 'origin', 'main');
    // Ada goes on in the branch whose beginning main has under another commit.
    await now(ada.context, idOf(4), 'Ada', { action: 'reject' });
    await commitReview({}, ada.context);
    await git(ada.root, 'fetch', '--quiet');
    await git(ada.root, 'merge', '--quiet', '--no-edit', 'origin/main');
    await assertWhole(ada.root, BOTH);
    assert.ok(server);
  });

  it('merge on a forge, which looks at no .gitattributes', async () => {
    const [ada, ben, server] = await colleagues();
    await mergeOnForge(server, await decideAndPush(ada, 1, 2));
    await mergeOnForge(server, await decideAndPush(ben, 3, 4));
    const reader = await clone(server, 'Cleo');
    await assertWhole(reader, BOTH);
  });

  it('merge also where a workspace keeps what is derived in Git all the same', async () => {
    const [ada, ben] = await colleagues();
    for (const { root, context, name } of [ada, ben]) {
      await now(context, idOf(name === 'Ada' ? 1 : 3), name, { action: 'accept', checklist: ALL });
      await now(context, idOf(name === 'Ada' ? 2 : 4), name, { action: 'reject' });
      await git(root, 'add', '--force', 'staging_kb');
      await git(root, 'commit', '--quiet', '-m', 'With projections');
    }
    const { branch = '' } = await ben.context.git.state();
    await ben.context.git.push('origin', branch);
    await git(ada.root, 'fetch', '--quiet');
    await git(ada.root, 'merge', '--quiet', '--no-edit', `origin/${branch}`);
    await assertWhole(ada.root, BOTH);
  });

  it('of one candidate both count, in the order in which they were made', async () => {
    const [ada, ben] = await colleagues();
    await now(ada.context, idOf(1), 'Ada', { action: 'accept', checklist: ALL });
    await commitReview({}, ada.context);
    const branch = await decideAndPush(ben, 2, 1);
    await git(ada.root, 'fetch', '--quiet');
    await git(ada.root, 'merge', '--quiet', '--no-edit', `origin/${branch}`);
    const { state } = await readReview(ada.context, idOf(1));
    assert.deepEqual(state.history.map(({ decision }) => decision.reviewer.name).sort(), [
      'Ada',
      'Ben',
    ]);
  });
});

describe('one clone on several review branches', () => {
  const journals = async (root: string) =>
    (await readdir(join(root, 'staging_kb/2026-11-20/decisions'))).filter((name) =>
      name.endsWith('.jsonl'),
    );

  it('never forks a journal: each branch has its own, and they merge', async () => {
    const { root, context } = await candidateRepository(6);
    const { branch: first } = await startReviewBranch({ name: 'Ada' }, context);
    await now(context, idOf(1), 'Ada', { action: 'accept', checklist: ALL });
    await commitReview({}, context);
    await git(root, 'switch', '--quiet', 'main');
    const { branch: second } = await startReviewBranch({ name: 'Ada' }, context);
    await now(context, idOf(3), 'Ada', { action: 'accept', checklist: ALL });
    await commitReview({}, context);
    await git(root, 'switch', '--quiet', first);
    await now(context, idOf(2), 'Ada', { action: 'reject' });
    assert.equal((await journals(root)).length, 1, 'back on the first branch its journal goes on');
    await commitReview({}, context);
    await git(root, 'switch', '--quiet', second);
    await now(context, idOf(4), 'Ada', { action: 'reject' });
    await commitReview({}, context);
    await git(root, 'switch', '--quiet', 'main');
    for (const branch of [first, second]) await git(root, 'merge', '--quiet', '--no-edit', branch);
    assert.equal((await journals(root)).length, 2);
    await assertWhole(root, BOTH);
    await now(context, idOf(5), 'Ada', { action: 'flag' });
    assert.equal((await journals(root)).length, 2, 'and once all are here, no third begins');
  });

  it('takes a damaged journal for no other branch: nothing is written beside it', async () => {
    const { root, context } = await candidateRepository(2);
    await now(context, idOf(1), 'Ada', { action: 'flag' });
    const [name = ''] = await journals(root);
    await put(root, `staging_kb/2026-11-20/decisions/${name}`, '{"v":1,"hash":"x"}\n');
    await assert.rejects(now(context, idOf(2), 'Ada', { action: 'flag' }), {
      reason: 'invalid-input',
    });
    assert.deepEqual(await journals(root), [name]);
  });

  it('undoes what its own journal holds, also after a rebase', async () => {
    const [ada, ben] = await colleagues();
    await decideAndPush(ben, 3, 4);
    await now(ada.context, idOf(1), 'Ada', { action: 'flag' });
    await commitReview({}, ada.context);
    const { branch = '' } = await ben.context.git.state();
    await git(ada.root, 'fetch', '--quiet');
    await git(ada.root, 'rebase', '--quiet', `origin/${branch}`);
    const { state } = await readReview(ada.context, idOf(1));
    const request = { candidate: idOf(1), reviewer: person('Ada'), on: state.lastHash };
    assert.equal((await undoDecision(ada.context, request)).state.status, 'pending');
    assert.equal((await journals(ada.root)).length, 2);
  });
});
