import * as assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import * as vscode from 'vscode';
import type { PlannedPullRequest } from '../../src/core/gitflow/pullRequest.js';
import { openPullRequest } from '../../src/host/gitflow/openPullRequest.js';
import type { PullRequestQuestions } from '../../src/host/gitflow/pullRequestQuestions.js';
import { COMMANDS } from '../../src/shared/ids.js';
import {
  activated,
  anotherDesk,
  forgetReview,
  read,
  root,
  uriOf,
  write,
} from './support/workspace.js';

const run = promisify(execFile);

async function git(...args: readonly string[]): Promise<string> {
  return (await run('git', [...args], { cwd: root() })).stdout;
}

/** A person who says yes to everything, and what they were asked and told. */
function agreeing(said: string[]): PullRequestQuestions {
  return {
    uncommitted: async (count) => {
      said.push(`uncommitted ${count}`);
      return 'commit';
    },
    push: async ({ branch, uncommitted }: PlannedPullRequest) => {
      said.push(`push ${branch}, ${uncommitted.length} left`);
      return true;
    },
    forge: async () => undefined,
    open: async (url) => void said.push(`open ${url}`),
    copy: async (text) => void said.push(`copy ${text.includes('### Gates')}`),
    tell: (words) => void said.push(`tell ${words}`),
  };
}

describe('a review through Git, in the editor', () => {
  let server: string;
  let start: string;

  before(async () => {
    await activated();
    await forgetReview();
    await git('init', '--quiet', '--initial-branch=main');
    await git('config', 'user.name', 'Rae Reviewer');
    await git('config', 'user.email', 'rae@example.org');
    await git('config', 'commit.gpgsign', 'false');
    await git('add', '--all');
    await git('commit', '--quiet', '--message', 'Sample workspace');
    start = (await git('rev-parse', 'HEAD')).trim();
    server = await mkdtemp(join(tmpdir(), 'codelumi-forge-'));
    await git('init', '--quiet', '--bare', server);
    await git('remote', 'add', 'origin', server);
    await git('push', '--quiet', 'origin', 'main');
  });

  after(async () => {
    await vscode.commands.executeCommand('workbench.action.closeAllEditors');
    await git('switch', '--quiet', '--discard-changes', 'main');
    await git('reset', '--quiet', '--hard', start);
    await git('clean', '-fdqx');
    await rm(join(root(), '.git'), { recursive: true });
    await rm(server, { recursive: true, force: true });
    await forgetReview();
  });

  it('goes from set up to a pull request', async () => {
    await vscode.commands.executeCommand(COMMANDS.setUpWorkspace, { github: true });
    assert.match(await read('.gitattributes'), /^staging_kb\/\*\* -text$/mu);
    assert.match(await read('.github/workflows/codelumi.yml'), /branches: \["main"\]/u);
    await vscode.commands.executeCommand(COMMANDS.extract);
    await vscode.commands.executeCommand(COMMANDS.startBranch);
    const branch = (await git('branch', '--show-current')).trim();
    assert.match(branch, /^review\/\d{4}-\d{2}-\d{2}-[a-z0-9-]+$/u);
    await vscode.commands.executeCommand(COMMANDS.commitReview);
    const committed = await git('show', '--name-only', '--format=%s', 'HEAD');
    assert.match(committed, /^candidates\/.+\.jsonl$/mu);
    assert.doesNotMatch(committed, /gitattributes|userData|local\//u);

    await vscode.commands.executeCommand(COMMANDS.exportReview);
    const file = vscode.window.activeTextEditor?.document.uri ?? assert.fail('the file is open');
    const path = vscode.workspace.asRelativePath(file, false);
    const text = await read(path);
    const [, id = ''] = /"candidate":"([^"]+)"/u.exec(text) ?? [];
    await write(path, text.replace('- [ ] Reject', '- [x] Reject'));
    await vscode.commands.executeCommand(COMMANDS.importReview, file);
    const { desk, jobs } = await anotherDesk();
    assert.equal((await desk.read(id)).state.status, 'rejected');
    desk.dispose();

    const said: string[] = [];
    await openPullRequest(jobs, agreeing(said));
    // The file to tick and its decisions, and what the audit log says of both.
    assert.match(said[0] ?? '', /^uncommitted [2-9]$/u);
    assert.deepEqual(said.slice(1, 3), [`push ${branch}, 0 left`, 'copy true']);
    assert.match(said[3] ?? '', /^tell Pushed/u);
    const pushed = (await run('git', ['branch', '--list'], { cwd: server })).stdout;
    assert.ok(pushed.includes(branch), pushed);
  }).timeout(300_000);

  it('pushes nothing without a yes', async () => {
    const { jobs, desk } = await anotherDesk();
    desk.dispose();
    const before = (await run('git', ['for-each-ref'], { cwd: server })).stdout;
    await vscode.commands.executeCommand(COMMANDS.startBranch);
    const said: string[] = [];
    const hesitant: PullRequestQuestions = { ...agreeing(said), push: async () => false };
    await openPullRequest(jobs, hesitant);
    assert.deepEqual(said, []);
    assert.equal((await run('git', ['for-each-ref'], { cwd: server })).stdout, before);
  }).timeout(120_000);

  it('reads no file from elsewhere', async () => {
    const elsewhere = vscode.Uri.file(join(server, 'review_2026-01-24.md'));
    await vscode.commands.executeCommand(COMMANDS.importReview, elsewhere);
    await vscode.commands.executeCommand(
      COMMANDS.importReview,
      uriOf('README-that-is-not-there.md'),
    );
  });
});
