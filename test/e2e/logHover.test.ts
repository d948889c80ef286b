import { strict as assert } from 'node:assert';
import { readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Locator, Page } from 'playwright-core';
import { quickInput, runCommand } from './support/palette.js';
import { codelumi } from './support/records.js';
import { screenshot } from './support/screenshot.js';
import { useVsCode } from './support/useVsCode.js';

const LOG = 'userData/lumi_memory.jsonl';
/** Lines put before those of the sample. */
const ADDED = 3;
const HOSTILE = 'Where is [this](command:workbench.action.quit) <img src=x> https://evil.example?';

interface Planted {
  readonly kind: string;
  readonly file: string;
  readonly line: number;
}

/** Opens a file of the workspace at a line, as people do: by its name. */
async function openAt(page: Page, file: string, line: number): Promise<void> {
  const name = file.slice(file.lastIndexOf('/') + 1);
  const row = page.locator('.quick-input-list .monaco-list-row.focused', { hasText: name });
  const there = page.locator('.line-numbers.active-line-number', { hasText: String(line) });
  // While VS Code is still starting, what is typed may find nothing.
  for (let attempt = 0; attempt < 5; attempt += 1) {
    await page.keyboard.press('ControlOrMeta+P');
    await quickInput(page).fill(`${file}:${line}`);
    await row.waitFor();
    await page.keyboard.press('Enter');
    if (await isSoonThere(there)) return;
  }
  throw new Error(`${file}:${line} could not be opened.`);
}

function isSoonThere(part: Locator): Promise<boolean> {
  return part.waitFor({ timeout: 3_000 }).then(
    () => true,
    () => false,
  );
}

/** The hover over the line with the cursor, once it says this. */
async function hoverSaying(page: Page, text: RegExp): Promise<Locator> {
  const hover = page.locator('.monaco-hover:visible', { hasText: text }).first();
  for (let attempt = 0; attempt < 20; attempt += 1) {
    await page.keyboard.press('Escape');
    await runCommand(page, 'Show or Focus Hover');
    if (await isSoonThere(hover)) return hover;
  }
  throw new Error(`No hover says ${text}.`);
}

describe('a log in the editor', () => {
  const vscode = useVsCode({
    git: true,
    prepare: async (folder) => {
      const log = await readFile(join(folder, LOG), 'utf8');
      const entry = (role: string, text: string, t: number) => JSON.stringify({ role, text, t });
      const signal = { role: 'signal', text: 'feedback:up', meta: { type: 'up' }, t: 3 };
      const lines = [
        entry('user', HOSTILE, 1),
        entry('assistant', `Nowhere at all, and that is a long enough answer. ${HOSTILE}`, 2),
        JSON.stringify({ ...signal, source: 'renderer-feedback' }),
      ];
      await writeFile(join(folder, LOG), `${lines.join('\n')}\n${log}`);
      await codelumi(folder, 'extract');
    },
  });

  it('says over a line which candidate it became', async () => {
    const { page } = vscode;
    await openAt(page, LOG, 52 + ADDED);
    const hover = await hoverSaying(page, /Became candidate-\d{8}-\d{4} \(Pending\)/u);
    await hover.getByText(/R1-positive-feedback: candidate/u).waitFor();
    await screenshot(page, 'log hover');
  });

  it('says which rule dropped it and by what threshold', async () => {
    const { page } = vscode;
    const { items } = JSON.parse(await readFile('test/fixtures/sample/planted.json', 'utf8'));
    const isIt = ({ kind, file }: Planted) => kind === 'repeated-rejected-hit' && file === LOG;
    const line = (items as Planted[]).find(isIt)?.line ?? 0;
    await openAt(page, LOG, line + ADDED);
    await hoverSaying(page, /R2-repeated-hit: no candidate \(.*\d asked for/u);
    await screenshot(page, 'log hover why not');
  });

  it('shows hostile text as text', async () => {
    const { page } = vscode;
    await openAt(page, LOG, 1);
    const hover = await hoverSaying(
      page,
      /Where is \[this\]\(command:workbench\.action\.quit\) <img/u,
    );
    await screenshot(page, 'log hover hostile');
    // What the health check says of the file stands above it in the same hover, with links of VS Code's own.
    const ours = hover.locator('.markdown-hover', { hasText: 'command:workbench.action.quit' });
    assert.ok((await ours.count()) > 0);
    assert.equal(await ours.locator('a, img, b').count(), 0);
  });

  it('says the same in a document, by a command', async () => {
    const { page } = vscode;
    await openAt(page, LOG, 52 + ADDED);
    await runCommand(page, 'CodeLumi: Explain Log Line');
    await page.locator('.tab.active', { hasText: 'Explained Log Line' }).waitFor();
    // Monaco draws spaces that do not break.
    await page
      .locator('.view-line', { hasText: /Became\scandidate-/u })
      .first()
      .waitFor();
    await screenshot(page, 'log line explained');
  });
});

describe('a log in a workspace that is not trusted', () => {
  const vscode = useVsCode({ trust: false });

  it('is explained by reading alone', async () => {
    const { page, folder } = vscode;
    const before = (await readdir(folder)).sort();
    await openAt(page, LOG, 52);
    await hoverSaying(page, /Would be part of the candidate/u);
    await runCommand(page, 'CodeLumi: Explain Log Line');
    await page.locator('.tab.active', { hasText: 'Explained Log Line' }).waitFor();
    assert.deepEqual((await readdir(folder)).sort(), before);
  });
});
