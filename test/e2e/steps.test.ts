import { strict as assert } from 'node:assert';
import { answer, pick, runCommand, startCommand } from './support/palette.js';
import { openContainer, toast } from './support/parts.js';
import { codelumi, records, stagedFolder } from './support/records.js';
import { ReviewPanel } from './support/reviewPanel.js';
import { screenshot } from './support/screenshot.js';
import { useVsCode } from './support/useVsCode.js';

const SAME_SITE = /SameSite Lax or Strict/u;

describe('steps of a review', () => {
  const vscode = useVsCode({
    git: true,
    prepare: async (folder) => {
      await codelumi(folder, 'extract');
    },
  });
  let panel: ReviewPanel;

  before(async () => {
    await openContainer(vscode.page, 'CodeLumi');
    panel = await ReviewPanel.open(vscode.page);
  });

  it('keeps the decision bar on one line, with words that are not cut', async () => {
    await panel.walkTo(SAME_SITE);
    const bar = panel.frame.getByRole('group', { name: 'Decision' });
    const tops = await bar.evaluate((element) =>
      [...element.children].map((child) => {
        const { top, height } = child.getBoundingClientRect();
        return Math.round(top + height / 2);
      }),
    );
    assert.ok(Math.max(...tops) - Math.min(...tops) <= 3, tops.join());
    await screenshot(vscode.page, 'decision bar');
  });

  it('writes a comment by keyboard, and refuses what is private with the text kept', async () => {
    const { page } = vscode;
    const mail = ['ada.l', 'northwind-labs.dev'].join('@');
    await panel.press('c');
    const field = panel.frame.getByRole('textbox', { name: 'Comment' });
    await field.waitFor();
    await page.keyboard.type(`Ask ${mail}`);
    await page.keyboard.press('Control+Enter');
    await panel.messages.getByText(/not written.*email-address/u).waitFor();
    assert.equal(await field.inputValue(), `Ask ${mail}`);
    await screenshot(page, 'comment refused');
    await field.fill('See the chapter on sessions.');
    await page.keyboard.press('Escape');
    await panel.button('Continue Comment').waitFor();
    await panel.press('c');
    assert.equal(await field.inputValue(), 'See the chapter on sessions.');
    await page.keyboard.press('Control+Enter');
    const comments = panel.frame.getByRole('list', { name: 'Comments' });
    await comments.getByText('See the chapter on sessions.').waitFor();
    assert.deepEqual(await panel.accessibilityFaults(), []);
    await screenshot(page, 'comment');
  });

  it('rejects for a reason that is chosen by its digit', async () => {
    const { page, folder } = vscode;
    await panel.press('Shift+R');
    const chooser = panel.frame.getByRole('dialog', { name: 'Reject: why?' });
    await chooser.waitFor();
    assert.deepEqual(await panel.accessibilityFaults(), []);
    await screenshot(page, 'reason chooser');
    await page.keyboard.press('Escape');
    await chooser.waitFor({ state: 'hidden' });
    await panel.press('Shift+R');
    await chooser.waitFor();
    await page.keyboard.press('Tab');
    await page.keyboard.press('Tab');
    await page.keyboard.press('2');
    await panel.messages.getByText(/^Rejected\./u).waitFor();
    const rejected = await records(await stagedFolder(folder), 'rejected.jsonl');
    assert.match(JSON.stringify(rejected), /"reason_code":"outdated"/u);
  });

  it('puts a candidate behind the others', async () => {
    const skipped = await panel.current.getAttribute('aria-label');
    await panel.press('n');
    await panel.messages.getByText(/^Put behind the others/u).waitFor();
    await panel.frame.locator('main[aria-busy="false"]').waitFor();
    assert.notEqual(await panel.current.getAttribute('aria-label'), skipped);
  });

  it('undoes step by step, redoes, and goes on undoing after a restart', async () => {
    await panel.press('u');
    await panel.messages.getByText(/^Undid: reject of .*SameSite/u).waitFor();
    const comments = panel.frame.getByRole('list', { name: 'Comments' });
    await comments.waitFor();
    await panel.press('u');
    await panel.messages.getByText(/^Undid: comment of .*SameSite/u).waitFor();
    await comments.waitFor({ state: 'hidden' });
    await screenshot(vscode.page, 'undone');
    await panel.press('Shift+U');
    await panel.messages.getByText(/^Redid: comment of .*SameSite/u).waitFor();
    await comments.waitFor();
    await vscode.restart();
    panel = await ReviewPanel.shown(vscode.page);
    await panel.press('Shift+U');
    await panel.messages.getByText(/^Redid: reject of .*SameSite/u).waitFor();
    await panel.press('u');
    await panel.messages.getByText(/^Undid: reject of .*SameSite/u).waitFor();
    await panel.press('u');
    await panel.messages.getByText(/^Undid: comment of .*SameSite/u).waitFor();
    await panel.press('u');
    await panel.messages.getByText(/no decision from this clone/u).waitFor();
  });

  it('undoes what the shell did at once, as one step and from the palette', async () => {
    const { page, folder } = vscode;
    const list = await codelumi(folder, 'review', 'list', '--status', 'pending');
    const ids = [...list.matchAll(/^candidate-\S+/gmu)].slice(0, 3).map(([id]) => id);
    await codelumi(folder, 'review', 'reject', ...ids, '--reason-code', 'duplicate');
    await panel.counts(7, 'rejected');
    await openContainer(page, 'Explorer');
    await runCommand(page, 'Help: Welcome');
    await page.locator('.tab.active', { hasText: 'Welcome' }).waitFor();
    await runCommand(page, 'CodeLumi: Undo Decision');
    await toast(page, /Undid: reject of 3 candidates/u).waitFor();
    panel = await ReviewPanel.open(page);
    await panel.counts(4, 'rejected');
    await panel.press('Shift+U');
    await panel.messages.getByText('Redid: reject of 3 candidates.').waitFor();
    await panel.counts(7, 'rejected');
    await panel.press('u');
    await panel.counts(4, 'rejected');
  });

  it('stays on what was decided where the reviewer wants that', async () => {
    await vscode.settings({ 'codelumi.review.advance': false });
    await panel.walkTo(SAME_SITE);
    await panel.press('f');
    await panel.messages.getByText('Flagged.', { exact: true }).waitFor();
    assert.match((await panel.current.getAttribute('aria-label')) ?? '', SAME_SITE);
    await panel.press('u');
    await panel.messages.getByText(/^Undid: flag of/u).waitFor();
  });

  it('asks for the reason in the palette where no panel is in front', async () => {
    const { page } = vscode;
    await openContainer(page, 'CodeLumi');
    const row = page.getByRole('treeitem', { name: SAME_SITE }).first();
    await row.click();
    // The panel comes to the front with it, and would come before whatever was opened meanwhile.
    panel = await ReviewPanel.opened(page);
    await panel.frame.locator('.text.query', { hasText: SAME_SITE }).waitFor();
    await runCommand(page, 'Help: Welcome');
    await page.locator('.tab.active', { hasText: 'Welcome' }).waitFor();
    await startCommand(page, 'CodeLumi: Reject Candidate');
    await pick(page, /Outdated/u);
    await page.locator('.quick-input-message', { hasText: 'may be left empty' }).waitFor();
    await answer(page, 'Newer browsers differ');
    // It is looked at before it is taken; another quick input would put it away.
    await page.locator('.quick-input-widget').waitFor({ state: 'hidden' });
    panel = await ReviewPanel.open(page);
    await panel.counts(5, 'rejected');
    await panel.walkTo(SAME_SITE);
    // Earlier steps rejected it as outdated too; the words are this one's alone.
    const decisions = panel.frame.getByRole('list', { name: 'Decisions' });
    await decisions.getByText('Newer browsers differ').waitFor();
  });
});
