import * as assert from 'node:assert/strict';
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import * as vscode from 'vscode';
import { COMMANDS } from '../../src/shared/ids.js';
import { activated, root, until, uriOf, write } from './support/workspace.js';

const ONE = '{"id":"kb-1","q":"How do I wait?","a":"Use sleep."}\n';
const TWO = '{"id":"kb-2","q":"How do I stop?","a":"Press Ctrl+C."}\n';
const FILES = ['compared-a.jsonl', 'compared-b.jsonl'] as const;

function diffTab(): vscode.TabInputTextDiff | undefined {
  const inputs = vscode.window.tabGroups.all.flatMap(({ tabs }) => tabs.map(({ input }) => input));
  return inputs.find((input) => input instanceof vscode.TabInputTextDiff);
}

describe('comparing records', () => {
  before(activated);

  afterEach(async () => {
    await vscode.commands.executeCommand('workbench.action.closeAllEditors');
    for (const file of FILES) await rm(join(root(), file), { force: true });
  });

  it('shows two files that were selected, record beside record', async () => {
    await write(FILES[0], ONE + TWO);
    await write(FILES[1], TWO + ONE.replace('sleep', 'sleep\\u202e 5'));
    const uris = FILES.map(uriOf);
    await vscode.commands.executeCommand(COMMANDS.compareRecords, uris[0], uris);
    await until(() => diffTab() !== undefined, 'the comparison is open');
    const { original, modified } = diffTab() ?? {};
    assert.ok(original !== undefined && modified !== undefined);
    const texts = await Promise.all(
      [original, modified].map(async (uri) =>
        (await vscode.workspace.openTextDocument(uri)).getText(),
      ),
    );
    const [before = [], after = []] = texts.map((text) => text.split('\n'));
    assert.deepEqual(
      before.filter((line) => !after.includes(line)),
      ['a: Use sleep.'],
    );
    assert.deepEqual(
      after.filter((line) => !before.includes(line)),
      ['a: Use sleep⟨U+202E⟩ 5.'],
    );
  });

  it('says what is missing, and opens nothing, where no file of records is meant', async () => {
    for (const target of [undefined, 7, vscode.Uri.parse('untitled:x.jsonl'), uriOf('README.md')])
      await vscode.commands.executeCommand(COMMANDS.compareRecords, target, 'nonsense');
    assert.equal(diffTab(), undefined);
  });
});
