import { strict as assert } from 'node:assert';
import { mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { pick, quickInput, runCommand, startCommand } from './support/palette.js';
import { treeRow, view } from './support/parts.js';
import { codelumi } from './support/records.js';
import { ReviewPanel } from './support/reviewPanel.js';
import { screenshot } from './support/screenshot.js';
import { inEveryTheme } from './support/themes.js';
import { useVsCode } from './support/useVsCode.js';

/** Somebody's address in the question and in the answer. */
const WITH_FINDINGS = '"why does the login fail"';
const IMPROVES = '"pass arguments to an npm script"';
const SHOWN = { timeout: 60_000 };
const LEARNED = 'training/learned_2026.jsonl';

// One VS Code goes through the whole life of a queue, so that every screen is seen once and none is set up twice.
describe('every screen, in every theme', function () {
  this.timeout(300_000);
  let config: string;
  const vscode = useVsCode({
    git: true,
    prepare: async (folder) => {
      config = join(folder, '.codelumi/config.json');
      await mkdir(join(folder, '.codelumi'), { recursive: true });
      await writeFile(config, '{\n  "mining": [\n');
    },
  });
  let panel: ReviewPanel;

  /** Pictures of the panel as it stands; axe-core finds nothing in any. */
  const panelIs = (name: string) =>
    inEveryTheme(vscode, async (kind, theme) => {
      await panel.wears(theme);
      await screenshot(vscode.page, `screen ${name} ${kind}`);
      assert.deepEqual(await panel.accessibilityFaults(), [], `${name}, ${kind}`);
    });

  const editorIs = (name: string) =>
    inEveryTheme(vscode, async (kind) => {
      await screenshot(vscode.page, `screen ${name} ${kind}`);
    });

  /** Opens the first candidate that fits, and shows all again: quicker than walking there. */
  const openFitting = async (query: string) => {
    await panel.setFilter(query);
    await panel.current.waitFor();
    await panel.setFilter('');
    await panel.list.focus();
    await panel.current.waitFor();
  };

  const openFile = async (file: string) => {
    const { page } = vscode;
    const name = file.slice(file.lastIndexOf('/') + 1);
    await page.keyboard.press('ControlOrMeta+P');
    await quickInput(page).fill(file);
    const row = page.locator('.quick-input-list .monaco-list-row.focused', { hasText: name });
    await row.waitFor(SHOWN);
    await page.keyboard.press('Enter');
    await page.locator('.tab.active', { hasText: name }).waitFor(SHOWN);
  };

  it('what could not be read', async () => {
    const { page } = vscode;
    await runCommand(page, 'CodeLumi: Focus on Candidates View');
    await runCommand(page, 'CodeLumi: Open Review Panel');
    panel = await ReviewPanel.opened(page);
    await panel.frame.getByRole('heading', { name: 'This could not be read' }).waitFor(SHOWN);
    await panelIs('failed');
  });

  it('an empty queue', async () => {
    await rm(config);
    // The queue also sees for itself that the file is gone, and may be quicker.
    await panel
      .button('Retry')
      .press('Enter', { timeout: 5_000 })
      .catch(() => {});
    await panel.frame.getByRole('heading', { name: 'No candidates yet' }).waitFor(SHOWN);
    await panelIs('empty queue');
  });

  it('an open candidate', async () => {
    await codelumi(vscode.folder, 'extract');
    await panel.list.waitFor(SHOWN);
    await openFitting(WITH_FINDINGS);
    await panelIs('open candidate');
  });

  it('an edit with findings', async () => {
    await panel.press('e');
    await panel.field('Answer').waitFor();
    await panelIs('edit');
    await panel.type('', 'Escape');
  });

  it('a comment, and the reasons for a rejection', async () => {
    await panel.press('c');
    await panel.frame.locator('textarea:focus').waitFor();
    await panel.type('Is this still so since the last release?');
    await panelIs('comment');
    await panel.type('', 'Escape');
    await panel.press('Shift+R');
    await panel.frame.getByRole('dialog', { name: 'Reject: why?' }).waitFor();
    await panelIs('reasons');
    await panel.type('', 'Escape');
  });

  it('the keys', async () => {
    await panel.press('?');
    await panel.frame.getByRole('dialog', { name: 'Keys' }).waitFor();
    await panelIs('keys');
    await panel.type('', 'Escape');
  });

  it('a comparison', async () => {
    await openFitting(IMPROVES);
    await panel.press('d');
    await panel.frame.getByRole('group', { name: /^Compared with kb-/u }).waitFor();
    await panel.frame.getByRole('group', { name: 'Question there' }).waitFor();
    await panelIs('comparison');
    await panel.press('d');
  });

  it('a filter that nothing fits', async () => {
    await panel.setFilter('nothing-like-this');
    await panel.frame.getByText('No candidate fits the filter.').waitFor();
    await panelIs('filter without match');
    await panel.setFilter('');
  });

  it('the tree by rule, with ticks', async () => {
    const { page } = vscode;
    await startCommand(page, 'CodeLumi: Group Candidates By…');
    await quickInput(page).fill('Mining Rule');
    await page
      .locator('.quick-input-list .monaco-list-row.focused', { hasText: 'Mining Rule' })
      .waitFor();
    await page.keyboard.press('Enter');
    await treeRow(page, 'Candidates', /^Answers users were glad of/u).waitFor(SHOWN);
    await runCommand(page, 'CodeLumi: Focus on Candidates View');
    await page.keyboard.press('Home');
    await page.keyboard.press('ArrowRight');
    await page.keyboard.press('ArrowDown');
    for (let rows = 0; rows < 2; rows += 1) await page.keyboard.press('Shift+ArrowDown');
    await runCommand(page, 'CodeLumi: Tick Selected Candidates');
    await view(page, 'Candidates')
      .getByText(/\d candidates ticked/u)
      .waitFor();
    await editorIs('tree');
    await runCommand(page, 'CodeLumi: Untick All Candidates');
  });

  it('lenses over candidates', async () => {
    const { page, folder } = vscode;
    const names = await readdir(join(folder, 'candidates'));
    await openFile(`candidates/${names.find((name) => name.endsWith('.jsonl'))}`);
    await page
      .locator('.codelens-decoration', { hasText: /Review/u })
      .first()
      .waitFor(SHOWN);
    await editorIs('lenses');
  });

  it('records compared', async () => {
    const { page, folder } = vscode;
    const file = join(folder, LEARNED);
    const [first = '', ...others] = (await readFile(file, 'utf8')).split('\n');
    const changed = first.replace(/"a":"/u, '"a":"Rewritten: ');
    await writeFile(file, [others[0], changed, ...others.slice(2)].join('\n'));
    await openFile(LEARNED);
    await startCommand(page, 'CodeLumi: Compare JSONL Records…');
    await pick(page, /^Its last commit/u);
    await page.locator('.tab.active', { hasText: /1 changed, \d added, \d removed/u }).waitFor();
    await page
      .locator('.monaco-diff-editor .view-line', { hasText: 'Rewritten:' })
      .first()
      .waitFor();
    await editorIs('records compared');
  });

  it('all reviewed', async () => {
    const { page, folder } = vscode;
    // The panel would stay with the candidate that is open in it.
    await runCommand(page, 'View: Close All Editors');
    const list = await codelumi(folder, 'review', 'list', '--query', 'status:waiting');
    const ids = [...list.matchAll(/^candidate-\S+/gmu)].map(([id]) => id);
    await codelumi(folder, 'review', 'reject', ...ids, '--reason-code', 'outdated');
    // A panel that opens before they are read stays with one of them.
    await page.locator('.statusbar-item', { hasText: /(?<!\d)0 waiting/u }).waitFor(SHOWN);
    await runCommand(page, 'CodeLumi: Open Review Panel');
    panel = await ReviewPanel.opened(page);
    await panel.frame.getByRole('heading', { name: 'All reviewed' }).waitFor(SHOWN);
    await panelIs('all reviewed');
  });
});
