import assert from 'node:assert/strict';
import { symlink, utimes } from 'node:fs/promises';
import { join } from 'node:path';
import type { JobContext } from '../../../../src/core/job.js';
import { EntryTimes } from '../../../../src/core/monitoring/workspace/entryTimes.js';
import { MeasureMemory } from '../../../../src/core/monitoring/workspace/measureMemory.js';
import { measureStaleness } from '../../../../src/core/monitoring/workspace/staleness.js';
import { textDigest } from '../../../../src/core/records/fingerprint.js';
import { configSchema } from '../../../../src/core/workspace/configSchema.js';
import { commitAt, repository } from '../../support/gitRepositories.js';
import { put, temporaryWorkspace } from '../../support/temporaryWorkspace.js';
import { testContext } from '../../support/testContext.js';

const config = configSchema.parse({});
const KB = 'training/kb.jsonl';
const NO_TIMES = new EntryTimes([], []);

function entry(id: string, a: string, more: object = {}): string {
  return `${JSON.stringify({ id, q: `What of ${id}?`, a, ...more })}\n`;
}

function measured(context: JobContext, times = NO_TIMES, memory = new MeasureMemory()) {
  return measureStaleness(context, config, { times, memory });
}

async function changedAt(root: string, path: string, time: string): Promise<void> {
  await put(root, path, time);
  await utimes(join(root, path), new Date(time), new Date(time));
}

describe('stale entries', () => {
  it('are none where there is no knowledge base', async () => {
    const context = testContext(await temporaryWorkspace());
    assert.deepEqual(await measured(context), { entries: 0, citing: 0, undated: 0, stale: [] });
  });

  it('are those whose cited file changed on a later day, by its time where there is no Git', async () => {
    const root = await temporaryWorkspace({
      [KB]: [
        entry('old', 'Read docs/setup.md first.', { date: '2026-03-01' }),
        entry('same-day', 'Read docs/setup.md first.', { date: '2026-03-04' }),
        entry('field', 'Read it.', { file: 'NOTES.md', date: '2026-03-01T08:00:00Z' }),
        entry('gone', 'Read docs/gone.md first.', { date: '2026-03-01' }),
        entry('undated', 'Read docs/setup.md first.'),
        entry('odd', 'Read docs/setup.md first.', { date: 'last week' }),
        '{"id":"torn","q":"What',
      ].join(''),
    });
    await changedAt(root, 'docs/setup.md', '2026-03-04T10:00:00.000Z');
    await changedAt(root, 'NOTES.md', '2026-03-01T08:00:01.000Z');
    const { stale, ...counts } = await measured(testContext(root));
    assert.deepEqual(counts, { entries: 6, citing: 3, undated: 2 });
    assert.deepEqual(stale, [
      {
        id: 'old',
        place: { file: KB, line: 1 },
        cited: 'docs/setup.md',
        entryAt: '2026-03-01T23:59:59.999Z',
        changedAt: '2026-03-04T10:00:00.000Z',
      },
      {
        id: 'field',
        place: { file: KB, line: 3 },
        cited: 'NOTES.md',
        entryAt: '2026-03-01T08:00:00.000Z',
        changedAt: '2026-03-01T08:00:01.000Z',
      },
    ]);
  });

  it('go by commits where Git knows the file, for a checkout changes times', async () => {
    const root = await repository();
    await put(
      root,
      KB,
      entry('a', 'Read docs/a.md.', { date: '2026-03-02' }) +
        entry('b', 'Read docs/b.md.', { date: '2026-03-02' }) +
        entry('new', 'Read docs/new.md.', { date: '2026-03-02' }),
    );
    await put(root, 'docs/a.md', 'one');
    await put(root, 'docs/b.md', 'one');
    await commitAt(root, '2026-03-01T12:00:00Z');
    await put(root, 'docs/a.md', 'two');
    await commitAt(root, '2026-03-05T12:00:00Z');
    await changedAt(root, 'docs/new.md', '2026-03-07T10:00:00.000Z');
    // Not committed: not finished.
    await put(root, 'docs/b.md', 'two');
    const context = testContext(root);
    const { stale } = await measured(context);
    assert.deepEqual(
      stale.map(({ id, changedAt: at }) => [id, at]),
      [
        ['a', '2026-03-05T12:00:00.000Z'],
        ['new', '2026-03-07T10:00:00.000Z'],
      ],
    );
    const untrusted = await measured({ ...context, history: undefined });
    assert.deepEqual(
      untrusted.stale.map(({ id }) => id),
      ['a', 'b', 'new'],
    );
  });

  it('are dated by the decision or the snapshot that brought them, where they have no date', async () => {
    const root = await temporaryWorkspace();
    await changedAt(root, 'docs/setup.md', '2026-03-04T10:00:00.000Z');
    const a = 'Read docs/setup.md first.';
    const origin = (id: string, decision: string) => ({
      origin: {
        candidate: `candidate-${id}`,
        decision: decision.repeat(64),
        digest: textDigest({ query: `What of ${id}?`, assistant_output: a }),
      },
    });
    const entries = [entry('x', a, origin('x', 'a')), entry('y', a, origin('y', 'b'))];
    await put(root, KB, [...entries, entry('z', a, origin('z', 'c'))].join(''));
    const decision = { hash: 'a'.repeat(64), at: '2026-03-05T10:00:00.000Z' };
    const verdicts = [{ candidate: 'candidate-x', status: 'accepted', by: { decision } }] as never;
    const built = (created_at: string) => ({ created_at, candidates: ['candidate-y'] });
    const times = new EntryTimes(verdicts, [
      built('2026-03-06T10:00:00.000Z'),
      built('2026-03-03T10:00:00.000Z'),
    ]);
    const { stale, ...counts } = await measured(testContext(root), times);
    assert.deepEqual(counts, { entries: 3, citing: 2, undated: 1 });
    assert.deepEqual(
      stale.map(({ id, entryAt }) => [id, entryAt]),
      [['y', '2026-03-03T10:00:00.000Z']],
    );
  });

  it('look at no file outside, by whatever path or link', async () => {
    const outside = await temporaryWorkspace({ 'secret.md': 'x' });
    const root = await temporaryWorkspace({
      [KB]:
        entry('link', 'Read docs/link.md.', { date: '2020-01-01' }) +
        entry('path', 'Read ../secret.md.', {
          file: join(outside, 'secret.md'),
          date: '2020-01-01',
        }),
      'docs/here.md': 'x',
    });
    await symlink(join(outside, 'secret.md'), join(root, 'docs/link.md'));
    const { citing, stale } = await measured(testContext(root));
    assert.deepEqual([citing, stale], [0, []]);
  });

  it('are remembered until something changes', async () => {
    const root = await temporaryWorkspace({
      [KB]: entry('a', 'Read docs/a.md.', { date: '2026-03-02' }),
    });
    await changedAt(root, 'docs/a.md', '2026-03-01T10:00:00.000Z');
    const memory = new MeasureMemory();
    const context = testContext(root);
    assert.equal((await measured(context, NO_TIMES, memory)).stale.length, 0);
    await changedAt(root, 'docs/a.md', '2026-03-09T10:00:00.000Z');
    assert.equal((await measured(context, NO_TIMES, memory)).stale.length, 1);
    const more = entry('b', 'Read docs/a.md.', { date: '2026-03-02' });
    await put(root, KB, `${entry('a', 'Nothing.')}${more}${more.replace('"b"', '"c"')}`);
    assert.deepEqual(
      (await measured(context, NO_TIMES, memory)).stale.map(({ id }) => id),
      ['b', 'c'],
    );
  });
});
