import { strict as assert } from 'node:assert';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { FrameLocator } from 'playwright-core';
import { accessibilityFaults, wearsTheme } from './support/pageChecks.js';
import { pick, runCommand, startCommand } from './support/palette.js';
import { webviewFrame } from './support/parts.js';
import { codelumi } from './support/records.js';
import { screenshot } from './support/screenshot.js';
import { inEveryTheme } from './support/themes.js';
import { useVsCode } from './support/useVsCode.js';

const SHOWN = { timeout: 60_000 };
const ANNOTATED = 'training/eval/annotated.jsonl';

describe('a sample, graded by keyboard only', function () {
  this.timeout(240_000);
  const vscode = useVsCode({
    git: true,
    prepare: async (folder) => {
      await codelumi(folder, 'sample', 'draw', '--size', '6', '--name', 'first');
      // Somebody else has graded the first two pairs.
      const file = join(folder, ANNOTATED);
      const sample = await readFile(join(folder, '.codelumi/annotation/first.jsonl'), 'utf8');
      const others = sample
        .trim()
        .split('\n')
        .slice(0, 2)
        .map((line, at) => {
          const { query, candidate } = JSON.parse(line);
          return `${JSON.stringify({ query, candidate, label: 3 * at, annotator: 'Bob' })}\n`;
        });
      await writeFile(file, `${await readFile(file, 'utf8')}${others.join('')}`);
    },
  });
  let frame: FrameLocator;

  const open = async () => {
    await runCommand(vscode.page, 'CodeLumi: Annotate Sample');
    frame = await webviewFrame(vscode.page, 'cl-annotation', 60_000);
    await frame.locator('main[aria-busy="false"] header').waitFor(SHOWN);
  };
  const says = (words: string) => frame.locator('.counts', { hasText: words }).waitFor(SHOWN);
  const labels = async () =>
    (await readFile(join(vscode.folder, ANNOTATED), 'utf8'))
      .trim()
      .split('\n')
      .slice(42)
      .map((line) => JSON.parse(line).label);

  it('shows a pair in every theme, without a fault', async () => {
    await open();
    await says('0 of 6 graded by you');
    await inEveryTheme(vscode, async (kind, theme) => {
      await wearsTheme(frame, theme);
      await screenshot(vscode.page, `annotation ${kind}`);
      assert.deepEqual(await accessibilityFaults(frame, 'cl-annotation'), [], kind);
    });
  });

  it('is graded, skipped and taken back by single keys, each at once in the file', async () => {
    const { page } = vscode;
    const press = async (key: string, words: string) => {
      await page.keyboard.press(key);
      await says(words);
    };
    await frame.locator('main').click({ position: { x: 5, y: 5 } });
    await press('3', '1 of 6 graded by you');
    await press('1', '2 of 6 graded by you');
    assert.deepEqual(await labels(), [3, 1]);
    await press('u', '1 of 6 graded by you');
    assert.deepEqual(await labels(), [3]);
    await press('s', '1 of 6 graded by you, 1 skipped');
    await startCommand(page, 'CodeLumi: Grade Annotation Pair');
    await pick(page, '2 a part of the answer');
    await says('2 of 6 graded by you, 1 skipped');
    assert.deepEqual(await labels(), [3, 2]);
  });

  it('says how far annotators agree, and goes on where it was after being hidden', async () => {
    const { page } = vscode;
    await frame.getByRole('button', { name: 'Agreement' }).press('Enter');
    await frame.getByRole('heading', { name: 'How far annotators agree' }).waitFor(SHOWN);
    await frame.getByRole('rowheader', { name: /Bob/u }).first().waitFor(SHOWN);
    await screenshot(page, 'annotation agreement');
    assert.deepEqual(await accessibilityFaults(frame, 'cl-annotation'), []);
    await runCommand(page, 'File: New Untitled Text File');
    await open();
    await says('2 of 6 graded by you');
  });
});
