import { strict as assert } from 'node:assert';
import { join } from 'node:path';
import { runCommand } from './support/palette.js';
import { openContainer, toast, treeRow, view } from './support/parts.js';
import { records, stagedFolder } from './support/records.js';
import { ReviewPanel } from './support/reviewPanel.js';
import { screenshot } from './support/screenshot.js';
import { useVsCode } from './support/useVsCode.js';

const CHECKS = ['1', '2', '3', '4'];

describe('a newcomer, by keyboard alone', () => {
  const vscode = useVsCode({ git: true });
  let panel: ReviewPanel;
  const accepted: string[] = [];

  it('is told what to do first', async () => {
    const { page } = vscode;
    await openContainer(page, 'CodeLumi');
    await view(page, 'Candidates')
      .getByText(/The assistant has left logs here/u)
      .waitFor();
    await screenshot(page, 'welcome');
  });

  it('extracts candidates', async () => {
    const { page, folder } = vscode;
    await runCommand(page, 'CodeLumi: Extract Candidates');
    await toast(page, /Added \d+ candidates: \d+ pending/u).waitFor();
    await treeRow(page, 'Candidates', /^Pending/u).waitFor();
    assert.ok((await records(join(folder, 'candidates'), '.jsonl')).length > 50);
    await runCommand(page, 'Notifications: Clear All Notifications');
  });

  it('is told what is missing before accepting', async () => {
    const { page } = vscode;
    panel = await ReviewPanel.open(page);
    await panel.press('a');
    await panel.messages.getByText(/Not accepted yet.*Factually right/u).waitFor();
    await screenshot(page, 'checks missing');
    await panel.counts(0, 'accepted');
  });

  it('accepts three candidates', async () => {
    const { page, folder } = vscode;
    for (const count of [1, 2, 3]) {
      await panel.press(...CHECKS);
      if (count === 3) await screenshot(page, 'review panel');
      await panel.press('a');
      await panel.counts(count, 'accepted');
    }
    const lines = await records(await stagedFolder(folder), 'accepted.jsonl');
    assert.equal(lines.length, 3);
    for (const line of lines) {
      const { reviewer, checklist } = line['decision'] as { reviewer: object; checklist: object };
      assert.deepEqual(reviewer, { name: 'Rae Reviewer', email: 'rae@example.org' });
      assert.deepEqual(checklist, { factual: true, cited: true, no_pii: true, clear: true });
      accepted.push(String(line['id']));
    }
  });

  it('rejects with a reason, flags, and takes both back', async () => {
    const { page, folder } = vscode;
    const candidates = await records(join(folder, 'candidates'), '.jsonl');
    const countOf = (status: string) =>
      candidates.filter((each) => each['status'] === status).length;
    const [flagged, screenedOut] = [countOf('flagged'), countOf('rejected')];
    await panel.press('m');
    await page.keyboard.type('Not about our tools');
    await page.keyboard.press('Enter');
    await panel.press('r');
    await panel.counts(screenedOut + 1, 'rejected');
    const [rejected = {}] = await records(await stagedFolder(folder), 'rejected.jsonl');
    assert.equal((rejected['decision'] as { reason: string }).reason, 'Not about our tools');
    await panel.press('f');
    await panel.counts(flagged + 1, 'flagged');
    await panel.press('u');
    await panel.counts(flagged, 'flagged');
    await panel.press('u');
    await panel.counts(screenedOut, 'rejected');
  });

  it('builds a snapshot from what was accepted', async () => {
    const { page, folder } = vscode;
    await runCommand(page, 'CodeLumi: Build KB Snapshot');
    await toast(page, /Built kb_snapshot_\d{8}_\d{4}: \d+ entries, 3 of them accepted/u).waitFor();
    await screenshot(page, 'snapshot built');
    const entries = await records(join(folder, 'training/snapshots'), '.jsonl');
    const learned = entries.map(({ origin }) => (origin as { candidate?: string }).candidate);
    assert.deepEqual(learned.filter(Boolean).sort(), accepted.sort());
  });
});
