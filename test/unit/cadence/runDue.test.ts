import assert from 'node:assert/strict';
import { readAuditLog } from '../../../src/core/audit/journal/auditLog.js';
import { whatIsDue } from '../../../src/core/cadence/whatIsDue.js';
import type { JobContext } from '../../../src/core/job.js';
import { runDue } from '../../../src/core/runs/runDue.js';
import { listSnapshots } from '../../../src/core/snapshots/list.js';
import { CONFIG_FILE } from '../../../src/core/workspace/paths.js';
import { MemoryLog } from '../support/memoryLog.js';
import { ADA } from '../support/severalReviewers.js';
import { kbLine, refused } from '../support/smallReview.js';
import { contentsOf, put, temporaryWorkspace } from '../support/temporaryWorkspace.js';
import { testContext } from '../support/testContext.js';

const EVERYTHING = {
  cadence: { extraction: 'daily' },
  snapshots: { cadence: 7, automatic: true },
  validation: { required: ['records', 'privacy'] },
};

function on(root: string, day: string): JobContext {
  return { ...testContext(root, `${day}T10:00:00.000Z`), actor: async () => ADA };
}

function gladLog(): string {
  return new MemoryLog()
    .user('How is the archive begun?')
    .assistant('Open the archive menu, choose what you want to see there, and confirm it.')
    .button('up')
    .toString();
}

describe('doing what is due', () => {
  it('does it in order, records each, and leaves the rest to people', async () => {
    const root = await temporaryWorkspace({
      'training/kb.jsonl': kbLine(0) + kbLine(1),
      'userData/lumi_memory.jsonl': gladLog(),
      [CONFIG_FILE]: JSON.stringify(EVERYTHING),
    });
    const context = on(root, '2026-11-20');
    const { items, ran } = await runDue({}, context);
    assert.deepEqual(
      items.filter(({ isDue }) => isDue).map(({ kind }) => kind),
      ['extraction', 'snapshot', 'monitoring'],
    );
    assert.deepEqual(
      ran.map(({ kind, outcome }) => [kind, outcome]),
      [
        ['extraction', 'done'],
        ['snapshot', 'done'],
        ['monitoring', 'done'],
      ],
    );
    assert.equal(ran[0]?.words, '1 candidate added.');
    assert.match(ran[1]?.words ?? '', /^Built and published kb_snapshot_\S+\.$/u);
    const actions = (await readAuditLog(context)).map(({ entry }) => entry.action);
    for (const action of ['extract', 'validate', 'build-snapshot', 'publish-snapshot', 'monitor'])
      assert.ok(actions.includes(action), action);
    const again = await whatIsDue({}, context);
    assert.deepEqual(
      again.filter(({ isDue }) => isDue),
      [],
    );
  });

  it('goes on after what fails, and tells of what a gate held back', async () => {
    const root = await temporaryWorkspace({
      'training/kb.jsonl': kbLine(0) + kbLine(1),
      [CONFIG_FILE]: JSON.stringify({ ...EVERYTHING, validation: { required: ['ndcg@10'] } }),
    });
    const { ran } = await runDue({}, on(root, '2026-11-20'));
    assert.deepEqual(
      ran.map(({ kind, outcome, reason }) => [kind, outcome, reason]),
      [
        ['extraction', 'failed', 'not-found'],
        ['snapshot', 'gate', undefined],
      ],
    );
    assert.match(ran[0]?.words ?? '', /There is no conversation log/u);
    assert.match(ran[1]?.words ?? '', /not published: not every gate is green\.$/u);
  });

  it('builds nothing where the settings leave that to people', async () => {
    const root = await temporaryWorkspace({ 'training/kb.jsonl': kbLine(0) });
    await put(root, CONFIG_FILE, JSON.stringify({ snapshots: { cadence: 7 } }));
    const { items, ran } = await runDue({}, on(root, '2026-11-20'));
    assert.equal(items.find(({ kind }) => kind === 'snapshot')?.isDue, true);
    assert.deepEqual(ran, []);
    assert.deepEqual(await listSnapshots({}, on(root, '2026-11-20')), []);
  });

  it('does nothing where nobody may write', async () => {
    const root = await temporaryWorkspace({ [CONFIG_FILE]: JSON.stringify(EVERYTHING) });
    const before = await contentsOf(root);
    const context = { ...on(root, '2026-11-20'), actor: undefined };
    await assert.rejects(runDue({}, context), refused('not-trusted', /not trusted/u));
    assert.deepEqual(await contentsOf(root), before);
  });
});
