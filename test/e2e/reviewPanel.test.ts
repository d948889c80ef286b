import { strict as assert } from 'node:assert';
import { runCommand } from './support/palette.js';
import { openContainer, rowAction, toast, treeRow } from './support/parts.js';
import { codelumi, records, stagedFolder } from './support/records.js';
import { ReviewPanel } from './support/reviewPanel.js';
import { screenshot } from './support/screenshot.js';
import { useVsCode } from './support/useVsCode.js';

const THEMES = {
  dark: 'Dark Modern',
  light: 'Light Modern',
  'high contrast dark': 'Default High Contrast',
  'high contrast light': 'Default High Contrast Light',
};

describe('the review panel', () => {
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

  it('redacts with one key, saves the edit and accepts it', async () => {
    const { page, folder } = vscode;
    await panel.walkTo(/build bot publish.*Flagged/u);
    await screenshot(page, 'finding');
    await panel.press('a');
    await panel.messages.getByText(/Not accepted yet.*E-mail address \(x redacts\)/u).waitFor();
    await panel.press('x');
    await panel.frame.getByRole('group', { name: 'Changes to the logged text' }).waitFor();
    await screenshot(page, 'redaction');
    await panel.press('Control+Enter');
    await panel.messages.getByText(/saved/iu).waitFor();
    await panel.press('1', '2', '3', '4', 'a');
    await panel.counts(1, 'accepted');
    const [accepted] = await records(await stagedFolder(folder), 'accepted.jsonl');
    assert.match(String(accepted?.['assistant_output']), /\[EMAIL_1\]/u);
    assert.doesNotMatch(JSON.stringify(accepted), /brightforge/u);
    const confirmed = panel.frame.getByRole('list', { name: 'Confirmed with its acceptance' });
    await panel.press('u');
    await panel.messages.getByText(/^Undid: accept/u).waitFor();
    await panel.frame.locator('kbd', { hasText: '⇧U' }).waitFor();
    assert.equal(await confirmed.count(), 0);
    await screenshot(vscode.page, 'redo with its key');
    await panel.press('Shift+U');
    await panel.messages.getByText(/^Redid: accept/u).waitFor();
    await confirmed.getByText('Factually right').waitFor();
    assert.deepEqual(await panel.accessibilityFaults(), []);
    await screenshot(vscode.page, 'accepted with what was confirmed');
  });

  it('keeps a draft through hiding and restarting', async () => {
    const { page } = vscode;
    await panel.walkTo(/SameSite Lax or Strict/u);
    await panel.press('1', 'e');
    await panel.field('Answer').press('ControlOrMeta+End');
    await page.keyboard.type(' And a sentence of mine.');
    await page.waitForTimeout(1_000);
    await runCommand(page, 'Help: Welcome');
    await page.locator('.tab.active', { hasText: 'Welcome' }).waitFor();
    await panel.list.waitFor({ state: 'hidden' });
    panel = await ReviewPanel.open(page);
    await panel.button('Continue Editing').waitFor();
    await panel.press('e');
    assert.match(await panel.field('Answer').inputValue(), /sentence of mine/u);
    await vscode.restart();
    panel = await ReviewPanel.shown(vscode.page);
    await panel.walkTo(/SameSite Lax or Strict/u);
    await panel.button('Continue Editing').waitFor();
    assert.ok(await panel.checkbox('Factually right').isChecked());
    await screenshot(vscode.page, 'draft after restart');
    await panel.press('e');
    assert.match(await panel.field('Answer').inputValue(), /sentence of mine/u);
    await panel.button('Discard Draft').click();
    await panel.button('Continue Editing').waitFor({ state: 'hidden' });
  });

  it('opens the log line behind a candidate', async () => {
    const { page } = vscode;
    await panel.button(/^Open log line .*lumi_memory\.jsonl:\d+ \(answer\)/u).click();
    await page.locator('.tab.active', { hasText: 'lumi_memory.jsonl' }).waitFor();
    await page.locator('.monaco-editor .view-line', { hasText: '"role":"' }).first().waitFor();
    panel = await ReviewPanel.open(page);
  });

  it('shows what else was asked, and what it would improve', async () => {
    await panel.walkTo(/How do I pass arguments to an npm script/u);
    await panel.frame
      .getByRole('list', { name: 'Also asked' })
      .getByText('npm run test with a flag')
      .waitFor();
    await panel.frame.getByText(/Would improve/u).waitFor();
    await screenshot(vscode.page, 'variants');
  });

  it('shows what was said around it, and what it resembles', async () => {
    const around = panel.frame.getByRole('list', { name: 'In the conversation' });
    await around.getByText('The candidate').waitFor();
    await around
      .getByText(/^(?:user|assistant|lumi), line \d+$/u)
      .first()
      .waitFor();
    await panel.frame
      .getByRole('list', { name: 'Nearly the same answer' })
      .getByText('knowledge base; 100 % of its words')
      .waitFor();
    await around.scrollIntoViewIfNeeded();
    await screenshot(vscode.page, 'context');
  });

  it('shows a gap as a question that waits for its answer', async () => {
    await panel.walkTo(/proxy settings.*Flagged/u);
    await panel.frame.getByText('No answer yet').first().waitFor();
    await screenshot(vscode.page, 'gap');
  });

  it('shows hostile text as text', async () => {
    const { page } = vscode;
    let dialogs = 0;
    page.on('dialog', () => {
      dialogs += 1;
    });
    await panel.walkTo(/show text from users in a webview/u);
    await panel.frame
      .getByText(/onclick=alert/u)
      .first()
      .waitFor();
    await panel.frame
      .getByText(/U\+202E/u)
      .first()
      .waitFor();
    await screenshot(page, 'hostile text');
    const made = panel.frame.locator('cl-review').locator('img, script, style, a[href], [onclick]');
    assert.equal(await made.count(), 0);
    assert.equal(dialogs, 0);
  });

  it('shows what the command line decided, and refuses to decide over it', async () => {
    const { page, folder } = vscode;
    await panel.walkTo(/How do I run the extension I am writing/u);
    const list = await codelumi(folder, 'review', 'list', '--status', 'pending');
    const [id = ''] =
      list
        .split('\n')
        .find((line) => line.includes('run the extension I am'))
        ?.split(' ') ?? [];
    await codelumi(folder, 'review', 'reject', id, '--reason', 'decided elsewhere');
    await panel.frame.getByRole('heading', { name: 'Rejected' }).waitFor();
    await panel.counts(5, 'rejected');
    await openContainer(page, 'CodeLumi');
    await treeRow(page, 'Candidates', /^Pending/u).waitFor();
    await panel.frame
      .getByText(/decided elsewhere/u)
      .first()
      .waitFor();
  });

  it('decides from the tree as well', async () => {
    const { page } = vscode;
    const row = treeRow(page, 'Candidates', /How do I change the message of my last commit/u);
    await rowAction(row, 'Accept Candidate');
    await page.locator('.quick-input-list').getByRole('checkbox').first().waitFor();
    await page.keyboard.press('Control+a');
    await page.keyboard.press('Enter');
    await toast(page, /cannot be accepted yet: not confirmed/u).waitFor();
    await runCommand(page, 'Notifications: Clear All Notifications');
    await rowAction(row, 'Accept Candidate');
    await page
      .locator('.quick-input-widget')
      .getByRole('checkbox', { name: /Toggle all|Select all/iu })
      .first()
      .click();
    await page.keyboard.press('Enter');
    await panel.counts(2, 'accepted');
  });

  it('is at home in every theme, and accessible', async () => {
    const { page } = vscode;
    await panel.walkTo(/login fail.*Flagged/u);
    await page.mouse.move(760, 520); // So that no tooltip stands in the pictures.
    for (const [name, theme] of Object.entries(THEMES)) {
      await vscode.settings({ 'workbench.colorTheme': theme });
      await page.waitForTimeout(1_000);
      assert.deepEqual(await panel.accessibilityFaults(), [], name);
      await screenshot(page, `panel ${name}`);
    }
    await panel.press('?');
    await panel.frame.getByRole('dialog', { name: 'Keys' }).waitFor();
    assert.deepEqual(await panel.accessibilityFaults(), []);
    await screenshot(page, 'keys');
    await page.keyboard.press('Escape');
  });
});
