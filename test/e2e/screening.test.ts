import { strict as assert } from 'node:assert';
import { appendFile, readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import type { Page } from 'playwright-core';
import { answer, openFile, quickInput, runCommand, startCommand } from './support/palette.js';
import { codelumi, records, stagedFolder } from './support/records.js';
import { ReviewPanel } from './support/reviewPanel.js';
import { screenshot } from './support/screenshot.js';
import { useVsCode } from './support/useVsCode.js';

const THEMES = { light: 'Light Modern', 'high contrast dark': 'Default High Contrast' };
const KB = 'training/learned_2026.jsonl';
// Built from parts, so that nobody takes the test itself for a leak.
const SECRET = ['ci-runner', 'k9Vt2mQx7Lp4'].join(':');

/** A conversation in which somebody pasted a password and was glad of the answer. */
async function plantSecret(folder: string): Promise<void> {
  const t = Date.parse('2026-11-19T08:00:00Z');
  const answerText = `Clone it once with https://${SECRET}@git.kadeweg.dev/shop.git and let the credential helper keep the rest.`;
  const entries = [
    { role: 'user', text: 'How does the runner clone the shop repository?', t },
    { role: 'assistant', text: answerText, t: t + 1_000 },
    {
      role: 'signal',
      text: 'feedback:up',
      meta: { feedbackText: '', type: 'up', question: null, assistant: null },
      t: t + 2_000,
      source: 'renderer-feedback',
    },
  ];
  const lines = entries.map((entry) => `${JSON.stringify(entry)}\n`).join('');
  // The sample's last line breaks off.
  await appendFile(join(folder, 'userData/lumi_memory.jsonl'), `\n${lines}`);
}

/** The lines that tell of secrets that were shown. */
async function reveals(folder: string): Promise<string[]> {
  const audit = join(folder, '.codelumi/audit');
  const [writer = ''] = await readdir(audit);
  const journals = await readdir(join(audit, writer));
  const month = journals.find((name) => /^\d{4}-/u.test(name)) ?? '';
  const lines = (await readFile(join(audit, writer, month), 'utf8')).trim().split('\n');
  return lines.filter((line) => line.includes('"reveal-secret"'));
}

const ADDRESS = /support-lead\.\w+@/u;
const NEXT_PROBLEM = 'Go to Next Problem in Files (Error, Warning, Info)';

/** The file's text, once it holds something: saving ends some time after its key. */
async function fileHolding(file: string, wanted: string): Promise<string> {
  for (let attempt = 1; ; attempt++) {
    const text = await readFile(file, 'utf8').catch(() => '');
    if (text.includes(wanted)) return text;
    if (attempt === 100) throw new Error(`${wanted} does not stand in ${file}.`);
    await delay(100);
  }
}

async function openKnowledgeBase(page: Page): Promise<void> {
  await openFile(page, KB);
  // The address stands far below what is on the screen.
  await page.locator('[id="status.problems"]', { hasText: /[1-9]/u }).waitFor();
}

/** Where the address stands in the knowledge base, as **Go to Line/Column** takes it. */
async function placeOfAddress(folder: string): Promise<string> {
  const lines = (await readFile(join(folder, KB), 'utf8')).split('\n');
  const line = lines.findIndex((each) => ADDRESS.test(each));
  assert.ok(line >= 0);
  return `:${line + 1}:${(lines[line]?.search(ADDRESS) ?? 0) + 1}`;
}

/** The file has another problem as well: which one comes next depends on how far it was looked through. */
async function goTo(page: Page, place: string): Promise<void> {
  // A palette that is still closing takes the new field away with it.
  for (let attempt = 1; ; attempt++) {
    await page.keyboard.press('Control+g');
    try {
      await quickInput(page).fill(place, { timeout: 4_000 });
      break;
    } catch (error) {
      if (attempt === 5) throw error;
    }
  }
  await page.keyboard.press('Enter');
  await quickInput(page).waitFor({ state: 'hidden' });
}

describe('screening by keyboard', () => {
  const vscode = useVsCode({
    git: true,
    prepare: async (folder) => {
      await plantSecret(folder);
      await codelumi(folder, 'extract');
    },
  });

  it('hides a secret until a key asks for it, until the candidate is left', async () => {
    const { page, folder } = vscode;
    const panel = await ReviewPanel.open(page);
    await panel.walkTo(/runner clone the shop/u);
    const hidden = panel.button('Hidden credentials, press Enter to show it');
    const secret = panel.frame.getByText(SECRET).first();
    await hidden.waitFor();
    assert.equal(await secret.count(), 0);
    for (const [name, theme] of Object.entries(THEMES)) {
      await vscode.settings({ 'workbench.colorTheme': theme });
      await page.waitForTimeout(1_000);
      assert.deepEqual(await panel.accessibilityFaults(), [], name);
      await screenshot(page, `secret hidden ${name}`);
    }
    await panel.press('s');
    await secret.waitFor();
    assert.deepEqual(await panel.accessibilityFaults(), []);
    await screenshot(page, 'secret shown');
    await panel.press('k', 'j');
    await hidden.waitFor();
    await hidden.focus();
    await page.keyboard.press('Enter');
    await secret.waitFor();
    const audit = await reveals(folder);
    assert.equal(audit.length, 2);
    assert.ok(!audit.join().includes(SECRET));
    await panel.press('e');
    assert.match(await panel.field('Answer').inputValue(), /••••••• \(credentials\)/u);
    await panel.field('Answer').press('Escape');
    await panel.press('x', 'Control+Enter');
    await panel.messages.getByText(/saved/iu).waitFor();
    await panel.frame
      .getByText(/\[CREDENTIALS_1\]/u)
      .first()
      .waitFor();
    await screenshot(page, 'secret redacted');
    const diff = panel.frame.getByRole('group', { name: 'Changes to the logged text' });
    assert.ok(!(await diff.innerText()).includes(SECRET));
    assert.equal(await panel.frame.getByText('Secrets are shown').count(), 0);
    await panel.press('1', '2', '3', '4', 'a');
    await panel.counts(1, 'accepted');
    const [accepted] = await records(await stagedFolder(folder), 'accepted.jsonl');
    assert.match(String(accepted?.['assistant_output']), /\[CREDENTIALS_1\]@git/u);
    assert.ok(!JSON.stringify(accepted).includes(SECRET));
  });

  it('underlines an address in the knowledge base, and redacts or dismisses it', async () => {
    const { page, folder } = vscode;
    const place = await placeOfAddress(folder);
    await openKnowledgeBase(page);
    await runCommand(page, NEXT_PROBLEM);
    for (const [name, theme] of Object.entries(THEMES)) {
      await vscode.settings({ 'workbench.colorTheme': theme });
      await page.waitForTimeout(1_000);
      await screenshot(page, `diagnostic ${name}`);
    }
    await page.keyboard.press('Escape');
    await page.keyboard.press('Control+Shift+m');
    const problem = page.locator('.markers-panel .monaco-list-row', { hasText: 'e-mail address' });
    await problem.getByText('email-address').waitFor();
    await screenshot(page, 'problems panel');
    await page.keyboard.press('Control+Shift+m');
    await page.locator('.markers-panel').waitFor({ state: 'hidden' });
    // Another file may have had the next problem.
    await page.locator('.tab', { hasText: 'learned_2026.jsonl' }).click();
    await goTo(page, place);
    await page.keyboard.press('Control+.');
    const menu = page.locator('.action-widget');
    await menu.getByText('Redact: [EMAIL_1]').waitFor();
    await screenshot(page, 'quick fixes');
    await page.keyboard.press('Enter');
    const line = page.locator('.view-line', { hasText: '[EMAIL_1]' });
    await line.first().waitFor();
    await page.keyboard.press('Control+s');
    await fileHolding(join(folder, KB), '[EMAIL_1]');
    await page.keyboard.press('Control+z');
    await line.first().waitFor({ state: 'hidden' });
    await page.locator('.squiggly-error').first().waitFor();
    await goTo(page, place);
    await startCommand(page, 'CodeLumi: Dismiss Finding');
    await page.locator('.quick-input-widget', { hasText: 'Why may this stand?' }).waitFor();
    await answer(page, 'The address of our own help desk.');
    await page.locator('.squiggly-error').first().waitFor({ state: 'hidden' });
    const settings = await fileHolding(join(folder, '.codelumi/config.json'), 'help desk');
    const { screening } = JSON.parse(settings);
    assert.equal(screening.allow[0].reason, 'The address of our own help desk.');
  });
});

describe('screening in a workspace that is not trusted', () => {
  const vscode = useVsCode({
    git: true,
    trust: false,
    prepare: async (folder) => {
      await plantSecret(folder);
      await codelumi(folder, 'extract');
    },
  });

  it('looks, but neither reveals a secret nor writes an allow-list', async () => {
    const { page, folder } = vscode;
    const refusal = /This workspace is not trusted/u;
    const panel = await ReviewPanel.open(page);
    await panel.walkTo(/runner clone the shop/u);
    await panel.button('Hidden credentials, press Enter to show it').waitFor();
    await panel.press('s');
    await panel.messages.getByText(refusal).waitFor();
    assert.equal(await panel.frame.getByText(SECRET).count(), 0);
    assert.deepEqual(await reveals(folder), []);
    await screenshot(page, 'secret not trusted');
    await openKnowledgeBase(page);
    await goTo(page, await placeOfAddress(folder));
    await runCommand(page, 'CodeLumi: Dismiss Finding');
    await page.locator('.notification-toast', { hasText: refusal }).first().waitFor();
    await assert.rejects(readFile(join(folder, '.codelumi/config.json')));
  });
});
