import * as assert from 'node:assert/strict';
import { appendFile, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import * as vscode from 'vscode';
import type { JobRunner } from '../../src/host/jobs/jobRunner.js';
import type { ReviewDesk } from '../../src/host/review/reviewDesk.js';
import { withoutTrust } from './support/trust.js';
import { activated, anotherDesk, forgetReview, root, until, uriOf } from './support/workspace.js';

const PAGE = { status: 'pending', day: undefined, offset: 0, limit: 5 } as const;

async function invoke(name: string, input: object): Promise<string> {
  const { content } = await vscode.lm.invokeTool(name, {
    input,
    toolInvocationToken: undefined,
  });
  return content
    .map((part) => (part instanceof vscode.LanguageModelTextPart ? part.value : ''))
    .join('');
}

async function journals(): Promise<string[]> {
  const found = await readdir(join(root(), 'staging_kb'), { recursive: true });
  return found.filter((name) => /proposals.*\.jsonl$/u.test(name));
}

describe('agents in the editor', () => {
  let desk: ReviewDesk;
  let jobs: JobRunner;

  before(async () => {
    await activated();
    await forgetReview();
    ({ desk, jobs } = await anotherDesk());
    await jobs.run('extract', {}, root());
    await desk.refresh();
  });

  after(async () => {
    desk.dispose();
    await vscode.commands.executeCommand('workbench.action.closeAllEditors');
    await forgetReview();
  });

  it('find our tools and get what the shell gets', async () => {
    const own = vscode.lm.tools.filter(({ name }) => name.startsWith('codelumi_'));
    assert.equal(own.length, 7);
    const { candidates } = JSON.parse(await invoke('codelumi_status', {}));
    assert.ok(candidates.pending > 10);
    const listed = JSON.parse(await invoke('codelumi_list_candidates', { limit: 2 }));
    assert.equal(listed.candidates.length, 2);
  });

  it('propose, which people see in the queue and may put away', async () => {
    const [first] = await desk.group(PAGE);
    assert.ok(first);
    const input = { candidate: first.id, kind: 'flag', reason: 'Look at the version again.' };
    await invoke('codelumi_propose', input);
    await desk.refresh();
    const [summary] = await desk.summaries([first.id]);
    assert.equal(summary?.proposals, 1);
    assert.equal(summary?.status, first.status);
    const [proposal] = (await desk.read(first.id)).proposals ?? [];
    assert.equal(proposal?.agent.name, 'VS Code');
    await desk.dismissProposal(first.id, proposal?.hash ?? '');
    assert.equal((await desk.summaries([first.id]))[0]?.proposals, undefined);
  });

  it('may look and not propose where the workspace is not trusted', async () => {
    const [, second] = await desk.group(PAGE);
    const before = await journals();
    await withoutTrust(async () => {
      assert.match(await invoke('codelumi_status', {}), /"pending"/u);
      const input = { candidate: second?.id, kind: 'flag', reason: 'x' };
      await assert.rejects(invoke('codelumi_propose', input), /not trusted/u);
    });
    assert.deepEqual(await journals(), before);
  });

  it('have nothing where the setting says so', async () => {
    const settings = vscode.workspace.getConfiguration('codelumi');
    await settings.update('agents.offer', 'off', vscode.ConfigurationTarget.Global);
    try {
      await assert.rejects(invoke('codelumi_status', {}));
    } finally {
      await settings.update('agents.offer', undefined, vscode.ConfigurationTarget.Global);
    }
    await until(
      () =>
        invoke('codelumi_status', {}).then(
          () => true,
          () => false,
        ),
      'the tools were back',
    );
  });
});

describe('the shell as tasks', () => {
  before(async () => {
    await activated();
    await forgetReview();
    const { desk, jobs } = await anotherDesk();
    await jobs.run('extract', {}, root());
    desk.dispose();
  });

  after(async () => {
    await vscode.commands.executeCommand('workbench.action.closeAllEditors');
    await forgetReview();
  });

  it('run what comes with the extension, and its problems show', async () => {
    const tasks = await vscode.tasks.fetchTasks({ type: 'codelumi' });
    assert.deepEqual(tasks.map(({ definition }) => definition['command']).sort(), [
      'due',
      'extract',
      'monitor',
      'screen',
      'snapshot',
      'validate',
      'verify',
    ]);
    const [file = ''] = (await readdir(join(root(), 'candidates'))).filter((name) =>
      name.endsWith('.jsonl'),
    );
    await appendFile(join(root(), 'candidates', file), 'this is no record\n');
    const verify = tasks.find(({ definition }) => definition['command'] === 'verify');
    assert.ok(verify);
    const ended = new Promise<number | undefined>((resolve) => {
      const listening = vscode.tasks.onDidEndTaskProcess(({ execution, exitCode }) => {
        if (execution.task.name !== verify.name) return;
        listening.dispose();
        resolve(exitCode);
      });
    });
    await vscode.tasks.executeTask(verify);
    assert.equal(await ended, 1);
    const uri = uriOf(`candidates/${file}`);
    const told = () =>
      vscode.languages.getDiagnostics(uri).filter(({ source }) => source === 'codelumi');
    await until(() => told().some(({ message }) => /^candidates: /u.test(message)), 'it was told');
    const [problem] = told().filter(({ message }) => /^candidates: /u.test(message));
    assert.equal(problem?.severity, vscode.DiagnosticSeverity.Error);
  });
});

describe('lenses over records', () => {
  it('show whatever language the file is in', async () => {
    await activated();
    await forgetReview();
    const { desk, jobs } = await anotherDesk();
    await jobs.run('extract', {}, root());
    const [file = ''] = (await readdir(join(root(), 'candidates'))).filter((name) =>
      name.endsWith('.jsonl'),
    );
    let document = await vscode.workspace.openTextDocument(uriOf(`candidates/${file}`));
    const languages = await vscode.languages.getLanguages();
    for (const language of ['jsonl', 'json', 'plaintext']) {
      assert.ok(languages.includes(language), language);
      document = await vscode.languages.setTextDocumentLanguage(document, language);
      const lenses = await vscode.commands.executeCommand<vscode.CodeLens[]>(
        'vscode.executeCodeLensProvider',
        document.uri,
      );
      assert.ok(lenses.length > 0, language);
    }
    desk.dispose();
    await vscode.commands.executeCommand('workbench.action.closeAllEditors');
    await forgetReview();
  });
});
