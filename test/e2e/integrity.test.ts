import { strict as assert } from 'node:assert';
import { execFile } from 'node:child_process';
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { inOtherClone } from './support/otherClone.js';
import { answer, runCommand, startCommand } from './support/palette.js';
import { confirm, openContainer, toast } from './support/parts.js';
import { codelumi, records, stagedFolder } from './support/records.js';
import { ReviewPanel } from './support/reviewPanel.js';
import { screenshot } from './support/screenshot.js';
import { inEveryTheme } from './support/themes.js';
import { useVsCode } from './support/useVsCode.js';

const ADA = 'Ada Approver <ada@example.org>';
const GRACE = 'Grace Guard <grace@example.org>';
const SHOWN = { timeout: 60_000 };
const CONFIG = '.codelumi/config.json';

// Rae reviews in the editor what Ada and Grace decided in their shells.
describe('the integrity of a review', function () {
  this.timeout(300_000);
  let queue: readonly { readonly id: string; readonly query: string }[] = [];
  const candidate = (place: number) => queue[place]?.id ?? '';
  const configure = (folder: string, config: object) =>
    writeFile(
      join(folder, CONFIG),
      JSON.stringify({ policy: { quorum: { entry: 2 } }, ...config }),
    );

  const vscode = useVsCode({
    git: true,
    settings: { 'codelumi.review.advance': false },
    prepare: async (folder) => {
      await mkdir(join(folder, '.codelumi'), { recursive: true });
      await configure(folder, {});
      await codelumi(folder, 'extract');
      const listed = JSON.parse(
        await codelumi(folder, 'review', 'list', '--status', 'pending', '--json'),
      );
      queue = listed.candidates.toReversed();
      const theirs = ['--reviewer', ADA];
      // Grace rejects in her clone what Ada accepts without knowing of it.
      const disputed = candidate(1);
      await codelumi(folder, 'review', 'flag', candidate(2), ...theirs);
      const merge = await inOtherClone(folder, 'review', 'reject', disputed, '--reviewer', GRACE);
      const both = [candidate(0), disputed];
      await codelumi(folder, 'review', 'accept', ...both, '--confirm', 'all', ...theirs);
      await merge();
      await codelumi(folder, 'review', 'assign', candidate(3), '--to', GRACE, ...theirs);
      await codelumi(folder, 'review', 'reserve', candidate(3), ...theirs);
    },
  });
  let panel: ReviewPanel;

  const header = () => panel.frame.locator('header');
  const note = () => header().getByRole('note');

  /** Pictures of the panel as it stands; axe-core finds nothing in any. */
  const panelIs = (name: string) =>
    inEveryTheme(vscode, async (kind, theme) => {
      await panel.wears(theme);
      await screenshot(vscode.page, `integrity ${name} ${kind}`);
      assert.deepEqual(await panel.accessibilityFaults(), [], `${name}, ${kind}`);
    });

  const windowIs = (name: string) =>
    inEveryTheme(vscode, async (kind) => {
      await screenshot(vscode.page, `integrity ${name} ${kind}`);
    });

  const openOnly = async (query: string) => {
    await panel.setFilter(query);
    await panel.matches(/^1 of/u);
    await panel.list.focus();
  };

  before(async () => {
    await openContainer(vscode.page, 'CodeLumi');
    panel = await ReviewPanel.open(vscode.page);
    await vscode.page.mouse.move(760, 520); // So that no tooltip stands in the pictures.
  });

  it('says in words that an acceptance waits for a second reviewer', async () => {
    await openOnly('is:waiting-approval');
    await note().getByText('It needs a second reviewer.').waitFor(SHOWN);
    await panel.frame.getByRole('heading', { name: /^Accepted/u }).waitFor();
    assert.match((await panel.current.getAttribute('aria-label')) ?? '', /waits for a second/u);
    await panelIs('waits for approval');
  });

  it('approves by keyboard what somebody else accepted', async () => {
    await panel.button('Approve').waitFor();
    await panel.press('1', '2', '3', '4', 'a');
    await panel.messages.getByText('Approved.', { exact: true }).waitFor(SHOWN);
    await header().getByText('Approved by Ada Approver, Rae Reviewer').waitFor(SHOWN);
    await note().waitFor({ state: 'hidden' });
    await panelIs('approved');
    const accepted = await records(await stagedFolder(vscode.folder), 'accepted.jsonl');
    assert.deepEqual(
      accepted.map(({ id }) => id),
      [candidate(0)],
    );
  });

  it('settles by keyboard what two people decided not knowing of each other', async () => {
    const { folder } = vscode;
    await openOnly('is:disputed');
    await note()
      .getByText(/is disputed: .*Grace Guard rejected it/u)
      .waitFor(SHOWN);
    await panel.frame.getByRole('heading', { name: /^Flagged/u }).waitFor();
    await panelIs('disputed');
    assert.match(await codelumi(folder, 'review', 'conflicts'), new RegExp(candidate(1), 'u'));
    await panel.press('r');
    await panel.messages.getByText('Rejected.', { exact: true }).waitFor(SHOWN);
    await note().waitFor({ state: 'hidden' });
    assert.match(await codelumi(folder, 'review', 'conflicts'), /^nobody disagrees/u);
    assert.deepEqual(JSON.parse(await codelumi(folder, 'verify', '--json')).faults, []);
  });

  it('says who is to review a candidate, and who is at it', async () => {
    await openOnly('reserved:anybody');
    await header().getByText('assigned to Grace Guard').waitFor(SHOWN);
    await header()
      .getByText(/^reserved by Ada Approver until \d\d:\d\d/u)
      .waitFor();
    await panelIs('reserved');
  });

  it('tells nobody a verdict before they gave their own', async () => {
    await configure(vscode.folder, { review: { overlap: 1 } });
    await openOnly(`"${queue[2]?.query.slice(0, 40)}"`);
    await header()
      .getByText(/^blind/u)
      .waitFor(SHOWN);
    await panel.frame.getByRole('heading', { name: /^Pending/u }).waitFor();
    assert.doesNotMatch(await panel.frame.locator('cl-review').innerText(), /Ada Approver/u);
    await panelIs('blind');
    await configure(vscode.folder, {});
  });

  it('refuses a hotfix that too few people signed, and says what is missing', async () => {
    const { page } = vscode;
    await startCommand(page, 'CodeLumi: Build Hotfix Snapshot…');
    const row = page.locator('.quick-input-list .monaco-list-row', { hasText: candidate(0) });
    await row.waitFor(SHOWN);
    await row.click();
    await windowIs('hotfix candidates');
    await page.keyboard.press('Enter');
    await answer(page, 'The answer in use deletes data.');
    const refusal = toast(page, /The hotfix was not built: /u);
    await refusal.getByText(candidate(0)).first().waitFor(SHOWN);
    await windowIs('hotfix refused');
    await runCommand(page, 'Notifications: Clear All Notifications');
  });

  it('shows who did what', async () => {
    const { page } = vscode;
    await runCommand(page, 'CodeLumi: Show Audit Log');
    await page.locator('.tab.active', { hasText: 'Audit Log' }).waitFor(SHOWN);
    await page
      .locator('.view-line', { hasText: /extract/u })
      .first()
      .waitFor(SHOWN);
    await windowIs('audit log');
  });

  it('finds where somebody is, without showing whom was asked for', async () => {
    const { page } = vscode;
    await startCommand(page, 'CodeLumi: Find Where Somebody Is');
    const field = page.locator('.quick-input-widget input[type="password"]');
    await field.fill('Ada Approver', SHOWN);
    await windowIs('find somebody');
    await page.keyboard.press('Enter');
    await page.locator('.tab.active', { hasText: 'Where Somebody Is' }).waitFor(SHOWN);
    await windowIs('somebody found');
    await runCommand(page, 'Notifications: Clear All Notifications');
  });

  it('offers to mend what is not healthy', async () => {
    const { page } = vscode;
    await startCommand(page, 'CodeLumi: Check Workspace Health');
    const rows = page.locator('.quick-input-list .monaco-list-row');
    await rows.filter({ hasText: 'userData' }).first().waitFor(SHOWN);
    await windowIs('health');
    await page.keyboard.press('Escape');
  });

  it('takes the review to a branch and asks before it pushes', async () => {
    const { page, folder } = vscode;
    // Nothing is sent there: the answer is no.
    const server = 'https://github.com/example/lumi.git';
    await promisify(execFile)('git', ['remote', 'add', 'origin', server], { cwd: folder });
    await runCommand(page, 'CodeLumi: Start Review Branch');
    await toast(page, /On review\//u).waitFor(SHOWN);
    await windowIs('review branch');
    await runCommand(page, 'Notifications: Clear All Notifications');
    await startCommand(page, 'CodeLumi: Open Review Pull Request');
    const dialog = page.locator('.monaco-dialog-box');
    await dialog.getByText(/files of the review are in no commit yet/u).waitFor(SHOWN);
    await windowIs('pull request uncommitted');
    await confirm(page, 'Commit Them First');
    await dialog.getByText(/^Push review\//u).waitFor(SHOWN);
    await windowIs('pull request push');
    await page.keyboard.press('Escape');
  });
});
