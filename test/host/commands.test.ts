import * as assert from 'node:assert/strict';
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import * as vscode from 'vscode';
import { openLine } from '../../src/host/workspace/openLine.js';
import { COMMANDS } from '../../src/shared/ids.js';
import { activated, forgetReview, read, root, until } from './support/workspace.js';

async function filesIn(folder: string): Promise<string[]> {
  return readdir(join(root(), folder)).catch(() => []);
}

describe('commands', () => {
  before(activated);
  beforeEach(forgetReview);
  after(forgetReview);

  it('go from log to snapshot', async () => {
    await vscode.commands.executeCommand(COMMANDS.extract);
    const [file = ''] = (await filesIn('candidates')).filter((name) => name.endsWith('.jsonl'));
    assert.match(file, /^\d{4}-\d{2}-\d{2}\.jsonl$/u);
    const before = await read(`candidates/${file}`);
    await vscode.commands.executeCommand(COMMANDS.extract);
    await vscode.commands.executeCommand(COMMANDS.screen);
    assert.equal(await read(`candidates/${file}`), before, 'running again changes nothing');
    await vscode.commands.executeCommand(COMMANDS.buildSnapshot);
    const built = await filesIn('training/snapshots');
    assert.equal(built.length, 2, built.join());
  });

  it('open the panel, once', async () => {
    const panels = () =>
      vscode.window.tabGroups.all
        .flatMap(({ tabs }) => tabs)
        .filter(({ input }) => input instanceof vscode.TabInputWebview);
    await vscode.commands.executeCommand(COMMANDS.openReview);
    await until(() => panels().length === 1, 'the panel is open');
    await vscode.commands.executeCommand(COMMANDS.openReview);
    assert.equal(panels().length, 1);
    await vscode.window.tabGroups.close(panels());
  });

  it('survive being called with anything', async () => {
    for (const argument of [
      undefined,
      null,
      7,
      {},
      { summary: null },
      { summary: { id: 7 } },
      'no-such-candidate',
    ]) {
      for (const command of [COMMANDS.openLine, COMMANDS.showMore, COMMANDS.undo]) {
        await vscode.commands.executeCommand(command, argument, argument);
      }
    }
  });

  it('open log lines of the workspace and nothing else', async () => {
    await openLine('userData/lumi_memory.jsonl', 50);
    assert.equal(vscode.window.activeTextEditor?.selection.active.line, 49);
    await vscode.commands.executeCommand('workbench.action.closeAllEditors');
    await assert.rejects(openLine('../../../../etc/passwd', 1), /leads out of the workspace/u);
    await assert.rejects(openLine('userData/none.jsonl', 1));
  });
});
