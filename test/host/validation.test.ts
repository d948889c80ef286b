import * as assert from 'node:assert/strict';
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import * as vscode from 'vscode';
import { requireQuery } from '../../src/core/review/query/parseQuery.js';
import { reportMarkdown } from '../../src/core/validation/report/reportMarkdown.js';
import { validationReportSchema } from '../../src/core/validation/report/validationReport.js';
import { candidateChoices } from '../../src/host/validation/askWhatToValidate.js';
import { validatedWords } from '../../src/host/validation/runValidation.js';
import { ValidationDocument } from '../../src/host/validation/validationDocument.js';
import { COMMANDS } from '../../src/shared/ids.js';
import {
  activated,
  anotherDesk,
  forgetReview,
  read,
  root,
  until,
  write,
} from './support/workspace.js';

const CANARY = 'training/eval/canary.jsonl';
const HOSTILE = '`[x](command:workbench.action.quit) candidate-20260101-9999';

async function report() {
  const [name = ''] = await readdir(join(root(), '.codelumi/validation'));
  const file = `.codelumi/validation/${name}`;
  return validationReportSchema.parse(JSON.parse(await read(file)));
}

describe('Run Validation', () => {
  before(async () => {
    await activated();
    await forgetReview();
  });

  after(async () => {
    await vscode.commands.executeCommand('workbench.action.closeAllEditors');
    await vscode.workspace.fs.delete(vscode.Uri.file(join(root(), CANARY)));
    await forgetReview();
  });

  it('shows gates and rankings as text, with a way to open the candidates that it names', async () => {
    const { jobs, desk } = await anotherDesk();
    let named = '';
    try {
      await jobs.run('extract', {}, root());
      await desk.refresh();
      const page = { status: 'pending', day: undefined, offset: 0, limit: 1 } as const;
      const [first] = await desk.group(page);
      named = first?.id ?? '';
      const { state } = await desk.read(named);
      const { fingerprint, lastHash: on } = state;
      const checklist = { factual: true, cited: true, no_pii: true, clear: true };
      await desk.decide({ candidate: named, action: 'accept', fingerprint, on, checklist });
      // Whatever the candidate is asked now measures quality, so that its gate names it.
      const canary = { query: first?.query, must_not_say: [HOSTILE, 'a'] };
      await write(CANARY, `${JSON.stringify(canary)}\n`);
    } finally {
      desk.dispose();
    }
    await vscode.commands.executeCommand(COMMANDS.runValidation, {});
    const document = vscode.window.activeTextEditor?.document;
    assert.ok(document);
    assert.deepEqual(
      [document.uri.scheme, document.languageId, document.isDirty],
      ['codelumi-validation', 'markdown', false],
    );
    const text = document.getText();
    assert.match(text, /^# ❌ CodeLumi: a gate failed\n/u);
    assert.match(text, /\| ndcg@10 \| /u);
    assert.match(text, /## Rankings of \d+ holdout queries/u);
    const { gates, verdict } = await report();
    assert.equal(verdict, 'fail');
    const leak = gates.find(({ gate }) => gate === 'leak');
    assert.deepEqual([leak?.status, leak?.candidates], ['fail', [named]]);
    const lenses = await vscode.commands.executeCommand<vscode.CodeLens[]>(
      'vscode.executeCodeLensProvider',
      document.uri,
      100,
    );
    const opened = lenses.map(({ command }) => [command?.command, command?.arguments?.[0]]);
    assert.ok(opened.length > 0);
    for (const each of opened) assert.deepEqual(each, [COMMANDS.openReview, named]);
  }).timeout(180_000);

  it('shows together in the queue whom it is owed to', async () => {
    const candidates = Array.from({ length: 40 }, (_, at) => `candidate-20261120-${1_000 + at}`);
    const gates = { gates: [], unexplained: [], changes: [] };
    const blame = { ...gates, candidates, is_smallest: true, words: 'These.' };
    const shown = { ...(await report()), blame };
    const document = new ValidationDocument();
    try {
      await document.show({ report: shown, file: 'report.json' });
      const text = reportMarkdown(shown, 'report.json');
      const lenses = document.provideCodeLenses({ getText: () => text } as vscode.TextDocument);
      const [lens, ...others] = lenses.filter(
        ({ command }) => command?.command === COMMANDS.filter,
      );
      assert.equal(others.length, 0);
      assert.equal(lens?.command?.title, 'Show 33 of 40 in the Queue');
      const query = requireQuery(String(lens?.command?.arguments?.[0]));
      assert.deepEqual(query.terms, [
        { not: false, condition: { key: 'id', any: candidates.slice(0, 33) } },
      ]);
    } finally {
      document.dispose();
    }
  });

  it('says in a sentence what came of it', async () => {
    const words = validatedWords(await report());
    assert.match(words, /^Not validated: .*leak.* failed\./u);
  });

  it('offers first what a rollout waits for, with its reranker and baseline', () => {
    const snapshots = [{ name: 'kb_snapshot_20260102_0000', counts: { entries: 2 } }] as never[];
    const [now, other] = candidateChoices(snapshots, undefined);
    assert.equal(now?.value, undefined);
    assert.equal(other?.value, 'kb_snapshot_20260102_0000');
    const awaited = { snapshot: 'kb_snapshot_20260101_0000', baseline: 'kb' };
    const [first, ...others] = candidateChoices(snapshots, awaited);
    assert.equal(first?.label, awaited.snapshot);
    assert.deepEqual(first?.whole, awaited);
    assert.deepEqual(others, [now, other]);
  });

  it('asks what is to be compared, and Escape runs nothing', async () => {
    const before = await readdir(join(root(), '.codelumi/validation'));
    const running = vscode.commands.executeCommand(COMMANDS.runValidation);
    let isOver = false;
    void running.then(() => {
      isOver = true;
    });
    await until(async () => {
      await vscode.commands.executeCommand('workbench.action.closeQuickOpen');
      return isOver;
    }, 'the question is closed');
    assert.deepEqual(await readdir(join(root(), '.codelumi/validation')), before);
  });
});
