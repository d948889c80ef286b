import { strict as assert } from 'node:assert';
import type { Page } from 'playwright-core';
import { withDrift } from './support/driftedHistory.js';
import { answer, runCommand, startCommand } from './support/palette.js';
import { confirm, statusItem, toast, treeRow, view } from './support/parts.js';
import { codelumi } from './support/records.js';
import { screenshot } from './support/screenshot.js';
import { useVsCode } from './support/useVsCode.js';

const SHOWN = { timeout: 90_000 };
const WHY = 'The new users ask other things.';

interface Alert {
  readonly state: string;
  readonly why?: string;
  readonly snoozedUntil?: string;
}

/** As the shell tells them. */
async function alertsIn(folder: string): Promise<readonly Alert[]> {
  return JSON.parse(await codelumi(folder, 'monitor', 'alerts', '--json')).alerts;
}

/** Chooses a row of the open pick by the keyboard alone. */
async function choose(page: Page, label: RegExp): Promise<void> {
  const focused = page.locator('.quick-input-list .monaco-list-row.focused');
  await page.locator('.quick-input-list').getByRole('option', { name: label }).first().waitFor();
  for (let steps = 0; steps < 20; steps += 1) {
    if (label.test((await focused.getAttribute('aria-label')) ?? '')) {
      await page.keyboard.press('Enter');
      return;
    }
    await page.keyboard.press('ArrowDown');
  }
  throw new Error(`${label} cannot be reached.`);
}

/** For what the editor does in its own time, and the shell tells. */
async function until(holds: () => Promise<boolean>, what: string): Promise<void> {
  const deadline = Date.now() + SHOWN.timeout;
  while (!(await holds()))
    if (Date.now() > deadline) throw new Error(`Waited in vain until ${what}.`);
}

describe('watching, by keyboard only', function () {
  this.timeout(300_000);
  const vscode = useVsCode({
    prepare: async (folder) => {
      await withDrift(folder);
      await codelumi(folder, 'extract');
    },
  });

  it('turns the status bar when scores have fallen, and tells it once in a message', async () => {
    const { page, folder } = vscode;
    await runCommand(page, 'CodeLumi: Check Drift Now');
    const item = statusItem(page, 'queue');
    await item.getByText(/drift!/u).waitFor(SHOWN);
    await page
      .locator('.statusbar-item.warning-kind')
      .getByText(/drift!/u)
      .waitFor(SHOWN);
    const label = (await item.locator('a').getAttribute('aria-label')) ?? '';
    assert.match(
      label,
      /CodeLumi: \d+ candidates wait for review\. Watching: alert\. Top score \(alert\): .*lower/u,
    );
    const message = toast(page, /Top score \(alert\): /u);
    await message.getByRole('button', { name: 'Explain' }).waitFor(SHOWN);
    await screenshot(page, 'watching status bar');
    assert.deepEqual(
      (await alertsIn(folder)).map(({ state }) => state),
      ['open'],
    );
  });

  it('shows it in the Releases view, the worst first', async () => {
    const { page } = vscode;
    await runCommand(page, 'CodeLumi: Focus on Releases View');
    // Only rows that are scrolled into sight exist.
    await page.locator('.pane-header[aria-label^="Candidates"]').press('ArrowLeft');
    await treeRow(page, 'Releases', /^Watching: alert, 1 open/u).waitFor(SHOWN);
    await treeRow(page, 'Releases', /^Top score: alert, open/u).waitFor(SHOWN);
    await treeRow(page, 'Releases', /^Top score: alert, n = /u).waitFor(SHOWN);
    await screenshot(page, 'watching releases');
  });

  it('explains it from the pick, with every figure and the lines behind it', async () => {
    const { page } = vscode;
    await startCommand(page, 'CodeLumi: Show Status Menu');
    await page
      .locator('.quick-input-list .monaco-list-row', { hasText: 'Explain: Top score' })
      .waitFor();
    await screenshot(page, 'watching pick');
    await choose(page, /Explain: Top score/u);
    const editor = page.locator('.editor-instance .view-lines');
    await editor
      .getByText(/Kolmogorov-Smirnov/u)
      .first()
      .waitFor(SHOWN);
    await screenshot(page, 'watching explained');
    await page.keyboard.press('Control+End');
    await editor
      .getByText(/userData\/kb_usage\.jsonl:\d+/u)
      .first()
      .waitFor(SHOWN);
  });

  it('puts it off for an hour, and is calm meanwhile', async () => {
    const { page, folder } = vscode;
    await startCommand(page, 'CodeLumi: Show Status Menu');
    await choose(page, /Snooze: Top score/u);
    await choose(page, /One Hour/u);
    await toast(page, /Snoozed until .*: Top score/u).waitFor(SHOWN);
    await statusItem(page, 'queue')
      .getByText(/drift!/u)
      .waitFor({ state: 'detached', ...SHOWN });
    const [snoozed] = await alertsIn(folder);
    const away = Date.parse(snoozed?.snoozedUntil ?? '') - Date.now();
    assert.ok(snoozed?.state === 'snoozed' && away > 0 && away <= 3_600_000, `${away} ms`);
  });

  it('acknowledges it with a reason, and stays calm', async () => {
    const { page, folder } = vscode;
    await startCommand(page, 'CodeLumi: Acknowledge Alert…');
    await page.locator('.quick-input-message').waitFor();
    await page.keyboard.press('Enter');
    await page.locator('.quick-input-message', { hasText: 'Say why it may stand' }).waitFor();
    await screenshot(page, 'watching acknowledge');
    await answer(page, WHY);
    await toast(page, /Acknowledged: Top score/u).waitFor(SHOWN);
    await statusItem(page, 'queue')
      .getByText(/drift!/u)
      .waitFor({ state: 'detached', ...SHOWN });
    assert.equal(await page.locator('.statusbar-item.warning-kind').count(), 0);
    const [known] = await alertsIn(folder);
    assert.deepEqual([known?.state, known?.why], ['acknowledged', WHY]);
    await screenshot(page, 'watching acknowledged');
  });

  it('is over once the deployment is rolled back', async () => {
    const { page, folder } = vscode;
    await startCommand(page, 'CodeLumi: Roll Back…');
    await page.locator('.monaco-dialog-box').waitFor(SHOWN);
    await confirm(page, 'Roll Back');
    await toast(page, /Rolled back dep-/u).waitFor(SHOWN);
    // Nobody asks for a look: a step of a rollout is reason enough.
    const over = async () => (await alertsIn(folder)).every(({ state }) => state === 'cleared');
    await until(over, 'the alert is over');
    const row = view(page, 'Releases').getByRole('treeitem', { name: /^Top score: alert/u });
    await row.first().waitFor({ state: 'detached', ...SHOWN });
    // The document that explains it is still open, and follows.
    await page.locator('.editor-instance').click();
    await page.keyboard.press('Control+Home');
    const editor = page.locator('.editor-instance .view-lines');
    await editor.getByText(/no\slonger\smeasured/u).waitFor(SHOWN);
    await editor.getByText(/State:\scleared/u).waitFor(SHOWN);
    await screenshot(page, 'watching rolled back');
  });
});

describe('watching in a workspace that is not trusted', function () {
  this.timeout(300_000);
  const vscode = useVsCode({
    trust: false,
    prepare: async (folder) => {
      await withDrift(folder);
      // It alerts, which its exit code says.
      await codelumi(folder, 'monitor').catch(() => undefined);
    },
  });

  it('says what there is, and answers nothing', async () => {
    const { page, folder } = vscode;
    await runCommand(page, 'CodeLumi: Check Drift Now');
    await statusItem(page, 'queue')
      .getByText(/drift!/u)
      .waitFor(SHOWN);
    await startCommand(page, 'CodeLumi: Show Status Menu');
    const rows = page.locator('.quick-input-list .monaco-list-row');
    await rows.filter({ hasText: 'Explain: Top score' }).waitFor();
    assert.equal(await rows.filter({ hasText: /Acknowledge|Snooze|Roll Back/u }).count(), 0);
    await screenshot(page, 'watching not trusted');
    await page.keyboard.press('Escape');
    await runCommand(page, 'CodeLumi: Acknowledge Alert…');
    await toast(page, 'This workspace is not trusted').first().waitFor(SHOWN);
    assert.deepEqual(
      (await alertsIn(folder)).map(({ state }) => state),
      ['open'],
    );
  });
});
