import { strict as assert } from 'node:assert';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Locator, Page } from 'playwright-core';
import { quickInput, runCommand } from './support/palette.js';
import { openContainer, statusItem, treeRow } from './support/parts.js';
import { codelumi } from './support/records.js';
import { screenshot } from './support/screenshot.js';
import { useVsCode } from './support/useVsCode.js';

const VIEW = 'Candidates';

interface Stored {
  readonly id: string;
  readonly query: string;
  readonly status: string;
  readonly findings: readonly unknown[];
  readonly provenance: readonly { readonly file: string; readonly line: number }[];
}

/** Opens a file of the workspace at a line, as people do: by its name. */
async function openAt(page: Page, file: string, line: number): Promise<void> {
  const name = file.slice(file.lastIndexOf('/') + 1);
  const row = page.locator('.quick-input-list .monaco-list-row.focused', { hasText: name });
  const tab = page.locator('.tab.active', { hasText: name });
  // While VS Code is still starting, what is typed may find nothing.
  for (let attempt = 0; attempt < 5; attempt += 1) {
    await page.keyboard.press('ControlOrMeta+P');
    await quickInput(page).fill(`${file}:${line}`);
    await row.waitFor();
    await page.keyboard.press('Enter');
    if ((await isSoonThere(tab)) && (await isSoonThere(lineNumber(page, line)))) return;
  }
  throw new Error(`${file}:${line} could not be opened.`);
}

function lineNumber(page: Page, line: number): Locator {
  return page.locator('.line-numbers.active-line-number', {
    hasText: new RegExp(`^${line}$`, 'u'),
  });
}

function isSoonThere(part: Locator): Promise<boolean> {
  return part
    .first()
    .waitFor({ timeout: 4_000 })
    .then(
      () => true,
      () => false,
    );
}

function lens(page: Page, text: string | RegExp): Locator {
  return page.locator('.codelens-decoration', { hasText: text }).first();
}

describe('records in the editor', () => {
  let file: string;
  let line: number;
  let candidate: Stored;

  const vscode = useVsCode({
    git: true,
    prepare: async (folder) => {
      await codelumi(folder, 'extract');
      const names = await readdir(join(folder, 'candidates'));
      file = `candidates/${names.find((name) => name.endsWith('.jsonl'))}`;
      const lines = (await readFile(join(folder, file), 'utf8')).trimEnd().split('\n');
      const stored: Stored[] = lines.map((each) => JSON.parse(each));
      line =
        stored.findIndex(({ status, findings }) => status === 'pending' && !findings.length) + 1;
      const found = stored[line - 1];
      assert.ok(found !== undefined);
      candidate = found;
    },
  });

  it('say in lenses where they come from, where they stand, and what can be done', async () => {
    const { page } = vscode;
    await openAt(page, file, line);
    await lens(page, /user_memory, .*Pending.*Review.*Accept….*Reranker.*× evidence/u).waitFor();
    await screenshot(page, 'lenses over candidates');
  });

  it('say in the status bar how many wait', async () => {
    const { page } = vscode;
    const item = statusItem(page, 'queue');
    await item.getByText(/^\s*\d+ waiting\b/u).waitFor();
    const label = await item.locator('a').getAttribute('aria-label');
    assert.match(label ?? '', /CodeLumi: \d+ candidates wait for review/u);
  });

  it('tell the whole story in a hover', async () => {
    const { page } = vscode;
    await openAt(page, file, line);
    const hover = page.locator('.monaco-hover:visible', { hasText: 'Where it stands' }).first();
    for (let attempt = 0; attempt < 10; attempt += 1) {
      await page.keyboard.press('Escape');
      await runCommand(page, 'Show or Focus Hover');
      if (await isSoonThere(hover)) break;
    }
    await hover.getByText(/Log lines that prove it/u).waitFor();
    await screenshot(page, 'lenses hover');
    assert.equal(await hover.locator('a[href]').count(), 0);
    await page.keyboard.press('Escape');
  });

  it('lead by F12 to the log line, and from there back', async () => {
    const { page } = vscode;
    await openAt(page, file, line);
    await page.keyboard.press('F12');
    const [proof] = candidate.provenance;
    const log = page.locator('.tab.active', { hasText: 'lumi_memory.jsonl' });
    const peek = page.locator('.zone-widget .reference-zone-widget, .peekview-widget').first();
    await log.or(peek).first().waitFor();
    await screenshot(page, 'lenses definition');
    if (!(await log.isVisible())) {
      // Several lines prove it.
      await page.locator('.ref-tree .monaco-list-row .referenceMatch').first().dblclick();
      await log.waitFor();
    }
    const lines = candidate.provenance.filter((each) => each.file === proof?.file);
    const number = page.locator('.line-numbers.active-line-number').first();
    const shown = Number(await number.textContent());
    assert.ok(
      lines.some((each) => each.line === shown),
      `line ${shown}`,
    );
    await page.keyboard.press('Escape');
    await lens(page, `Became ${candidate.id} (Pending)`).waitFor();
    await screenshot(page, 'lenses over a log');
    await page.keyboard.press('Shift+F12');
    await page
      .locator('.peekview-widget .filename', { hasText: file.slice('candidates/'.length) })
      .or(page.locator('.tab.active', { hasText: file.slice('candidates/'.length) }))
      .first()
      .waitFor();
    await screenshot(page, 'lenses references');
  });

  it('open as Markdown from the tree, and lenses follow a decision', async () => {
    const { page } = vscode;
    await runCommand(page, 'View: Close All Editors');
    await openContainer(page, 'CodeLumi');
    const begins = candidate.query.slice(0, 24).replaceAll(/\W/gu, '.');
    const row = treeRow(page, VIEW, new RegExp(`^${begins}`, 'u'));
    await row.click({ button: 'right' });
    const item = page.getByRole('menuitem', { name: 'Open Candidate as Markdown' });
    await item.waitFor();
    await page.waitForTimeout(300); // A menu takes no click in its first tenth of a second.
    await item.click();
    await page.locator('.tab.active', { hasText: `${candidate.id}.md` }).waitFor();
    await page.locator('.view-line', { hasText: /^##\sWhere\sit\sstands/u }).waitFor();
    await screenshot(page, 'candidate as markdown');
    await openAt(page, file, line);
    await codelumi(vscode.folder, 'review', 'flag', candidate.id, '--reason', 'look again');
    await lens(page, /Flagged, unsigned, by /u).waitFor();
    await runCommand(page, 'CodeLumi: Toggle CodeLens');
    await lens(page, /Flagged, unsigned, by /u).waitFor({ state: 'detached' });
    await runCommand(page, 'CodeLumi: Toggle CodeLens');
    await lens(page, /Flagged, unsigned, by /u).waitFor();
  });
});
