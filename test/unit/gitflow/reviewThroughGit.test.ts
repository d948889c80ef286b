import assert from 'node:assert/strict';
import { CodelumiError } from '../../../src/core/errors.js';
import { commitReview } from '../../../src/core/gitflow/commitReview.js';
import { planPullRequest } from '../../../src/core/gitflow/pullRequest.js';
import { startReviewBranch } from '../../../src/core/gitflow/startReviewBranch.js';
import type { Signer } from '../../../src/core/ports/signer.js';
import { initSigners } from '../../../src/core/signing/signersCommands.js';
import { MachineSigner } from '../../../src/node/signing/machineSigner.js';
import { clone, commitAll, forge, git } from '../support/gitRepositories.js';
import { MemoryLog } from '../support/memoryLog.js';
import { ALL, candidateRepository, idOf, now, person } from '../support/reviewedRepository.js';
import { makeKey } from '../support/sshKeys.js';
import { put, temporaryWorkspace } from '../support/temporaryWorkspace.js';
import { tickingContext } from '../support/testContext.js';

function inState(words: RegExp): (error: unknown) => boolean {
  return (error) =>
    error instanceof CodelumiError && error.reason === 'git-state' && words.test(error.message);
}

describe('a review through Git', () => {
  it('gets a branch of its own, named after day and person', async () => {
    const { root, context } = await candidateRepository(1);
    const { branch, from } = await startReviewBranch({ name: "  Zoë O'Neil " }, context);
    assert.deepEqual([branch, from], ['review/2026-11-20-zoe-o-neil', 'main']);
    assert.equal((await startReviewBranch({ name: 'Zoë O Neil' }, context)).branch, `${branch}-2`);
    for (const name of ['', '../../x', '李', '-', 'a..b@{', '/'.repeat(9)]) {
      const started = await startReviewBranch({ name }, context);
      assert.match(started.branch, /^review\/2026-11-20-[a-z0-9][a-z0-9-]*$/u, name);
    }
    await git(root, 'fsck', '--no-dangling');
  });

  it('is committed with counts, and with nothing else', async () => {
    const { root, context } = await candidateRepository(4);
    await startReviewBranch({ name: 'Ada' }, context);
    await now(context, idOf(1), 'Ada', { action: 'accept', checklist: ALL });
    await now(context, idOf(2), 'Ada', { action: 'reject', reason: 'wrong' });
    await put(root, 'src/app.ts', 'mine\n');
    await git(root, 'add', 'src/app.ts');
    const done = await commitReview({}, context);
    assert.match(done.commit ?? '', /^[0-9a-f]{40}$/u);
    assert.deepEqual(done.counts, { accept: 1, reject: 1 });
    const shown = await git(root, 'show', '--name-only', '--format=%B', 'HEAD');
    assert.match(shown, /^Review 2 candidates of 2026-11-20\n\n1 accepted, 1 rejected\n/u);
    assert.doesNotMatch(shown, /app\.ts|accepted\.jsonl|userData|local/u);
    assert.match(shown, /decisions\/.+\.jsonl/u);
    assert.equal((await commitReview({}, context)).commit, undefined, 'nothing is no error');
    await now(context, idOf(3), 'Ada', { action: 'flag' });
    assert.deepEqual((await commitReview({}, context)).counts, { flag: 1 });
    assert.match(await git(root, 'status', '--porcelain'), /^A {2}src\/app\.ts$/mu);
  });

  it('is committed without what is derived, also where .gitignore is not there yet', async () => {
    const { root, context } = await candidateRepository(1);
    await git(root, 'rm', '--quiet', '.gitignore');
    await now(context, idOf(1), 'Ada', { action: 'accept', checklist: ALL });
    const { files } = await commitReview({}, context);
    assert.deepEqual(
      files.filter((file) => /accepted|rejected|flagged|local/u.test(file)),
      [],
    );
    assert.ok(files.some((file) => file.includes('/decisions/')));
  });

  it('says what is in the way: no branch, a merge in progress, a conflict, no repository', async () => {
    const { root, context } = await candidateRepository(1);
    await git(root, 'switch', '--quiet', '--detach');
    await assert.rejects(commitReview({}, context), inState(/No branch/u));
    await assert.rejects(planPullRequest({}, context), inState(/Start a review branch/u));
    await git(root, 'switch', '--quiet', 'main');
    await assert.rejects(planPullRequest({}, context), inState(/main is the branch/u));
    await git(root, 'switch', '--quiet', '-c', 'other');
    await put(root, 'candidates/2026-11-20.jsonl', 'x\n');
    await commitAll(root, 'X');
    await git(root, 'switch', '--quiet', 'main');
    await put(root, 'candidates/2026-11-20.jsonl', 'y\n');
    await commitAll(root, 'Y');
    await assert.rejects(git(root, 'merge', 'other'));
    await assert.rejects(
      commitReview({}, context),
      inState(/A merge is in progress.*git merge --continue/u),
    );
    await assert.rejects(startReviewBranch({ name: 'Ada' }, context), inState(/merge/u));
    const outside = tickingContext(await temporaryWorkspace());
    await assert.rejects(commitReview({}, outside), { reason: 'no-repository' });
  });

  it('makes a pull request that says what was decided, and what stands in the way', async () => {
    const { root } = await candidateRepository(4);
    const server = await forge(root);
    const own = await clone(server, 'Ada');
    const context = tickingContext(own);
    await startReviewBranch({ name: 'Ada' }, context);
    await now(context, idOf(1), 'Ada', { action: 'accept', checklist: ALL });
    await now(context, idOf(2), 'Ada', { action: 'reject', reason: 'wrong' });
    const before = await planPullRequest({}, context);
    assert.equal(before.uncommitted.length, 1);
    await commitReview({}, context);
    const plan = await planPullRequest({}, context);
    assert.deepEqual(
      [plan.base, plan.remote, plan.title, plan.decisions, plan.uncommitted.length],
      ['main', 'origin', 'Review 2 candidates of 2026-11-20', 2, 0],
    );
    assert.match(plan.body, /2 decisions on 2 candidates .* by ` Ada `: 1 accepted, 1 rejected/u);
    assert.match(plan.body, /- \[x\] Journals are unbroken/u);
    assert.match(plan.body, /- \[ \] Every decision is signed: 2 of 2 are not/u);
    assert.match(
      plan.body,
      /\| ` candidate-20261120-0002 ` \| rejected \| ` Ada ` \| .* \| ` wrong ` \|/u,
    );
    await context.git.push('origin', plan.branch);
    assert.match(await git(server, 'branch', '--list'), /review\/2026-11-20-ada/u);
    await git(own, 'remote', 'set-url', 'origin', 'git@github.com:acme/kb.git');
    const { place, forge: kind, page } = await planPullRequest({}, context);
    assert.deepEqual([place, kind], ['github.com/acme/kb', 'github']);
    assert.ok(
      page?.url.startsWith('https://github.com/acme/kb/compare/main...review/2026-11-20-ada?'),
    );
  });

  it('counts as signed what bears a signature that holds, and not what only names a key', async () => {
    const { root, context } = await candidateRepository(3);
    const { file } = await makeKey();
    const signer = new MachineSigner(root, file);
    const signed = { ...context, signer };
    await initSigners(signed, person('Ada').email);
    await commitReview({}, context);
    await startReviewBranch({ name: 'Ada' }, context);
    await now(signed, idOf(1), 'Ada', { action: 'accept', checklist: ALL });
    const { body } = await planPullRequest({}, context);
    assert.match(body, /- \[x\] Every decision is signed$/mu);
    await now(context, idOf(2), 'Ada', { action: 'flag' });
    const failing: Signer = {
      key: () => signer.key(),
      sign: () => Promise.reject(new Error('the card was pulled out')),
      check: () => Promise.resolve(false),
    };
    const { state, warning } = await now({ ...context, signer: failing }, idOf(3), 'Ada', {
      action: 'flag',
    });
    assert.ok(warning !== undefined);
    assert.ok(state.decidedBy?.decision.reviewer.key !== undefined);
    const plan = await planPullRequest({}, context);
    assert.match(plan.body, /- \[ \] Every decision is signed: 2 of 3 are not$/mu);
  });

  it('lets nothing from a log or a reviewer be markup, a mention or a secret on a forge', async () => {
    const log = new MemoryLog()
      .user('Why | does `x` @everyone closes #1 <img src=x> fail?\n| a | b |')
      .assistant('Because of this and that, as the handbook says at great length, in detail.')
      .button('up')
      .pause(99)
      .user('Who is ada.l@northwind-labs.dev, then, tell me now?')
      .assistant('A colleague who knows the handbook by heart and answers every question in it.')
      .button('up')
      .toString();
    const { root, context } = await candidateRepository(2, log);
    await git(root, 'switch', '--quiet', '-c', 'review/x');
    await now(context, idOf(1), 'Ada', { action: 'reject', reason: '``` | fixes #2 @ada' });
    await now(context, idOf(2), 'Ada', { action: 'reject' });
    const { body } = await planPullRequest({}, context);
    assert.doesNotMatch(body, /northwind/u);
    for (const line of body.split('\n').filter((each) => each.startsWith('| ` candidate'))) {
      const cells = line.slice(2, -2).split(/(?<!\\)\|/u);
      assert.equal(cells.length, 6, line);
      for (const cell of cells.filter((each) => /[@#<]/u.test(each)))
        assert.match(cell.trim(), /^(`+) .* \1$/u);
    }
  });
});
