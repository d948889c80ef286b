import { strict as assert } from 'node:assert';
import { join } from 'node:path';
import type { Locator } from 'playwright-core';
import { machine } from './support/machine.js';
import { runCommand } from './support/palette.js';
import { confirm, openContainer, toast, treeRow } from './support/parts.js';
import { codelumi, records, stagedFolder } from './support/records.js';
import { ReviewPanel } from './support/reviewPanel.js';
import { scene } from './support/scenes.js';
import { screenshot } from './support/screenshot.js';
import { useVsCode } from './support/useVsCode.js';

const TEN = 10;
const CHECKS = ['1', '2', '3', '4'];
const DONE = [
  'Extract candidates',
  'Decide on the first one',
  'Take out what is private',
  'Build a snapshot',
  'Give it to a few users first',
  'Take it back',
];
const SHOWN = { timeout: 90_000 };

/** A button of the message that was just told, by keyboard. */
async function answer(message: Locator, button: string): Promise<void> {
  await message.waitFor(SHOWN);
  await message.getByRole('button', { name: button }).press('Enter');
}

// What the README promises a newcomer, on the workspace that `npm start` opens; `npm run demo` draws it.
describe('the first five minutes, by keyboard only', function () {
  this.timeout(300_000);
  const vscode = useVsCode({
    git: true,
    prepare: async (folder) => {
      await (await machine()).onlyForOwner(join(folder, 'userData'));
      await codelumi(folder, 'init');
      await codelumi(folder, 'extract');
    },
  });
  let panel: ReviewPanel;

  it('begins with candidates that wait, and accepts ten', async () => {
    const { page, folder } = vscode;
    assert.match(await codelumi(folder, 'doctor'), /0 problems, 0 warnings/u);
    await openContainer(page, 'CodeLumi');
    await treeRow(page, 'Candidates', /^Pending/u).waitFor(SHOWN);
    await page.mouse.move(900, 500); // Else a hint hangs over the tree.
    await scene(page, 'npm start: candidates are waiting', 2);
    panel = await ReviewPanel.open(page);
    await scene(page, 'Open Review Panel: question, answer, proof', 2.5);
    for (let count = 1; count <= TEN; count += 1) {
      await panel.press(...CHECKS);
      if (count === 1) await scene(page, '1 2 3 4: what you have checked');
      await panel.press('a');
      await panel.counts(count, 'accepted');
      if (count === 1) await scene(page, 'a: accepted, and the next one is there', 2);
    }
    await scene(page, 'Ten accepted, without a mouse');
    assert.equal((await records(await stagedFolder(folder), 'accepted.jsonl')).length, TEN);
  });

  it('redacts what is private with one key', async () => {
    const { page } = vscode;
    await panel.setFilter('finding:pii status:flagged');
    await scene(page, '/ finding:pii: what screening has marked', 2);
    await panel.frame.getByRole('button', { name: 'Redact' }).first().waitFor();
    await panel.list.focus();
    await panel.press('x');
    await panel.frame.getByRole('group', { name: 'Changes to the logged text' }).waitFor();
    await scene(page, 'x: a placeholder takes its place', 2.5);
    await panel.press('Control+Enter');
    await panel.frame.getByRole('heading', { name: /, edited$/u }).waitFor();
    await panel.setFilter('');
  });

  it('builds a snapshot, sees the gates pass, and gives it to a tenth of the users', async () => {
    const { page } = vscode;
    await runCommand(page, 'CodeLumi: Build KB Snapshot');
    const built = toast(page, /Built kb_snapshot_\d{8}_\d{4}: \d+ entries, 10 of them accepted/u);
    await built.waitFor(SHOWN);
    await scene(page, 'Build KB Snapshot', 2);
    await answer(built, 'Start Rollout…');
    await page.locator('.quick-input-list .monaco-list-row', { hasText: 'None' }).waitFor(SHOWN);
    await page.keyboard.press('Enter');
    const started = toast(page, /Started the rollout of dep-/u);
    await answer(started, 'Run Validation');
    const validated = toast(page, /Validated: all \d+ required gates pass\./u);
    await validated.waitFor(SHOWN);
    await scene(page, 'Run Validation: every gate passes', 2.5);
    await screenshot(page, 'first five minutes validated');
    await answer(validated, 'Advance Rollout');
    await toast(page, /Entered VALIDATED, SHADOW, CANARY\./u).waitFor(SHOWN);
    await runCommand(page, 'Notifications: Clear All Notifications');
    await runCommand(page, 'CodeLumi: Focus on Releases View');
    await treeRow(page, 'Releases', /CANARY/u).waitFor(SHOWN);
    await scene(page, 'Advance Rollout: one user in ten gets it', 2.5);
    await screenshot(page, 'first five minutes canary');
  });

  it('takes it back with one command', async () => {
    const { page, folder } = vscode;
    await runCommand(page, 'CodeLumi: Roll Back…');
    await page.locator('.monaco-dialog-box').waitFor(SHOWN);
    await scene(page, 'Roll Back…: tried out before you say yes', 2.5);
    await confirm(page, 'Roll Back');
    await toast(page, /rolled back/iu).waitFor(SHOWN);
    await scene(page, 'Everybody has what worked again', 3);
    assert.match(await codelumi(folder, 'rollout', 'status'), /ROLLED_BACK/u);
    assert.match(await codelumi(folder, 'verify'), /0 faults|no fault/iu);
  });

  it('finds all of it ticked off in the walkthrough, which was never open before', async () => {
    const { page } = vscode;
    // As in a window that was opened anew, which reads walkthroughs when everything has long been done.
    await runCommand(page, 'Developer: Reset Welcome Page Walkthrough Progress');
    await page.reload();
    await openContainer(page, 'CodeLumi');
    await treeRow(page, 'Candidates', /^Pending/u).waitFor(SHOWN);
    await runCommand(page, 'CodeLumi: Open Walkthrough');
    const ticked = (title: string) =>
      page.locator('.getting-started-step', { hasText: title }).locator('.complete');
    for (const title of DONE) await ticked(title).first().waitFor(SHOWN);
    assert.equal(await ticked('Watch what it does').count(), 0, 'what was not done stays open');
    await screenshot(page, 'first five minutes walkthrough');
  });
});
