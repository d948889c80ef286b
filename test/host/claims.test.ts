import * as assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { CodelumiError } from '../../src/core/errors.js';
import { changeClaims } from '../../src/core/review/claims/changeClaims.js';
import { decide, readReview } from '../../src/core/review/decide.js';
import { remarksOn } from '../../src/host/review/remarks.js';
import type { ReviewDesk } from '../../src/host/review/reviewDesk.js';
import { type TreeNode, treeItemOf } from '../../src/host/tree/treeNodes.js';
import { gitReviewer } from '../../src/node/gitReviewer.js';
import { nodeContext } from '../../src/node/nodeContext.js';
import { COMMANDS } from '../../src/shared/ids.js';
import { activated, anotherDesk, forgetReview, root, until, write } from './support/workspace.js';

const GRACE = { name: 'Grace', email: 'grace@acme.dev' };

describe('candidates that somebody has', () => {
  let desk: ReviewDesk;
  let id: string;
  const context = () => nodeContext(root(), new AbortController().signal);
  const row = async (): Promise<TreeNode> => {
    const [summary] = await desk.summaries([id]);
    assert.ok(summary !== undefined);
    return { kind: 'candidate', summary };
  };

  beforeEach(async () => {
    await activated();
    await forgetReview();
    const other = await anotherDesk();
    desk = other.desk;
    await other.jobs.run('extract', {}, root());
    await desk.refresh();
    const group = await desk.group({ status: 'pending', day: undefined, offset: 0, limit: 1 });
    id = group[0]?.id ?? '';
  });

  afterEach(() => desk.dispose());
  after(forgetReview);

  it('say so in the tree, to whom it is said to', async () => {
    const candidates = [{ candidate: id }];
    await changeClaims(context(), { action: 'assign', to: GRACE, reviewer: GRACE, candidates });
    await changeClaims(context(), { action: 'reserve', reviewer: GRACE, candidates });
    await desk.refresh();
    const others = treeItemOf(await row());
    assert.match(
      String(others.description),
      /^assigned to Grace, reserved by Grace until \d\d:\d\d/u,
    );
    assert.match(String(others.tooltip), /Reserved by Grace/u);
    assert.match(String(treeItemOf(await row(), false, GRACE).description), /^assigned to you/u);
    const { claim } = await desk.read(id);
    assert.equal(remarksOn({ claim }, GRACE)[0], 'assigned to you');
  });

  it('are reserved and released by commands', async () => {
    await vscode.commands.executeCommand(COMMANDS.reserve, id);
    const me = await gitReviewer(root());
    await until(async () => {
      await desk.refresh();
      return (await desk.read(id)).claim?.reservation?.by.name === me.name;
    }, 'it is reserved');
    await vscode.commands.executeCommand(COMMANDS.release, id);
    await until(async () => {
      await desk.refresh();
      return (await desk.read(id)).claim?.reservation === undefined;
    }, 'it is released');
  });

  it('are decided on by others only when they say that they mean it', async () => {
    await changeClaims(context(), {
      action: 'reserve',
      reviewer: GRACE,
      candidates: [{ candidate: id }],
    });
    const { fingerprint, lastHash: on } = (await desk.read(id)).state;
    const request = { candidate: id, action: 'reject', fingerprint, on } as const;
    await assert.rejects(
      desk.decide(request),
      (error) => error instanceof CodelumiError && error.reason === 'reserved',
    );
    const { decided } = await desk.decide({ ...request, force: true });
    assert.equal(decided.state.status, 'rejected');
  });

  it('of the overlap are pending, without a word of what somebody else decided', async () => {
    await write('.codelumi/config.json', JSON.stringify({ review: { overlap: 1 } }));
    const { rejected } = desk.overview.counts;
    const { fingerprint, lastHash: on } = (await readReview(context(), id)).state;
    await decide(context(), { candidate: id, action: 'reject', reviewer: GRACE, fingerprint, on });
    await desk.refresh();
    assert.equal(desk.overview.counts.rejected, rejected);
    const seen = await desk.readMasked(id);
    assert.equal(seen.state.status, 'pending');
    assert.doesNotMatch(JSON.stringify(seen.state), /Grace/u);
    assert.equal((await desk.story(id))?.decision, undefined);
    assert.match(String(treeItemOf(await row()).description), /^blind/u);
    const own = { candidate: id, action: 'flag', fingerprint, on: seen.state.lastHash } as const;
    const { decided } = await desk.decide(own);
    assert.equal(decided.state.disputed?.length, 2);
  });
});
