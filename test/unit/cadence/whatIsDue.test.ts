import assert from 'node:assert/strict';
import { appendFile } from 'node:fs/promises';
import { join } from 'node:path';
import { DUE_KINDS, type DueItem, type DueKind } from '../../../src/core/cadence/dueItem.js';
import { whatIsDue } from '../../../src/core/cadence/whatIsDue.js';
import type { JobContext } from '../../../src/core/job.js';
import { keepLastLook, readLastLook } from '../../../src/core/monitoring/lastLook.js';
import { journalsOf } from '../../../src/core/review/decisionJournals.js';
import { buildSnapshot } from '../../../src/core/snapshots/build.js';
import { CONFIG_FILE, LAST_LOOK_FILE } from '../../../src/core/workspace/paths.js';
import { DAY } from '../support/minedCandidate.js';
import { accept, candidate, kbLine, refused, workspace } from '../support/smallReview.js';
import { contentsOf, put, temporaryWorkspace } from '../support/temporaryWorkspace.js';
import { testContext } from '../support/testContext.js';

const on = (root: string, day: string): JobContext => testContext(root, `${day}T10:00:00.000Z`);

async function itemIn(context: JobContext, kind: DueKind): Promise<DueItem> {
  const found = (await whatIsDue({}, context)).find((item) => item.kind === kind);
  assert.ok(found !== undefined);
  return found;
}

describe('what is due', () => {
  it('is nothing in an empty workspace, which says of everything why, and writes nothing', async () => {
    const root = await temporaryWorkspace();
    const items = await whatIsDue({}, on(root, '2026-11-20'));
    assert.deepEqual(
      items.map(({ kind, isDue }) => [kind, isDue]),
      DUE_KINDS.map((kind) => [kind, false]),
    );
    for (const { why } of items) assert.match(why, /^[A-Z].*\.$/u);
    assert.deepEqual(await contentsOf(root), {});
  });

  it('lets the editor’s own setting go before that of the workspace', async () => {
    const settings = JSON.stringify({ cadence: { extraction: 'daily' } });
    const root = await temporaryWorkspace({ [CONFIG_FILE]: settings });
    const context = on(root, '2026-11-20');
    assert.equal((await itemIn(context, 'extraction')).isDue, true);
    const [first] = await whatIsDue({ extraction: 'off' }, context);
    assert.deepEqual([first?.kind, first?.isDue], ['extraction', false]);
  });

  it('hides nothing behind what cannot be told', async () => {
    const root = await workspace(2, [candidate(1)]);
    await put(root, CONFIG_FILE, JSON.stringify({ snapshots: { cadence: 7 } }));
    const context = on(root, '2026-12-24');
    await accept(context, 1);
    const [journal = ''] = await journalsOf(context.files, DAY);
    await appendFile(join(root, journal), '{"forged":true}\n');
    const items = await whatIsDue({}, context);
    assert.deepEqual(
      items.map(({ kind }) => kind),
      DUE_KINDS,
    );
    const unknown = items.filter(({ isUnknown }) => isUnknown === true);
    assert.deepEqual(
      unknown.map(({ kind }) => kind),
      ['review', 'snapshot', 'training'],
    );
    for (const { isDue, why } of unknown) {
      assert.ok(isDue);
      assert.match(why, /^It cannot be told whether (?:candidates|a snapshot|a reranker) .*\.$/u);
      assert.ok(why.includes(journal), why);
    }
  });

  it('refuses to say anything by settings that cannot be read', async () => {
    const root = await temporaryWorkspace({ [CONFIG_FILE]: '{"cadence":{"extraction":"hourly"}}' });
    await assert.rejects(
      whatIsDue({}, on(root, '2026-11-20')),
      refused('invalid-input', /cadence\.extraction/u),
    );
  });

  it('tells when a snapshot will be due, when it is, and that there is nothing new', async () => {
    const root = await temporaryWorkspace({ 'training/kb.jsonl': kbLine(0) });
    assert.match((await itemIn(on(root, '2026-11-20'), 'snapshot')).why, /is not set/u);
    await put(root, CONFIG_FILE, JSON.stringify({ snapshots: { cadence: 7 } }));
    const first = await itemIn(on(root, '2026-11-20'), 'snapshot');
    assert.deepEqual(
      [first.isDue, first.why, first.command, first.isAutomatic],
      [true, 'One is to be built every 7 days; none was yet.', 'snapshot build', false],
    );
    const { manifest } = await buildSnapshot({}, on(root, '2026-11-20'));
    const early = await itemIn(on(root, '2026-11-26'), 'snapshot');
    assert.deepEqual([early.isDue, early.since], [false, '2026-11-27T10:00:00.000Z']);
    const same = await itemIn(on(root, '2026-11-27'), 'snapshot');
    assert.deepEqual([same.isDue, same.since], [false, undefined]);
    assert.ok(same.why.includes(manifest.name) && same.why.endsWith('nothing has changed since.'));
    await put(root, 'training/more.jsonl', kbLine(1));
    await put(root, CONFIG_FILE, '{"snapshots":{"cadence":7,"automatic":true}}');
    const late = await itemIn(on(root, '2026-11-27'), 'snapshot');
    assert.deepEqual(
      [late.isDue, late.command, late.isAutomatic],
      [true, 'snapshot advance', true],
    );
    const back = await itemIn(on(root, '2026-11-19'), 'snapshot');
    assert.equal(back.isDue, true, 'a clock that was set back stops nothing');
  });

  it('tells of training what the training itself tells', async () => {
    const root = await workspace(2, [candidate(1)]);
    await put(root, CONFIG_FILE, '{"training":{"cadence":{"accepted":1},"automatic":true}}');
    const before = await itemIn(on(root, '2026-11-20'), 'training');
    assert.deepEqual(
      [before.isDue, before.why, before.isAutomatic],
      [false, 'Nothing was accepted yet.', true],
    );
    await accept(on(root, '2026-11-20'), 1);
    const poor = await itemIn(on(root, '2026-11-20'), 'training');
    assert.equal(poor.isDue, false);
    assert.match(poor.why, /nothing can be trained yet/u);
  });

  it('wants to be looked at what is watched a day after the last look of this clone', async () => {
    const root = await temporaryWorkspace({ 'userData/kb_usage.jsonl': '' });
    const idle = await itemIn(on(root, '2026-11-20'), 'monitoring');
    assert.deepEqual(
      [idle.isDue, idle.why],
      [false, 'Nobody has begun to work with CodeLumi here.'],
    );
    await put(root, CONFIG_FILE, '{}');
    const first = await itemIn(on(root, '2026-11-20'), 'monitoring');
    assert.deepEqual(
      [first.isDue, first.command, first.isAutomatic, first.since],
      [true, 'monitor', true, undefined],
    );
    await keepLastLook(on(root, '2026-11-20'));
    assert.equal(await readLastLook(on(root, '2026-11-20')), '2026-11-20T10:00:00.000Z');
    assert.equal((await itemIn(on(root, '2026-11-20'), 'monitoring')).isDue, false);
    const next = await itemIn(on(root, '2026-11-21'), 'monitoring');
    assert.deepEqual([next.isDue, next.since], [true, '2026-11-21T10:00:00.000Z']);
    assert.equal((await itemIn(on(root, '2026-11-19'), 'monitoring')).isDue, true, 'set back');
    await put(root, LAST_LOOK_FILE, '{"at":"soon"}');
    assert.equal(await readLastLook(on(root, '2026-11-20')), undefined);
    assert.equal((await itemIn(on(root, '2026-11-20'), 'monitoring')).isDue, true);
  });
});
