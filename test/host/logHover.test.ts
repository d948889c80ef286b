import * as assert from 'node:assert/strict';
import { appendFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import * as vscode from 'vscode';
import { JobCancelled } from '../../src/core/errors.js';
import type { JobRunner } from '../../src/host/jobs/jobRunner.js';
import { createLog } from '../../src/host/log.js';
import { LogExplanations } from '../../src/host/logs/logExplanations.js';
import { LogHover } from '../../src/host/logs/logHover.js';
import { plainMarkdown } from '../../src/host/logs/plainMarkdown.js';
import { COMMANDS } from '../../src/shared/ids.js';
import {
  activated,
  anotherDesk,
  forgetReview,
  read,
  root,
  until,
  uriOf,
  write,
} from './support/workspace.js';

const LOG = 'userData/lumi_memory.jsonl';
const NEVER = new vscode.CancellationTokenSource().token;

function textOf(hover: vscode.Hover | undefined): string {
  return (hover?.contents ?? [])
    .map((content) => (typeof content === 'string' ? content : content.value))
    .join('\n')
    .replaceAll('\\', '');
}

/** What the editor itself would show over a line, from our provider among others. */
async function shownOver(path: string, line: number): Promise<string> {
  const hovers = await vscode.commands.executeCommand<vscode.Hover[]>(
    'vscode.executeHoverProvider',
    uriOf(path),
    new vscode.Position(line - 1, 2),
  );
  return hovers.map(textOf).join('\n');
}

async function setHover(value: boolean | undefined): Promise<void> {
  const settings = vscode.workspace.getConfiguration('codelumi');
  await settings.update('logs.hover', value, vscode.ConfigurationTarget.Workspace);
}

describe('explanations of log lines', () => {
  let original: string;

  before(async () => {
    await activated();
    await forgetReview();
    original = await read(LOG);
  });

  afterEach(async () => {
    await write(LOG, original);
    await setHover(undefined);
    await vscode.commands.executeCommand('workbench.action.closeAllEditors');
    await forgetReview();
  });

  it('come as a hover over a line, from the worker', async () => {
    await vscode.window.showTextDocument(uriOf(LOG));
    await until(
      async () => /R1-positive-feedback: /u.test(await shownOver(LOG, 52)),
      'it is computed',
    );
    assert.match(await shownOver(LOG, 52), /CodeLumi, line 52/u);
    assert.match(
      await shownOver(LOG, 52),
      /Would be part of the candidate “How do I run a workflow/u,
    );
  });

  it('name the candidate a line became, with its state as it is now', async () => {
    const { desk, jobs } = await anotherDesk();
    await jobs.run('extract', {}, root());
    await desk.refresh();
    const explanations = new LogExplanations(jobs);
    const world = {
      explanations,
      statusOf: (ids: readonly string[]) => desk.statusesOf(ids),
      log: createLog(),
    };
    const hover = new LogHover(world, 30_000);
    const document = await vscode.workspace.openTextDocument(uriOf(LOG));
    const over = async () =>
      textOf(await hover.provideHover(document, new vscode.Position(51, 0), NEVER));
    const [, id = ''] = /Became (candidate-\d{8}-\d{4}) \(Pending\)/u.exec(await over()) ?? [];
    const { state } = await desk.read(id);
    const { fingerprint, lastHash: on } = state;
    await desk.decide({ candidate: id, action: 'reject', fingerprint, on });
    const started = Date.now();
    assert.match(await over(), /\(Rejected\)/u);
    assert.ok(Date.now() - started < 500, 'for a decision nothing is mined again');
    explanations.dispose();
    desk.dispose();
  });

  it('do not keep anybody waiting while they are computed', async () => {
    const { jobs } = await anotherDesk();
    const explanations = new LogExplanations(jobs);
    const statusOf = async () => new Map();
    const hover = new LogHover({ explanations, statusOf, log: createLog() }, 1);
    const document = await vscode.workspace.openTextDocument(uriOf(LOG));
    const over = async () =>
      textOf(await hover.provideHover(document, new vscode.Position(51, 0), NEVER));
    assert.match(await over(), /being mined to explain this line/u);
    await explanations.compute(root());
    await appendFile(join(root(), LOG), '\n');
    assert.match(await over(), /R1-positive-feedback.*\n.*Something changed since/u);
    explanations.dispose();
  });

  it('are computed once for all who ask, and no longer for a version that is gone', async () => {
    let runs = 0;
    const endless: Pick<JobRunner, 'run'> = {
      run: (_job, _input, _root, { token } = {}) => {
        runs += 1;
        return new Promise((_, reject) => {
          token?.onCancellationRequested(() => reject(new JobCancelled()));
        });
      },
    };
    const explanations = new LogExplanations(endless);
    const ask = () => assert.rejects(explanations.compute(root()), JobCancelled);
    const early = [ask(), ask()];
    await until(() => runs === 1, 'the first run began');
    await appendFile(join(root(), LOG), '\n');
    const late = ask();
    await Promise.all(early);
    assert.equal(runs, 2);
    explanations.dispose();
    await late;
  });

  it('show text from logs as text', async () => {
    const hostile =
      '[click](command:workbench.action.quit) <b>x</b> https://evil.example $(zap) `a` \u202eb';
    const entry = (role: string, text: string, t: number) => JSON.stringify({ role, text, t });
    const feedback = {
      role: 'signal',
      text: 'feedback:up',
      meta: { type: 'up', question: null, assistant: null },
      t: 1_780_000_120_000,
      source: 'renderer-feedback',
    };
    // A log of its own: what the editor shows of the other one would follow in the editor's own time.
    const log = 'userData/hostile.jsonl';
    await vscode.workspace.fs.createDirectory(uriOf('.codelumi'));
    await write('.codelumi/config.json', JSON.stringify({ sources: { memory: log } }));
    await write(
      log,
      [
        entry('user', hostile, 1_780_000_000_000),
        entry('assistant', `A long enough answer, truly: ${hostile}`, 1_780_000_060_000),
        JSON.stringify(feedback),
      ].join('\n'),
    );
    const { jobs } = await anotherDesk();
    const explanations = new LogExplanations(jobs);
    const hover = new LogHover(
      { explanations, statusOf: async () => new Map(), log: createLog() },
      30_000,
    );
    const document = await vscode.workspace.openTextDocument(uriOf(log));
    const shown = await hover.provideHover(document, new vscode.Position(0, 0), NEVER);
    await rm(join(root(), log));
    const [markdown] = shown?.contents ?? [];
    assert.ok(markdown instanceof vscode.MarkdownString);
    assert.ok(markdown.isTrusted === false && markdown.supportHtml === false);
    assert.match(textOf(shown), /Would be part of the candidate “\[click\]/u);
    // What is left once everything that is escaped is taken away can be no link, no tag and no code.
    const bare = markdown.value.replaceAll(/\\[!-/:-@[-`{-~]/gu, '');
    assert.doesNotMatch(bare, /[[\]()<>`$@]|:\/\/|www\./u);
    assert.match(markdown.value, /⟨U\\\+202E⟩/u);
    explanations.dispose();
  });

  it('are silent in other files, when they are switched off, and say so of unsaved ones', async () => {
    const document = await vscode.workspace.openTextDocument(uriOf(LOG));
    await vscode.window.showTextDocument(document);
    assert.equal(await shownOver('training/handbook.json', 2), '');
    const edit = new vscode.WorkspaceEdit();
    edit.insert(document.uri, new vscode.Position(0, 0), ' ');
    await vscode.workspace.applyEdit(edit);
    assert.match(await shownOver(LOG, 52), /Save the file to have its lines explained/u);
    await vscode.commands.executeCommand('workbench.action.files.revert');
    await setHover(false);
    assert.equal(await shownOver(LOG, 52), '');
  });

  it('say what is wrong with the settings', async () => {
    const { jobs } = await anotherDesk();
    const explanations = new LogExplanations(jobs);
    const hover = new LogHover(
      { explanations, statusOf: async () => new Map(), log: createLog() },
      30_000,
    );
    const usage = 'userData/kb_usage.jsonl';
    await vscode.workspace.fs.createDirectory(uriOf('.codelumi'));
    await write('.codelumi/config.json', '{"sources":{"memory":"userData/none.jsonl"}}');
    const document = await vscode.workspace.openTextDocument(uriOf(usage));
    const shown = await hover.provideHover(document, new vscode.Position(0, 0), NEVER);
    assert.match(textOf(shown), /Cannot be explained: There is no such log/u);
    explanations.dispose();
  });

  it('come as a document by a command, with links to candidates only', async () => {
    await vscode.commands.executeCommand(COMMANDS.extract);
    const editor = await vscode.window.showTextDocument(uriOf(LOG));
    editor.selection = new vscode.Selection(51, 0, 51, 0);
    await vscode.commands.executeCommand(COMMANDS.explainLine);
    const document = vscode.window.activeTextEditor?.document;
    assert.equal(document?.uri.scheme, 'codelumi-explanation');
    const text = document?.getText() ?? '';
    assert.match(
      text,
      /^userData\/lumi_memory\.jsonl, line 52\n\n• Became candidate-\d{8}-\d{4} \(Pending\)\.\n/u,
    );
    assert.match(text, /R1-positive-feedback: candidate; /u);
    const links = await vscode.commands.executeCommand<vscode.DocumentLink[]>(
      'vscode.executeLinkProvider',
      document?.uri,
    );
    assert.equal(links.length, 1);
    assert.match(String(links[0]?.target), /^command:codelumi\.review\.open/u);
  });
});

describe('plainMarkdown', () => {
  it('escapes all that could mean something', () => {
    assert.equal(
      plainMarkdown('a *b* <c>\n# d https://e.f'),
      'a \\*b\\* \\<c\\> \\# d https\\:\\/\\/e\\.f',
    );
  });
});
