import { strict as assert } from 'node:assert';
import { readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { Dashboard } from './support/dashboard.js';
import { withDrift } from './support/driftedHistory.js';
import { answer, runCommand } from './support/palette.js';
import { statusItem, toast } from './support/parts.js';
import { codelumi } from './support/records.js';
import { screenshot } from './support/screenshot.js';
import { inEveryTheme } from './support/themes.js';
import { useVsCode } from './support/useVsCode.js';

const SHOWN = { timeout: 90_000 };
const OVER_TIME = 'scores-over-time';

describe('the dashboard, by keyboard only', function () {
  this.timeout(300_000);
  const vscode = useVsCode({
    prepare: async (folder) => {
      await withDrift(folder);
      await codelumi(folder, 'extract');
    },
  });
  let dashboard: Dashboard;

  it('shows what was measured, and what warns, in every theme, without a fault', async () => {
    const { page } = vscode;
    dashboard = await Dashboard.open(page);
    await dashboard.frame.getByRole('heading', { name: 'Alerts' }).waitFor(SHOWN);
    await dashboard.frame
      .getByText(/Top score: .*lower/u)
      .first()
      .waitFor(SHOWN);
    await runCommand(page, 'View: Close Primary Side Bar');
    await toast(page, /Top score/u)
      .first()
      .waitFor(SHOWN);
    await runCommand(page, 'Notifications: Clear All Notifications');
    await inEveryTheme(vscode, async (kind, theme) => {
      await dashboard.wears(theme);
      await dashboard.frame.locator('header').scrollIntoViewIfNeeded();
      await screenshot(page, `dashboard ${kind}`);
      assert.deepEqual(await dashboard.accessibilityFaults(), [], kind);
      for (const group of ['answers', 'users', 'knowledge', 'review']) {
        await dashboard.frame
          .locator(`#group-${group}`)
          .evaluate((title) => title.scrollIntoView());
        await screenshot(page, `dashboard ${group} ${kind}`);
      }
    });
  });

  it('reads figures out by arrow keys, from the release to the newest day', async () => {
    const { page } = vscode;
    const plot = dashboard.plot(OVER_TIME);
    await plot.cursor.focus();
    await page.keyboard.press('Home');
    await plot.figures.filter({ hasText: /Median 0\.\d+; .*release of dep-/u }).waitFor(SHOWN);
    const first = await plot.place();
    assert.match(first, /^Day \d{4}-\d{2}-\d{2}$/u);
    await page.keyboard.press('ArrowRight');
    assert.notEqual(await plot.place(), first);
    await plot.figures.filter({ hasText: /^Median 0\.\d+; [^;]*; [^;]*$/u }).waitFor(SHOWN);
    await page.keyboard.press('ArrowLeft');
    assert.equal(await plot.place(), first);
    await page.keyboard.press('End');
    await plot.figures.filter({ hasText: 'alert: top score' }).waitFor(SHOWN);
    await screenshot(page, 'dashboard arrow keys');
  });

  it('has a table for each plot, with the same figures', async () => {
    const { page } = vscode;
    const plot = dashboard.plot(OVER_TIME);
    await plot.button(/^Table of/u).press('Enter');
    await plot.table.waitFor(SHOWN);
    const names = await plot.table.getByRole('columnheader').allInnerTexts();
    assert.deepEqual(names, [
      'Day',
      'Median',
      '10th percentile',
      '90th percentile',
      'What happened',
    ]);
    const days = Number(await plot.cursor.getAttribute('aria-valuemax'));
    assert.equal(await plot.table.locator('tbody tr').count(), days);
    assert.deepEqual(await dashboard.accessibilityFaults(), []);
    await screenshot(page, 'dashboard table');
    await plot.button(/^Hide Table of/u).press('Enter');
    await plot.table.waitFor({ state: 'detached' });
  });

  it('saves a table as CSV where it is told to', async () => {
    const { page, folder } = vscode;
    await dashboard
      .plot(OVER_TIME)
      .button(/as CSV$/u)
      .press('Enter');
    const name = page.locator('.quick-input-widget:visible input[type="text"]').first();
    await name.waitFor(SHOWN);
    await page.waitForFunction(
      (box) => box instanceof HTMLInputElement && box.value.endsWith('scores-over-time.csv'),
      await name.elementHandle(),
    );
    await page.keyboard.press('Enter');
    await dashboard.messages.filter({ hasText: 'Saved scores-over-time.csv.' }).waitFor(SHOWN);
    const csv = await readFile(join(folder, 'scores-over-time.csv'), 'utf8');
    assert.match(csv, /^Day,Median,10th percentile,90th percentile,What happened\r\n\d{4}-/u);
    await screenshot(page, 'dashboard csv');
  });

  it('opens the rows that figures were counted from, and comes back as it was', async () => {
    const { page } = vscode;
    await dashboard.plot(OVER_TIME).cursor.focus();
    await page.keyboard.press('Home');
    await page.keyboard.press('ArrowRight');
    await page.keyboard.press('Enter');
    await page.locator('.tab.active', { hasText: 'kb_usage.jsonl' }).waitFor(SHOWN);
    await page.locator('.statusbar-item', { hasText: /\(\d+ selected\)/u }).waitFor(SHOWN);
    await screenshot(page, 'dashboard rows');
    dashboard = await Dashboard.open(page);
    await dashboard.plot(OVER_TIME).card.waitFor(SHOWN);
    await dashboard.frame.locator('body').evaluate(
      () =>
        new Promise<void>((scrolled) => {
          const look = () => (scrollY > 0 ? scrolled() : void requestAnimationFrame(look));
          look();
        }),
    );
  });

  it('is laid out in one column where it is narrow', async () => {
    const { page } = vscode;
    await page.setViewportSize({ width: 600, height: 900 });
    const cards = dashboard.frame.locator('cl-plot');
    const lefts = await cards.evaluateAll((all) =>
      all.map((card) => Math.round(card.getBoundingClientRect().left)),
    );
    assert.equal(new Set(lefts).size, 1);
    await screenshot(page, 'dashboard narrow');
    await dashboard.frame.locator('#group-answers').evaluate((title) => title.scrollIntoView());
    await screenshot(page, 'dashboard narrow plots');
    assert.deepEqual(await dashboard.accessibilityFaults(), []);
    await page.setViewportSize({ width: 1440, height: 900 });
  });

  it('explains a metric and acknowledges an alert by the editor’s own commands', async () => {
    const { page } = vscode;
    await dashboard.button(/^Acknowledge Top score/u).press('Enter');
    await answer(page, 'The new users ask other things.');
    await toast(page, /Acknowledged: Top score/u).waitFor(SHOWN);
    await dashboard.frame.getByText(/^Acknowledged by .*: The new users/u).waitFor(SHOWN);
    await statusItem(page, 'queue')
      .getByText(/drift!/u)
      .waitFor({ state: 'detached', ...SHOWN });
    await screenshot(page, 'dashboard acknowledged');
    await dashboard.button(/^Explain Top score/u).press('Enter');
    await page
      .locator('.editor-instance .view-lines')
      .getByText(/Kolmogorov-Smirnov/u)
      .first()
      .waitFor(SHOWN);
  });

  it('is there again after a restart', async () => {
    await runCommand(vscode.page, 'View: Close Editor');
    await Dashboard.open(vscode.page);
    await vscode.restart();
    dashboard = await Dashboard.shown(vscode.page);
    await dashboard.plot(OVER_TIME).card.waitFor(SHOWN);
  });
});

describe('the dashboard of a workspace without logs', function () {
  this.timeout(300_000);
  const vscode = useVsCode({
    prepare: async (folder) => {
      for (const name of ['userData', 'training', 'staging_kb', 'models'])
        await rm(join(folder, name), { recursive: true });
    },
  });

  it('says what to do', async () => {
    const { page } = vscode;
    const dashboard = await Dashboard.open(page);
    await dashboard.frame.getByRole('heading', { name: 'Nothing to show yet' }).waitFor(SHOWN);
    await screenshot(page, 'dashboard empty');
    assert.deepEqual(await dashboard.accessibilityFaults(), []);
  });
});
