import * as assert from 'node:assert/strict';
import { mkdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import * as vscode from 'vscode';
import { findingsInDocument } from '../../src/core/screening/documents/findingsInDocument.js';
import { configSchema } from '../../src/core/workspace/configSchema.js';
import { dismiss } from '../../src/host/commands/dismissFinding.js';
import { linesOf } from '../../src/host/diagnostics/openDocument.js';
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

// Built from parts, so that nobody takes the test itself for a leak.
const MAIL = ['lena.arnold', 'holzweg-laden.de'].join('@');
const OTHER = ['pim.de.wit', 'kadeweg-winkel.nl'].join('@');

async function show(path: string): Promise<vscode.TextEditor> {
  return vscode.window.showTextDocument(uriOf(path));
}

function ours(path: string): vscode.Diagnostic[] {
  return vscode.languages.getDiagnostics(uriOf(path)).filter(({ source }) => source === 'CodeLumi');
}

function ruleOf({ code }: vscode.Diagnostic): unknown {
  return typeof code === 'object' ? code.value : code;
}

/** What is underlined with a rule, as it is written. */
function underlined({ document }: vscode.TextEditor, path: string, rule: string): string[] {
  return ours(path)
    .filter((each) => ruleOf(each) === rule)
    .map(({ range }) => document.getText(range));
}

async function fixes(path: string, range: vscode.Range): Promise<vscode.CodeAction[]> {
  return vscode.commands.executeCommand<vscode.CodeAction[]>(
    'vscode.executeCodeActionProvider',
    uriOf(path),
    range,
    vscode.CodeActionKind.QuickFix.value,
  );
}

async function run(fix: vscode.CodeAction | undefined): Promise<void> {
  assert.ok(fix !== undefined, 'there is such a quick fix');
  if (fix.edit !== undefined) await vscode.workspace.applyEdit(fix.edit);
  if (fix.command !== undefined) {
    await vscode.commands.executeCommand(fix.command.command, ...(fix.command.arguments ?? []));
  }
}

describe('diagnostics in the editor', () => {
  let tests = 0;
  let file = '';

  before(activated);

  // Of a file that was open a moment ago VS Code may still have the old text.
  beforeEach(() => {
    tests += 1;
    file = `training/typed${tests}.jsonl`;
  });

  afterEach(async () => {
    await vscode.commands.executeCommand('workbench.action.revertAndCloseActiveEditor');
    await vscode.commands.executeCommand('workbench.action.closeAllEditors');
    await rm(join(root(), file), { force: true });
    await forgetReview();
  });

  it('underline exactly what was found, behind escapes and pairs, with a link to the rule', async () => {
    await write(file, `{"id":1,"q":"caf\\u00e9 \\ud83d\\ude00 😀 \\"x\\" ${MAIL}?","a":"b"}\r\n`);
    const editor = await show(file);
    await until(() => ours(file).length > 0, 'the address was underlined');
    assert.deepEqual(underlined(editor, file, 'email-address'), [MAIL]);
    const [only] = ours(file);
    assert.equal(only?.severity, vscode.DiagnosticSeverity.Error);
    assert.doesNotMatch(only?.message ?? '', /holzweg/u);
    const code = only?.code;
    assert.ok(typeof code === 'object');
    const { target } = code;
    const guide = await vscode.workspace.openTextDocument(target.with({ fragment: '' }));
    const line = Number(target.fragment.slice(1));
    assert.match(guide.lineAt(line - 1).text, /id="email-address"/u);
  });

  it('find the address planted in the sample, and no other in that file', async () => {
    const editor = await show('training/learned_2026.jsonl');
    await until(() => ours('training/learned_2026.jsonl').length > 0, 'it was underlined');
    const marked = underlined(editor, 'training/learned_2026.jsonl', 'email-address');
    assert.deepEqual(marked, ['support-lead.ines@harborstack-ops.dev']);
    const rules = ours('training/learned_2026.jsonl').map(ruleOf);
    assert.ok(rules.includes('concatenated-records'));
  });

  it('follow the typing', async () => {
    await write(file, '{"q":"how","a":"so"}\n{"q":"why","a":"so"}\n');
    const editor = await show(file);
    const at = new vscode.Position(1, '{"q":"why","a":"'.length);
    await editor.edit((edit) => edit.insert(at, `${MAIL} `));
    await until(() => ours(file).length === 1, 'what was typed was underlined');
    assert.ok(await editor.edit((edit) => edit.insert(new vscode.Position(0, 0), '\n\n')));
    await until(() => ours(file)[0]?.range.start.line === 3, 'the underline moved with its line');
    assert.deepEqual(underlined(editor, file, 'email-address'), [MAIL]);
    await editor.edit((edit) => edit.delete(ours(file)[0]?.range ?? new vscode.Range(0, 0, 0, 0)));
    await until(() => ours(file).length === 0, 'it was gone');
    await editor.edit((edit) => edit.insert(new vscode.Position(2, 1), 'no JSON '));
    await until(
      () => ours(file).some((each) => ruleOf(each) === 'malformed-json'),
      'damage was seen',
    );
  });

  it('can be switched off and on', async () => {
    await write(file, `{"q":"${MAIL}","a":"so"}\n`);
    await show(file);
    await until(() => ours(file).length === 1, 'it was underlined');
    const settings = vscode.workspace.getConfiguration('codelumi');
    await settings.update('diagnostics.enabled', false, vscode.ConfigurationTarget.Workspace);
    await until(() => ours(file).length === 0, 'nothing was underlined');
    await settings.update('diagnostics.enabled', undefined, vscode.ConfigurationTarget.Workspace);
    await until(() => ours(file).length === 1, 'it was underlined again');
  });

  it('redact one finding, or all in a file, and leave valid JSON', async () => {
    const path = 'training/typed.json';
    const entries = {
      qa: [
        { q: `é "a" ${MAIL}`, a: `${OTHER}\n${MAIL}` },
        { q: OTHER, a: 'x' },
      ],
    };
    await write(path, JSON.stringify(entries, null, 2).replaceAll('é', '\\u00e9'));
    const editor = await show(path);
    await until(() => ours(path).length === 4, 'all were underlined');
    const [first] = ours(path);
    const one = await fixes(path, first?.range ?? new vscode.Range(0, 0, 0, 0));
    const redact = one.find(({ title }) => title === 'Redact: [EMAIL_1]');
    assert.equal(redact?.isPreferred, true);
    await run(redact);
    assert.equal(JSON.parse(editor.document.getText()).qa[0].q, 'é "a" [EMAIL_1]');
    await vscode.commands.executeCommand('undo');
    await vscode.commands.executeCommand(COMMANDS.redactFile);
    assert.deepEqual(JSON.parse(editor.document.getText()), {
      qa: [
        { q: 'é "a" [EMAIL_1]', a: '[EMAIL_2]\n[EMAIL_1]' },
        { q: '[EMAIL_1]', a: 'x' },
      ],
    });
    await until(() => ours(path).length === 0, 'nothing was left');
    await vscode.commands.executeCommand('undo');
    assert.deepEqual(JSON.parse(editor.document.getText()), entries, 'one undo takes all back');
    await vscode.commands.executeCommand('workbench.action.revertAndCloseActiveEditor');
    await rm(join(root(), path));
  });

  it('redact a value that is written in escapes, and undo gives the escapes back', async () => {
    const written = [...MAIL]
      .map((letter) => `\\u${letter.charCodeAt(0).toString(16).padStart(4, '0')}`)
      .join('');
    const line = `{"q":"\\ud83d\\ude00 ${written} \\ud83d\\ude00","a":"so"}`;
    await write(file, `${line}\n`);
    const { document } = await show(file);
    await until(() => ours(file).length === 1, 'it was underlined');
    const [only] = ours(file);
    const range = only?.range ?? new vscode.Range(0, 0, 0, 0);
    assert.equal(document.getText(range), written);
    await run((await fixes(file, range)).find(({ title }) => title === 'Redact: [EMAIL_1]'));
    assert.equal(document.lineAt(0).text, line.replace(written, '[EMAIL_1]'));
    await until(() => ours(file).length === 0, 'nothing was left');
    await vscode.commands.executeCommand('undo');
    assert.equal(document.lineAt(0).text, line);
    await until(() => ours(file).length === 1, 'it was underlined again');
  });

  it('are where the settings say that the knowledge base is', async () => {
    const path = 'docs/knowledge/old.json';
    await mkdir(join(root(), 'docs/knowledge'), { recursive: true });
    await write(path, JSON.stringify({ qa: [{ q: MAIL, a: 'so' }] }));
    await show(path);
    await mkdir(join(root(), '.codelumi'), { recursive: true });
    const settings = { sources: { knowledgeBase: './docs/knowledge/' } };
    await write('.codelumi/config.json', JSON.stringify(settings));
    await vscode.commands.executeCommand(COMMANDS.refresh);
    await until(() => ours(path).length === 1, 'it was underlined once the settings said so');
    const [only] = ours(path);
    const offered = await fixes(path, only?.range ?? new vscode.Range(0, 0, 0, 0));
    assert.ok(offered.some(({ title }) => title === 'Redact: [EMAIL_1]'));
    await rm(join(root(), '.codelumi/config.json'));
    await vscode.commands.executeCommand(COMMANDS.refresh);
    await until(() => ours(path).length === 0, 'it was left alone again');
    await rm(join(root(), 'docs'), { recursive: true });
  });

  it('dismiss with a reason: by digest, and nothing else in the settings changes', async () => {
    await mkdir(join(root(), '.codelumi'), { recursive: true });
    const kept =
      '{\n    "mining":   { "conversationGapMinutes": 20 },\n    "screening": {\n        "profile": "general"';
    const settings = `${kept}\n    }\n}\n`;
    await write('.codelumi/config.json', settings);
    await write(file, `{"q":"ask \\u006d${MAIL.slice(1)} ${MAIL} ${OTHER}","a":"so"}\n`);
    const editor = await show(file);
    await until(() => ours(file).length === 3, 'all were underlined');
    const { document } = editor;
    const type = { kind: 'training', format: 'lines' } as const;
    const { screening } = configSchema.parse(JSON.parse(settings));
    const [, second] = [...findingsInDocument(linesOf(document), type, screening)].flat();
    assert.ok(second !== undefined);
    const { jobs } = await anotherDesk();
    await dismiss(second.finding, 'The shop is our own.', root(), jobs);
    await until(() => ours(file).length === 2, 'it was no longer underlined');
    assert.ok(!underlined(editor, file, 'email-address').includes(MAIL));
    const written = await read('.codelumi/config.json');
    assert.ok(written.startsWith(`${kept},\n        "allow": [\n`), written);
    const { allow } = JSON.parse(written).screening;
    assert.equal(allow.length, 1);
    assert.equal(allow[0].reason, 'The shop is our own.');
    assert.match(allow[0].sha256, /^[0-9a-f]{64}$/u);
    assert.ok(allow[0].author.length > 0);
    assert.doesNotMatch(written, /holzweg/u);
  });
});

describe('diagnostics on candidates', () => {
  let desk: ReviewDesk;
  let path: string;

  before(async () => {
    await activated();
    await forgetReview();
    const other = await anotherDesk();
    desk = other.desk;
    const { file } = await other.jobs.run('extract', {}, root());
    path = file;
    await vscode.commands.executeCommand(COMMANDS.refresh);
  });

  after(async () => {
    desk.dispose();
    await vscode.commands.executeCommand('workbench.action.closeAllEditors');
    await forgetReview();
  });

  it('redact as an edit in review: the file stays, the finding is settled', async () => {
    const before = await read(path);
    const editor = await show(path);
    await until(() => ours(path).some((each) => ruleOf(each) === 'email-address'), 'it was found');
    const found = ours(path).find((each) => ruleOf(each) === 'email-address');
    const range = found?.range ?? new vscode.Range(0, 0, 0, 0);
    const offered = await fixes(path, range);
    assert.ok(
      offered.every(({ edit }) => edit === undefined),
      'nothing edits the file itself',
    );
    await run(offered.find(({ title }) => title.startsWith('Redact: [EMAIL_1], as an edit')));
    assert.equal(await read(path), before);
    const { id } = JSON.parse(editor.document.lineAt(range.start.line).text);
    const { state } = await desk.read(id);
    assert.ok(state.edited);
    assert.match(state.text.assistant_output + state.text.query, /\[EMAIL_1\]/u);
    await until(
      () =>
        ours(path).some(
          (each) =>
            each.range.isEqual(range) && each.severity === vscode.DiagnosticSeverity.Information,
        ),
      'the finding was settled',
    );
  });
});
