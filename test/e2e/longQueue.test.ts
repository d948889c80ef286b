import { strict as assert } from 'node:assert';
import { execFile } from 'node:child_process';
import { resolve } from 'node:path';
import { promisify } from 'node:util';
import { openContainer, treeRow, view } from './support/parts.js';
import { ReviewPanel } from './support/reviewPanel.js';
import { screenshot } from './support/screenshot.js';
import { Stopwatch } from './support/stopwatch.js';
import { useVsCode } from './support/useVsCode.js';

const TOTAL = 100_000;
const LONGEST_PREPARATION_MS = 600_000;
/** Generous: the machine of whoever runs this may be slow and busy. */
const USABLE_MS = 5_000;
const MOVES = 10;

async function writeQueue(folder: string): Promise<void> {
  const args = [resolve('out/bench/longQueue.mjs'), folder, String(TOTAL)];
  await promisify(execFile)(process.execPath, args);
}

describe('a queue of a hundred thousand', function () {
  this.timeout(LONGEST_PREPARATION_MS);
  const vscode = useVsCode({ git: false, prepare: writeQueue });
  const watch = new Stopwatch();
  let panel: ReviewPanel;

  after(() => watch.print(`The editor with ${TOTAL} candidates`));

  const row = (place: number) =>
    panel.list.locator(`[aria-posinset="${place}"]:not([aria-busy])`).first();

  it('shows in the tree by status and day, while the rest is still read', async () => {
    const { page } = vscode;
    await watch.time('view opened → its first groups', async () => {
      await openContainer(page, 'CodeLumi');
      // VS Code itself is still starting.
      await treeRow(page, 'Candidates', /^Pending/u).waitFor({ timeout: 60_000 });
    });
    await watch.time('day opened → its candidates', async () => {
      await treeRow(page, 'Candidates', /^\d{4}-\d\d-\d\d/u).click();
      await treeRow(page, 'Candidates', /project \d+, case/u).waitFor();
    });
    assert.ok(watch.last < 2 * USABLE_MS);
  });

  it('shows in the panel where somebody looks', async () => {
    const { page } = vscode;
    await watch.time('palette → panel with rows', async () => {
      panel = await ReviewPanel.open(page);
      await row(1).waitFor();
    });
    watch.note('panel loaded → first paint', await panel.firstPaint());
    await panel.frame.locator('main[aria-busy="false"]').waitFor();
    // Until everything has been read the end of the queue moves.
    await watch.time('panel open → everything read', async () => {
      await panel.list.locator(`[aria-setsize="${TOTAL}"]`).first().waitFor({ timeout: 120_000 });
    });
    await watch.time('End → the last row', async () => {
      await panel.press('End');
      await row(TOTAL).and(panel.current).waitFor();
    });
    await watch.time('Home → the first row', async () => {
      await panel.press('Home');
      await row(1).and(panel.current).waitFor();
    });
    assert.ok(watch.last < USABLE_MS);
    await screenshot(page, 'long queue');
  });

  it('lets the reviewer walk and decide without waiting', async () => {
    const moves: number[] = [];
    for (let move = 0; move < MOVES; move += 1) moves.push(await panel.timeKey('j'));
    watch.note('j → the next candidate in full', ...moves);
    const decisions: number[] = [];
    for (let move = 0; move < MOVES; move += 1) decisions.push(await panel.timeKey('r'));
    watch.note('r → rejected, and the next one in full', ...decisions);
    assert.ok(Math.max(...moves, ...decisions) < USABLE_MS);
    await panel.messages
      .getByText(/^Rejected\. Next/u)
      .first()
      .waitFor();
  });

  it('stays where the reviewer is when something is decided', async () => {
    const before = Number(await panel.current.getAttribute('aria-posinset'));
    await panel.press('r');
    // The rejected one left its place, so what came next stands there now.
    await row(before).and(panel.current).waitFor();
    await panel.press('u');
    await panel.messages.getByText(/^Undid/u).waitFor();
    await row(before).and(panel.current).waitFor();
  });

  it('is shown in pages where a day holds more', async () => {
    const { page } = vscode;
    const more = treeRow(page, 'Candidates', /^Show more \([\d,]+ not shown\)/u);
    await view(page, 'Candidates').getByRole('tree').first().focus();
    for (let pages = 0; pages < 60 && !(await more.isVisible()); pages += 1) {
      await page.keyboard.press('PageDown');
      await page.waitForTimeout(50);
    }
    const label = await more.getAttribute('aria-label');
    await more.click();
    await treeRow(page, 'Candidates', label ?? '').waitFor({ state: 'hidden' });
    await screenshot(page, 'long queue tree');
  });
});
