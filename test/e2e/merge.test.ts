import { strict as assert } from 'node:assert';
import { appendFile, readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { openFile, pick, runCommand, startCommand } from './support/palette.js';
import { openContainer, rowAction, treeRow } from './support/parts.js';
import { codelumi, records, stagedFolder } from './support/records.js';
import { ReviewPanel } from './support/reviewPanel.js';
import { screenshot } from './support/screenshot.js';
import { useVsCode } from './support/useVsCode.js';

const IMPROVES = /How do I pass arguments to an npm script/u;

const THEMES = {
  dark: 'Dark Modern',
  light: 'Light Modern',
  'high contrast dark': 'Default High Contrast',
  'high contrast light': 'Default High Contrast Light',
};

interface Entry {
  readonly id: string;
  readonly q: string;
  readonly variants?: readonly string[];
}

async function builtEntries(folder: string): Promise<Entry[]> {
  await codelumi(folder, 'snapshot', 'build');
  const snapshots = join(folder, 'training', 'snapshots');
  const names = (await readdir(snapshots)).filter((name) => name.endsWith('.jsonl')).sort();
  const lines = (await readFile(join(snapshots, names.at(-1) ?? ''), 'utf8')).trim().split('\n');
  return lines.map((line) => JSON.parse(line));
}

describe('a candidate beside an entry that is there', () => {
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

  const comparison = () => panel.frame.getByRole('group', { name: /^Compared with kb-/u });
  const choice = (name: RegExp) => panel.frame.getByRole('radio', { name });

  it('is compared by one key, word by word, in every theme', async () => {
    const { page } = vscode;
    await panel.walkTo(IMPROVES);
    await panel.press('d');
    await comparison().waitFor();
    await panel.frame.getByRole('group', { name: 'Question there' }).waitFor();
    assert.ok(await choice(/^Keep both/u).isChecked());
    await page.mouse.move(760, 20);
    for (const [name, theme] of Object.entries(THEMES)) {
      await vscode.settings({ 'workbench.colorTheme': theme });
      await page.waitForTimeout(1_000);
      assert.deepEqual(await panel.accessibilityFaults(), [], name);
      await screenshot(page, `comparison ${name}`);
    }
  });

  it('stands below it where it is narrow', async () => {
    const { page } = vscode;
    const size = page.viewportSize() ?? { width: 1440, height: 900 };
    await page.setViewportSize({ width: 800, height: size.height });
    await comparison().waitFor();
    const top = async (name: string) =>
      (await panel.frame.getByRole('group', { name, exact: true }).boundingBox())?.y ?? 0;
    assert.ok((await top('Answer here')) > (await top('Answer there')));
    await screenshot(page, 'comparison narrow');
    await page.setViewportSize(size);
  });

  it('is merged by a choice that survives a restart, and says so before it is accepted', async () => {
    await panel.list.focus();
    await panel.press('Shift+M');
    await panel.button(/^Accept, merging into kb-/u).waitFor();
    await panel.messages.getByText(/Chosen: accept, merging into kb-/u).waitFor();
    await choice(/^Merge as a variant of/u).focus();
    await vscode.page.keyboard.press('ArrowDown');
    await panel.button(/^Accept, superseding kb-/u).waitFor();
    await vscode.page.keyboard.press('ArrowUp');
    await panel.button(/^Accept, merging into kb-/u).waitFor();
    await vscode.page.waitForTimeout(1_000);
    await vscode.restart();
    await openContainer(vscode.page, 'CodeLumi');
    panel = await ReviewPanel.open(vscode.page);
    await panel.walkTo(IMPROVES);
    await panel.button(/^Accept, merging into kb-/u).waitFor();
    await panel.press('d');
    assert.ok(await choice(/^Merge as a variant of/u).isChecked());
    await screenshot(vscode.page, 'merge chosen');
  });

  it('is refused when the entry changed meanwhile; the ticks stay', async () => {
    const { folder, page } = vscode;
    const title = (await comparison().getByRole('heading').innerText()).trim();
    const id = title.replace('Compared with ', '');
    const place = await comparison()
      .getByRole('button', { name: /^Open training\// })
      .getAttribute('aria-label');
    const [, file = ''] = /^Open (.*):\d+$/u.exec(place ?? '') ?? [];
    const before = await readFile(join(folder, file), 'utf8');
    const at = before.indexOf(`"${id}"`);
    const changed = before.slice(at).replace(/("(?:q|title|question)":\s*")/u, '$1Anew: ');
    await writeFile(join(folder, file), before.slice(0, at) + changed);
    await panel.list.focus();
    await panel.press('1', '2', '3', '4', 'a');
    await panel.messages.getByText(/changed meanwhile: its text is no longer/u).waitFor();
    await panel.frame.getByText(/Anew:/u).first().waitFor();
    await screenshot(page, 'merge refused');
    assert.ok(await panel.checkbox('Factually right').isChecked());
    assert.ok(await choice(/^Keep both/u).isChecked());
    await panel.press('Shift+M', 'a');
    await panel.counts(1, 'accepted');
    const [accepted] = await records(await stagedFolder(folder), 'accepted.jsonl');
    const decided = JSON.stringify(accepted?.['decision']);
    assert.ok(decided.includes('"kind":"merge"') && decided.includes(`"${id}"`));
    const entry = (await builtEntries(folder)).find((each) => each.id === id);
    assert.ok(entry?.variants?.some((variant) => IMPROVES.test(variant)));
  });

  it('is asked about in the tree as well', async () => {
    const { page } = vscode;
    const row = treeRow(page, 'Candidates', /SameSite Lax or Strict/u);
    await openContainer(page, 'CodeLumi');
    await rowAction(row, 'Accept Candidate');
    await page
      .locator('.quick-input-widget')
      .getByRole('checkbox', { name: /Toggle all|Select all/iu })
      .first()
      .click();
    await page.keyboard.press('Enter');
    await page.locator('.quick-input-list').getByText('Keep both').waitFor();
    await screenshot(page, 'merge in the palette');
    await pick(page, /^Take the place of/u);
    await panel.counts(2, 'accepted');
    const entries = await builtEntries(vscode.folder);
    assert.ok(entries.some((entry) => 'supersedes' in entry));
  });

  it('is compared record by record in the diff editor', async () => {
    const { page, folder } = vscode;
    const file = join(folder, 'training', 'learned_2026.jsonl');
    const lines = (await readFile(file, 'utf8')).split('\n');
    const [first = ''] = lines;
    await writeFile(
      file,
      [...lines.slice(1), first.replace(/"a":"/u, '"a":"Rewritten: ')].join('\n'),
    );
    await appendFile(file, '\nnot a record\n');
    await runCommand(page, 'Notifications: Clear All Notifications');
    await openFile(page, 'training/learned_2026.jsonl');
    await startCommand(page, 'CodeLumi: Compare JSONL Records…');
    await pick(page, /^Its last commit/u);
    await page.locator('.tab.active', { hasText: /1 changed, 1 added, 0 removed/u }).waitFor();
    await page
      .locator('.monaco-diff-editor .view-line', { hasText: 'Rewritten:' })
      .first()
      .waitFor();
    await screenshot(page, 'records compared');
  });
});
