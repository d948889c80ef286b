import * as assert from 'node:assert/strict';
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import * as vscode from 'vscode';
import type { Decided } from '../../src/core/review/decide.js';
import { CandidateStories } from '../../src/host/records/candidateStories.js';
import { RecordHover } from '../../src/host/records/recordHover.js';
import type { ReviewDesk } from '../../src/host/review/reviewDesk.js';
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
const ALL = { factual: true, cited: true, no_pii: true, clear: true };
const NEVER = new vscode.CancellationTokenSource().token;
const HOSTILE = '[x](command:workbench.action.quit) <b>b</b> $(zap) `a` \u202eb';

const MOST_OVER_A_LINE = 7;

/** The titles of the lenses over a line, as the editor has them resolved. */
async function lensesOver(path: string, line: number): Promise<readonly vscode.Command[]> {
  const { uri } = await vscode.workspace.openTextDocument(uriOf(path));
  const provider = 'vscode.executeCodeLensProvider';
  // Those above and over the line: each costs a message to the editor and back.
  const count = line * MOST_OVER_A_LINE;
  const lenses = await vscode.commands.executeCommand<vscode.CodeLens[]>(provider, uri, count);
  return lenses
    .filter(({ range }) => range.start.line === line - 1)
    .flatMap(({ command }) => command ?? []);
}

async function titlesOver(path: string, line: number): Promise<string> {
  return (await lensesOver(path, line)).map(({ title }) => title).join(' | ');
}

async function hoverOver(path: string, line: number): Promise<string> {
  const hovers = await vscode.commands.executeCommand<vscode.Hover[]>(
    'vscode.executeHoverProvider',
    uriOf(path),
    new vscode.Position(line - 1, 2),
  );
  return hovers
    .flatMap(({ contents }) => contents)
    .map((content) => (typeof content === 'string' ? content : content.value))
    .join('\n')
    .replaceAll('\\', '');
}

async function setLenses(value: boolean | undefined): Promise<void> {
  const settings = vscode.workspace.getConfiguration('codelumi');
  await settings.update('lenses.enabled', value, vscode.ConfigurationTarget.Workspace);
}

async function fileIn(folder: string, ending: string): Promise<string> {
  const name = (await readdir(join(root(), folder))).find((each) => each.endsWith(ending));
  return `${folder}/${name}`;
}

describe('records in the editor', function () {
  this.timeout(60_000); // Lenses are resolved for every record of a file.

  let desk: ReviewDesk;
  let candidates: string;
  let journal: string;
  let accepted: string;
  let snapshot: string;
  /** Of the accepted one. */
  let id: string;
  let idLine: number;
  /** The line of one that waits. */
  let waiting: number;

  before(async () => {
    await activated();
    await forgetReview();
    const other = await anotherDesk();
    desk = other.desk;
    await other.jobs.run('extract', {}, root());
    await desk.refresh();
    candidates = await fileIn('candidates', '.jsonl');
    const page = { status: 'pending', day: undefined, offset: 0, limit: 50 } as const;
    const [clean, next] = (await desk.group(page)).filter(({ rules }) => rules.length === 0);
    id = clean?.id ?? '';
    idLine = clean?.line ?? 0;
    waiting = next?.line ?? 0;
    const { state } = await desk.read(id);
    const { fingerprint, lastHash: on } = state;
    const request = { candidate: id, fingerprint, on, checklist: ALL };
    await desk.decide({ ...request, action: 'accept' });
    await other.jobs.run('buildSnapshot', {}, root());
    const staged = `staging_kb/${candidates.slice(11, 21)}`;
    journal = await fileIn(`${staged}/decisions`, '.jsonl');
    accepted = `${staged}/accepted.jsonl`;
    snapshot = await fileIn('training/snapshots', '.jsonl');
    await vscode.commands.executeCommand(COMMANDS.refresh);
  });

  afterEach(async () => {
    await setLenses(undefined);
    await vscode.commands.executeCommand('workbench.action.closeAllEditors');
  });

  after(async () => {
    desk.dispose();
    await forgetReview();
  });

  async function lineOf(path: string, words: string): Promise<number> {
    return (await read(path)).split('\n').findIndex((line) => line.includes(words)) + 1;
  }

  it('have lenses that say where they come from, where they stand and what can be done', async () => {
    await vscode.window.showTextDocument(uriOf(candidates));
    const commands = await lensesOver(candidates, idLine);
    const titles = commands.map(({ title }) => title).join(' | ');
    assert.match(titles, /^\w+, \d{4}-\d\d-\d\d \d\d:\d\d, [a-z ]+ \| /u);
    assert.match(
      titles,
      / \| Accepted, unsigned, by .+, \d{4}-\d\d-\d\d \| Review \| Reopen… \| Edit… \| /u,
    );
    assert.match(
      titles,
      / \| \d+ Log Lines \| (?:BM25 [\d.]+, )?Reranker [\d.]+, \d+ × evidence$/u,
    );
    for (const { title } of commands) assert.ok(title.length <= 60, title);
    assert.match(
      await titlesOver(candidates, waiting),
      / \| Pending \| Review \| Accept… \| Reject…/u,
    );
  });

  it('have them over decisions, projections and entries of snapshots, too', async () => {
    for (const path of [journal, accepted])
      assert.match(await titlesOver(path, 1), /Accepted, unsigned, by .* \| Review/u, path);
    const entry = await lineOf(snapshot, `"candidate":"${id}"`);
    assert.match(await titlesOver(snapshot, entry), /Accepted, unsigned, by .* \| Review/u);
    const known = await lineOf(snapshot, '"origin":{"file"');
    assert.match(await titlesOver(snapshot, known), /^From training\/.+:\d+$/u);
  });

  it('say what is true after a decision', async () => {
    await vscode.window.showTextDocument(uriOf(candidates));
    assert.match(await titlesOver(candidates, waiting), /Pending/u);
    const { id: name } = JSON.parse((await read(candidates)).split('\n')[waiting - 1] ?? '');
    const { state } = await desk.read(name);
    const { fingerprint, lastHash: on } = state;
    await desk.decide({ candidate: name, action: 'reject', fingerprint, on });
    // The watcher would tell the extension's own desk, too, in its own time.
    await vscode.commands.executeCommand(COMMANDS.refresh);
    await until(
      async () => /Rejected, unsigned, by .+, \d/u.test(await titlesOver(candidates, waiting)),
      'the lens says so',
    );
  });

  it('have no lenses when they are switched off, by setting or command', async () => {
    await setLenses(false);
    assert.deepEqual(await lensesOver(candidates, idLine), []);
    await vscode.commands.executeCommand(COMMANDS.toggleLenses);
    assert.notDeepEqual(await lensesOver(candidates, idLine), []);
    await vscode.commands.executeCommand(COMMANDS.toggleLenses);
    assert.deepEqual(await lensesOver(candidates, idLine), []);
  });

  it('have lenses near what is shown alone in a long file', async () => {
    const long = 'training/snapshots/kb_snapshot_20010101_0000.jsonl';
    const entry = { id: 'kb-1', q: 'Q?', a: 'A.', origin: { file: 'training/a.json', line: 1 } };
    await write(long, `${JSON.stringify(entry)}\n`.repeat(5_000));
    const editor = await vscode.window.showTextDocument(uriOf(long));
    const linesWith = async () => {
      const lenses = await vscode.commands.executeCommand<vscode.CodeLens[]>(
        'vscode.executeCodeLensProvider',
        uriOf(long),
      );
      return new Set(lenses.map(({ range }) => range.start.line));
    };
    const first = await linesWith();
    assert.ok(first.has(0) && first.size < 1_000, `${first.size} lines`);
    editor.revealRange(new vscode.Range(3_000, 0, 3_000, 0));
    await until(async () => (await linesWith()).has(3_000), 'the lenses follow');
    assert.ok(!(await linesWith()).has(0));
    await vscode.commands.executeCommand('workbench.action.closeAllEditors');
    await vscode.workspace.fs.delete(uriOf(long));
  });

  it('have a hover with the whole story', async () => {
    const story = await hoverOver(candidates, idLine);
    assert.match(story, new RegExp(`\\*\\*${id}\\*\\*`, 'u'));
    assert.match(story, /Question: “/u);
    assert.match(story, /Where it stands: Accepted by /u);
    assert.match(story, /Log lines that prove it: .*userData\/\w+\.jsonl:\d+/u);
    assert.match(await hoverOver(journal, 1), /This line: .*accept by .*\n.*Question: “/u);
    assert.match(await hoverOver(accepted, 1), /Where it stands: Accepted by /u);
    const known = await lineOf(snapshot, '"origin":{"file"');
    assert.match(await hoverOver(snapshot, known), /From the knowledge base: training\//u);
    assert.equal(await hoverOver('training/handbook.json', 2), '');
  });

  it('show hostile text as text in the hover', async () => {
    const review = await desk.readMasked(id);
    const hostile: Decided = {
      ...review,
      candidate: { ...review.candidate, source: HOSTILE, user_feedback: HOSTILE },
      state: { ...review.state, text: { query: HOSTILE, assistant_output: HOSTILE } },
    };
    const hover = new RecordHover({
      readMasked: async () => ({ ...hostile, line: 1, signatures: review.signatures }),
    });
    const document = await vscode.workspace.openTextDocument(uriOf(candidates));
    const shown = await hover.provideHover(document, new vscode.Position(0, 0), NEVER);
    const [markdown] = shown?.contents ?? [];
    assert.ok(markdown instanceof vscode.MarkdownString);
    assert.ok(markdown.isTrusted === false && markdown.supportHtml === false);
    const bare = markdown.value.replaceAll(/\\[!-/:-@[-`{-~]/gu, '');
    assert.doesNotMatch(bare, /[[\]()<>`$@]|:\/\/|\u202e/u);
  });

  it('have a symbol each, called by id and question, over exactly its line', async () => {
    const document = await vscode.workspace.openTextDocument(uriOf(candidates));
    const symbols = await vscode.commands.executeCommand<vscode.DocumentSymbol[]>(
      'vscode.executeDocumentSymbolProvider',
      document.uri,
    );
    const lines = document.getText().trimEnd().split('\n');
    assert.equal(symbols.length, lines.length);
    const { query } = JSON.parse(lines[idLine - 1] ?? '');
    const symbol = symbols[idLine - 1];
    assert.ok(symbol !== undefined);
    assert.ok(symbol.name.startsWith(`${id}: ${query.slice(0, 20)}`), symbol.name);
    assert.ok(symbol.range.isEqual(document.lineAt(idLine - 1).range));
    const entries = await vscode.commands.executeCommand<vscode.DocumentSymbol[]>(
      'vscode.executeDocumentSymbolProvider',
      uriOf(snapshot),
    );
    assert.equal(entries.length, (await read(snapshot)).trimEnd().split('\n').length);
  });

  it('fold where neighbours come from one source', async () => {
    await vscode.window.showTextDocument(uriOf(snapshot));
    const origins = (await read(snapshot))
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line).origin.file ?? 'candidates');
    const folds = await vscode.commands.executeCommand<vscode.FoldingRange[]>(
      'vscode.executeFoldingRangeProvider',
      uriOf(snapshot),
    );
    assert.ok(folds.length > 0);
    for (const { start, end } of folds) {
      assert.equal(new Set(origins.slice(start, end + 1)).size, 1);
      assert.notEqual(origins[end + 1], origins[end]);
      assert.notEqual(origins[start - 1], origins[start]);
    }
  });
});

describe('lenses over a log', function () {
  this.timeout(60_000); // The log is mined first.

  before(async () => {
    await activated();
    await forgetReview();
    await vscode.commands.executeCommand(COMMANDS.extract);
  });

  after(forgetReview);

  it('say which candidate a line became, or which rule dropped it', async () => {
    await vscode.window.showTextDocument(uriOf(LOG));
    await until(
      async () => /^Became candidate-\d{8}-\d{4} \(Pending\)/u.test(await titlesOver(LOG, 52)),
      'the log is explained',
    );
    const lenses = await vscode.commands.executeCommand<vscode.CodeLens[]>(
      'vscode.executeCodeLensProvider',
      uriOf(LOG),
      10_000,
    );
    const dropped = lenses.find(({ command }) => /^No candidate: R\d-/u.test(command?.title ?? ''));
    assert.ok(dropped?.command !== undefined);
    const line = dropped.range.start.line + 1;
    assert.deepEqual(dropped.command.arguments, [line]);
    await vscode.commands.executeCommand(dropped.command.command, line);
    // A document that is open already gets its new text a moment later.
    await until(
      async () =>
        vscode.window.activeTextEditor?.document.getText().startsWith(`${LOG}, line ${line}\n`) ===
        true,
      'the line is explained',
    );
  });
});

describe('stories of candidates', () => {
  it('are asked for once until the queue changes, and again after a failure', async () => {
    const { desk } = await anotherDesk();
    const changes = new vscode.EventEmitter<void>();
    let asked = 0;
    let fails = true;
    const stories = new CandidateStories({
      onDidChange: changes.event,
      overview: desk.overview,
      state: desk.state,
      story: async () => {
        asked += 1;
        if (fails) throw new Error('no worker');
        return undefined;
      },
    });
    await assert.rejects(stories.of('a'), /no worker/u);
    fails = false;
    await Promise.all([stories.of('a'), stories.of('a')]);
    assert.equal(asked, 2);
    changes.fire();
    await stories.of('a');
    assert.equal(asked, 3);
    stories.dispose();
    changes.dispose();
    desk.dispose();
  });
});
