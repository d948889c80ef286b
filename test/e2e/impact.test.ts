import { strict as assert } from 'node:assert';
import { runCommand } from './support/palette.js';
import { openContainer } from './support/parts.js';
import { codelumi } from './support/records.js';
import { ReviewPanel } from './support/reviewPanel.js';
import { screenshot } from './support/screenshot.js';
import { inEveryTheme } from './support/themes.js';
import { useVsCode } from './support/useVsCode.js';

const REPHRASES = '"explain analyze how to read"';
const ASKS_SOMETHING_ELSE = '"npm ERR! code EACCES"';
const HINT = /^As a variant of \S+ \(“.+”\):/u;
const SHOWN = { timeout: 60_000 };

describe('what a candidate would change', function () {
  this.timeout(240_000);
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

  const section = () => panel.frame.getByRole('region', { name: 'What it would change' });

  it('is told beside it in words and figures, reached by one key, in every theme', async () => {
    await panel.setFilter(REPHRASES);
    await panel.current.waitFor();
    await panel.setFilter('');
    await panel.list.focus();
    await section()
      .getByText(/^As an entry of its own: it is found at rank \d+ instead of/u)
      .waitFor(SHOWN);
    await section()
      .getByText(/^MRR@10 \d\.\d{3} → \d\.\d{3} \(/u)
      .first()
      .waitFor();
    await section().getByText('n = 84 queries').first().waitFor();
    await panel.press('i');
    await panel.frame.locator('#impact-title:focus').waitFor();
    await section().getByText(HINT).waitFor(SHOWN);
    const displaced = section().locator('summary', { hasText: 'No longer among the first ten' });
    if ((await displaced.count()) > 0) await displaced.press('Enter');
    await panel.list.focus();
    await panel.press('i');
    await inEveryTheme(vscode, async (kind, theme) => {
      await panel.wears(theme);
      await screenshot(vscode.page, `impact ${kind}`);
      assert.deepEqual(await panel.accessibilityFaults(), [], kind);
    });
  });

  it('hints at merging only into what asks much the same, and still merges into anything', async () => {
    await panel.setFilter(ASKS_SOMETHING_ELSE);
    await panel.current.waitFor();
    await panel.list.focus();
    await section()
      .getByText(/^As an entry of its own:/u)
      .waitFor(SHOWN);
    // The reranker's order comes after everything else was looked at.
    await section()
      .getByText(/^By models/u)
      .waitFor(SHOWN);
    assert.equal(await section().getByText(HINT).count(), 0);
    await panel.press('d');
    const comparison = panel.frame.getByRole('group', { name: /^Compared with /u });
    await comparison.getByText(/As a variant of/u).waitFor(SHOWN);
    await screenshot(vscode.page, 'impact without a hint');
    await panel.press('d');
    await comparison.waitFor({ state: 'hidden' });
    await panel.setFilter(REPHRASES);
    await panel.current.waitFor();
    await panel.setFilter('');
    await panel.list.focus();
  });

  it('is told of every choice in a comparison, and follows what is chosen', async () => {
    const { page } = vscode;
    await runCommand(page, 'CodeLumi: Show Candidate Impact in Panel');
    await panel.frame.locator('#impact-title:focus').waitFor();
    await panel.list.focus();
    await panel.press('d');
    const comparison = panel.frame.getByRole('group', { name: /^Compared with /u });
    await comparison
      .getByText(/Its answer is not taken\. As a variant of (\S+) \(“.+”\): \1 is found at rank 1/u)
      .waitFor(SHOWN);
    await comparison
      .getByText(/whose place it took\. In the place of \S+: the new entry is found/u)
      .waitFor(SHOWN);
    await screenshot(page, 'impact of choices');
    assert.deepEqual(await panel.accessibilityFaults(), []);
    await panel.list.focus();
    await panel.press('Shift+M');
    await section().getByText(HINT).waitFor(SHOWN);
    await panel.press('1', '2', '3', '4', 'a');
    await panel.counts(1, 'accepted');
  });
});
