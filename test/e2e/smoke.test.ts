import { strict as assert } from 'node:assert';
import { runCommand } from './support/palette.js';
import { openContainer, treeRow } from './support/parts.js';
import { screenshot } from './support/screenshot.js';
import { useVsCode } from './support/useVsCode.js';

describe('VS Code with the extension', () => {
  const vscode = useVsCode();

  it('lists the extension as installed', async () => {
    await runCommand(vscode.page, 'Extensions: Show Installed Extensions');
    const row = vscode.page.locator('.extensions-list .extension-list-item', {
      hasText: 'CodeLumi Learning Pipeline',
    });
    await row.first().waitFor();
    await screenshot(vscode.page, 'smoke extension');
  });

  it('follows a change of the theme', async () => {
    const light = vscode.page.locator('.monaco-workbench.vs:not(.vs-dark)');
    assert.equal(await light.count(), 0);
    await vscode.settings({ 'workbench.colorTheme': 'Light Modern' });
    await light.waitFor();
  });

  it('comes back after a restart with the same workspace', async () => {
    await vscode.restart();
    await vscode.page.locator('.monaco-workbench.vs:not(.vs-dark)').waitFor();
    await openContainer(vscode.page, 'Explorer');
    await treeRow(vscode.page, 'Explorer Section', '.vscode').waitFor();
  });
});
