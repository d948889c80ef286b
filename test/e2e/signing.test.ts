import { strict as assert } from 'node:assert';
import { execFile } from 'node:child_process';
import { mkdtempSync } from 'node:fs';
import { readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { pick, runCommand, startCommand } from './support/palette.js';
import { confirm, openContainer, toast } from './support/parts.js';
import { codelumi, records, stagedFolder } from './support/records.js';
import { ReviewPanel } from './support/reviewPanel.js';
import { screenshot } from './support/screenshot.js';
import { inEveryTheme } from './support/themes.js';
import { useVsCode } from './support/useVsCode.js';

const RAE = 'Rae Reviewer <rae@example.org>';
const SHOWN = { timeout: 60_000 };

// Somebody without a key decides, sets one up, and signs: what was decided before and what comes.
describe('signing', function () {
  this.timeout(300_000);
  const home = mkdtempSync(join(tmpdir(), 'codelumi-home-'));
  const key = join(home, '.ssh', 'id_codelumi_ed25519');
  let flagged = '';
  const vscode = useVsCode({
    git: true,
    env: { HOME: home },
    settings: { 'codelumi.review.advance': false },
    prepare: async (folder) => {
      await codelumi(folder, 'extract');
      const listed = JSON.parse(
        await codelumi(folder, 'review', 'list', '--status', 'pending', '--json'),
      );
      flagged = listed.candidates.at(-1).id;
      await codelumi(folder, 'review', 'flag', flagged, '--reviewer', RAE);
    },
  });
  let panel: ReviewPanel;

  const header = () => panel.frame.locator('header .signature');

  before(async () => {
    await openContainer(vscode.page, 'CodeLumi');
    panel = await ReviewPanel.open(vscode.page);
  });

  after(() => rm(home, { recursive: true, force: true }));

  it('is missed where there is no key', async () => {
    const { page } = vscode;
    await panel.setFilter('status:flagged reviewer:rae');
    await header().filter({ hasText: 'Unsigned' }).waitFor(SHOWN);
    await screenshot(page, 'signing unsigned');
  });

  it('is set up step by step, each after a yes, with a key of its own', async () => {
    const { page } = vscode;
    await startCommand(page, 'CodeLumi: Set Up Signing…');
    await pick(page, /Make a New Key/u);
    await page.locator('.monaco-dialog-box').getByText('Make a new SSH key?').waitFor(SHOWN);
    await screenshot(page, 'signing new key');
    await confirm(page, 'Without a Passphrase');
    await page.locator('.monaco-dialog-box').getByText('What signs with it?').waitFor(SHOWN);
    await confirm(page, 'Git in This Repository, Too');
    await page.locator('.monaco-dialog-box').getByText('Let this key sign as').waitFor(SHOWN);
    await screenshot(page, 'signing allow key');
    await confirm(page, 'Allow It');
    await toast(page, /1 decision of yours is unsigned/u).waitFor(SHOWN);
    assert.match(await readFile(`${key}.pub`, 'utf8'), /^ssh-ed25519 .* rae@example\.org\n$/u);
    const git = promisify(execFile)('git', ['config', 'user.signingkey'], { cwd: vscode.folder });
    assert.equal((await git).stdout.trim(), key);
  });

  it('signs what was decided before, after saying what', async () => {
    const { page } = vscode;
    await runCommand(page, 'Notifications: Clear All Notifications');
    await startCommand(page, 'CodeLumi: Sign Own Decisions');
    const dialog = page.locator('.monaco-dialog-box');
    await dialog.getByText('Sign 1 decision?').waitFor(SHOWN);
    assert.match(await dialog.innerText(), new RegExp(`flag ${flagged}`, 'u'));
    await confirm(page, 'Sign 1 decision');
    await toast(page, 'Signed 1 decision.').waitFor(SHOWN);
    await header().filter({ hasText: 'Signed' }).waitFor(SHOWN);
  });

  it('signs what is decided now, says so in every theme, and verify proves it', async () => {
    const { page } = vscode;
    await runCommand(page, 'Notifications: Clear All Notifications');
    await panel.setFilter('status:pending');
    await panel.list.focus();
    await panel.press('1', '2', '3', '4', 'a');
    await panel.frame.getByRole('heading', { name: /^Accepted/u }).waitFor(SHOWN);
    await header().filter({ hasText: 'Signed' }).waitFor(SHOWN);
    assert.match((await header().getAttribute('title')) ?? '', /Signed by rae@example\.org with/u);
    const history = panel.frame.getByRole('list', { name: 'Decisions' });
    await history.getByText('Signed', { exact: true }).waitFor();
    await inEveryTheme(vscode, async (kind, theme) => {
      await panel.wears(theme);
      await screenshot(page, `signing signed ${kind}`);
      assert.deepEqual(await panel.accessibilityFaults(), [], kind);
    });
    const journal = await records(join(await stagedFolder(vscode.folder), 'decisions'), '.jsonl');
    assert.deepEqual(
      journal.map(({ action }) => action),
      ['flag', 'accept'],
    );
    const { faults, checked } = JSON.parse(await codelumi(vscode.folder, 'verify', '--json'));
    assert.deepEqual([faults, checked.signed], [[], 2]);
  });
});
