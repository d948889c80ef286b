import assert from 'node:assert/strict';
import { appendFile, readdir, readFile, rename, rm, utimes, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { HourRow } from '../../../src/core/monitoring/store/hourRow.js';
import { updateStore } from '../../../src/core/monitoring/store/updateStore.js';
import { ROLLUP_FOLDER } from '../../../src/core/workspace/paths.js';
import { contentsOf, put, temporaryWorkspace } from '../support/temporaryWorkspace.js';
import {
  allRows,
  configOf,
  DAY,
  everythingIn,
  exchange,
  exposed,
  HOUR,
  jsonl,
  MEMORY,
  NOW,
  search,
  storeOf,
  USES,
  unit,
  watchedContext,
} from './watchedWorkspace.js';

const MINUTE = 60_000;
const SCORES = { scores: [0.75, 0.5, 0.25] };

function sums(rows: readonly HourRow[]) {
  const sum = (name: 'searches' | 'sessions' | 'zero_hits' | 'negative' | 'positive' | 'errors') =>
    rows.reduce((total, row) => total + row[name], 0);
  return {
    searches: sum('searches'),
    sessions: sum('sessions'),
    zero: sum('zero_hits'),
    negative: sum('negative'),
    positive: sum('positive'),
    errors: sum('errors'),
  };
}

async function rowsFrom(uses: readonly (object | string)[], memory: readonly object[] = []) {
  const root = await temporaryWorkspace({ [USES]: jsonl(uses), [MEMORY]: jsonl(memory) });
  const store = await storeOf(root);
  return { root, store, rows: await allRows(store) };
}

describe('the store of what logs add up to', () => {
  it('counts a session once, in the hour it began in, by its first search that has the value', async () => {
    const { rows } = await rowsFrom([
      search(2 * HOUR, { hits: [], ...{ latencyMs: 12 } }),
      search(2 * HOUR - 5 * MINUTE, { ...SCORES, hits: [{ title: 'no id' }, { id: 'kb-2' }] }),
      search(2 * HOUR - 6 * MINUTE, { scores: [0.9], hits: [{ id: 'kb-3' }], latencyMs: 40 }),
      search(2 * HOUR - 7 * MINUTE, { error: { kind: 'load' }, hits: [] }),
    ]);
    assert.deepEqual(rows, [
      {
        ...{ hour: '2026-11-20T08', deployment: 'own', reranker: 'assistant', scored: 'logged' },
        ...{ searches: 4, sessions: 1, zero_hits: 1, negative: 0, positive: 0, errors: 1 },
        ...{ top: [0.75], margin: [0.25], hits: { 'kb-2': 1 }, latency: [12] },
        lines: [{ file: USES, first: 1, last: 4 }],
      },
    ]);
  });

  it('cuts sessions at long pauses, by person, and after a day', async () => {
    const { rows } = await rowsFrom([
      exposed(40 * HOUR, 'dep-1', { unit: unit(1), ...SCORES }),
      exposed(40 * HOUR - MINUTE, 'dep-1', { unit: unit(2), ...SCORES }),
      exposed(40 * HOUR - 2 * MINUTE, 'dep-1', { unit: unit(1), ...SCORES }),
      exposed(39 * HOUR, 'dep-1', { unit: unit(1), ...SCORES }),
      // Somebody whom nobody tells from others, every ten minutes for more than a day.
      ...Array.from({ length: 150 }, (_, i) => search(38 * HOUR - i * 10 * MINUTE, SCORES)),
    ]);
    const own = rows.filter(({ deployment }) => deployment === 'own');
    assert.deepEqual(sums(rows.filter((row) => !own.includes(row))).sessions, 3);
    assert.deepEqual([sums(own).sessions, sums(own).searches], [2, 150]);
  });

  it('counts a session that found nothing with those whose scores are logged', async () => {
    const nothing = { hits: [] };
    const { rows } = await rowsFrom([
      search(9 * HOUR, SCORES),
      search(7 * HOUR, nothing),
      // From here on the assistant logs none.
      search(5 * HOUR),
      search(3 * HOUR, nothing),
    ]);
    assert.deepEqual(
      rows.map(({ reranker, zero_hits }) => [reranker, zero_hits]),
      [
        ['assistant', 0],
        ['assistant', 1],
        [null, 0],
        [null, 1],
      ],
    );
  });

  it('keeps two deployments side by side, and counts what was pinned for nothing', async () => {
    const { rows, store } = await rowsFrom([
      exposed(5 * HOUR, 'dep-1', SCORES),
      exposed(5 * HOUR, 'dep-2', {
        ...{ variant: 'candidate', rolloutId: 'ro-1', reason: 'SPLIT', unit: unit(1) },
        scores: [0.1],
      }),
      exposed(5 * HOUR, 'dep-2', { reason: 'PINNED', ...SCORES }),
      exposed(5 * HOUR, 'dep-2', { reason: 'NO-SUCH', ...SCORES }),
    ]);
    assert.deepEqual(
      rows.map(({ deployment, sessions, top, margin }) => [deployment, sessions, top, margin]),
      [
        ['dep-1', 1, [0.75], [0.25]],
        ['dep-2', 1, [0.1], []],
      ],
    );
    assert.equal(store.unreadable, 1);
    assert.deepEqual(
      store.summaries.map(({ deployment, top }) => [deployment, top?.n, top?.p50]),
      [
        ['dep-1', 1, 0.75],
        ['dep-2', 1, 0.1],
      ],
    );
  });

  it('hears what users thought, also when it comes later', async () => {
    const early = [search(50 * HOUR, SCORES), search(48 * HOUR, SCORES), search(46 * HOUR, SCORES)];
    const root = await temporaryWorkspace({ [USES]: jsonl(early) });
    assert.deepEqual(sums(await allRows(await storeOf(root))).negative, 0);
    await put(
      root,
      MEMORY,
      jsonl([...exchange(50 * HOUR, 'down'), ...exchange(48 * HOUR, 'up'), ...exchange(46 * HOUR)]),
    );
    const { negative, positive, sessions } = sums(await allRows(await storeOf(root)));
    assert.deepEqual([sessions, negative, positive], [3, 1, 1]);
  });

  it('takes messy logs: what is damaged is counted, and the lines beside it count', async () => {
    const twoOnALine = `${JSON.stringify(search(9 * HOUR, SCORES))}${JSON.stringify(search(7 * HOUR, SCORES))}`;
    const text = [
      `\uFEFF${JSON.stringify(search(12 * HOUR, SCORES))}\r`,
      twoOnALine,
      '{"ts":1,"query":"torn',
      'plain text\r',
      JSON.stringify({ ts: 'yesterday', query: 'q', source: 's', hits: [] }),
      JSON.stringify(search(6 * HOUR, { hits: [{ title: 'an entry without an id' }], ...SCORES })),
      // From the future, and out of order.
      JSON.stringify(search(-5 * HOUR, SCORES)),
      JSON.stringify(search(20 * HOUR, SCORES)),
      JSON.stringify(search(5 * HOUR, { scores: ['high', null] })),
      '',
    ].join('\n');
    const unended = JSON.stringify(search(4 * HOUR, SCORES));
    const root = await temporaryWorkspace({ [USES]: text + unended });
    const store = await storeOf(root);
    assert.deepEqual([sums(await allRows(store)).sessions, store.unreadable], [6, 3]);
    await appendFile(join(root, USES), '\n');
    assert.equal(sums(await allRows(await storeOf(root))).sessions, 7);
  });

  it('adds up several logs of searches, old and new', async () => {
    const root = await temporaryWorkspace({
      'userData/uses-2.jsonl': jsonl([search(3 * HOUR, SCORES)]),
      'userData/uses-1.jsonl': jsonl([search(6 * DAY, SCORES), search(5 * DAY, SCORES)]),
    });
    const config = configOf({ sources: { kbUsage: 'userData/uses-*.jsonl' } });
    const store = await updateStore(watchedContext(root), config);
    assert.equal(sums(await allRows(store)).sessions, 3);
  });

  it('takes a log that is one JSON text, and is written anew each time', async () => {
    const file = 'userData/uses.json';
    const all = [search(6 * DAY, SCORES), search(5 * DAY, SCORES), search(HOUR, SCORES)];
    const root = await temporaryWorkspace({ [file]: JSON.stringify(all.slice(0, 2)) });
    const config = configOf({ sources: { kbUsage: file } });
    assert.equal(sums(await allRows(await updateStore(watchedContext(root), config))).sessions, 2);
    await put(root, file, JSON.stringify(all));
    assert.equal(sums(await allRows(await updateStore(watchedContext(root), config))).sessions, 3);
  });

  it('adds up what the log of conversations gained, by day', async () => {
    const before = [{ role: 'user', text: 'no time yet' }, ...exchange(2 * DAY)];
    const root = await temporaryWorkspace({ [MEMORY]: jsonl(before) });
    const { growth: first } = await storeOf(root);
    await appendFile(join(root, MEMORY), jsonl([...exchange(DAY), 'not JSON', ...exchange(-DAY)]));
    const { growth, unreadable } = await storeOf(root);
    assert.deepEqual(
      first.map(({ day, entries }) => [day, entries]),
      [['2026-11-18', 3]],
    );
    assert.deepEqual(
      growth.map(({ day, entries, lines }) => [day, entries, lines]),
      [
        ['2026-11-18', 3, [{ file: MEMORY, first: 1, last: 3 }]],
        // Plain text is an entry of old; what claims to come from the future is of the time before it.
        ['2026-11-19', 5, [{ file: MEMORY, first: 4, last: 8 }]],
      ],
    );
    assert.equal(unreadable, 0);
    const bytes = Buffer.byteLength(jsonl(before)) - before.length;
    assert.equal(growth[0]?.bytes, bytes);
  });

  it('bounds what an hour holds', async () => {
    const busy = Array.from({ length: 2_100 }, (_, i) =>
      exposed(5 * HOUR - i, 'dep-1', {
        unit: unit(i),
        scores: [i],
        hits: [{ id: `kb-${i % 300}` }],
      }),
    );
    const { rows } = await rowsFrom(busy);
    const [row] = rows;
    assert.equal(row?.sessions, 2_100);
    assert.equal(row?.top.length, 2_000);
    const hits = Object.entries(row?.hits ?? {});
    assert.equal(hits.length, 201);
    assert.equal(
      hits.reduce((sum, [, count]) => sum + count, 0),
      2_100,
    );
    assert.equal(row?.hits['other'], 700);
  });

  it('takes no id of a hit for anything but a name', async () => {
    const ids = ['__proto__', 'constructor', 'x'.repeat(300)];
    const { rows, root } = await rowsFrom(
      ids.map((id, i) => search((9 - i) * HOUR, { ...SCORES, hits: [{ id }] })),
    );
    assert.deepEqual(
      rows.map(({ hits }) => Object.entries(hits)),
      [[['other', 1]], [['constructor', 1]], [['other', 1]]],
    );
    assert.deepEqual(await allRows(await storeOf(root)), rows);
  });
});

describe('the store, from run to run', () => {
  const old = [search(9 * DAY, SCORES), search(8 * DAY, SCORES)];
  const lately = [search(2 * DAY, SCORES), search(DAY, SCORES)];

  async function twice(change: (root: string) => Promise<void>, uses = [...old, ...lately]) {
    const root = await temporaryWorkspace({ [USES]: jsonl(uses) });
    await storeOf(root);
    await change(root);
    return { root, store: await storeOf(root) };
  }

  it('reads nothing where nothing is new', async () => {
    const root = await temporaryWorkspace({ [USES]: jsonl([...old, ...lately]) });
    const first = await everythingIn(await storeOf(root));
    const before = await contentsOf(root);
    const context = watchedContext(root);
    const files = new Proxy(context.files, {
      get: (target, name) => {
        if (name === 'readPassing' || name === 'replace')
          throw new Error(`${String(name)} is asked`);
        const value = Reflect.get(target, name);
        return typeof value === 'function' ? value.bind(target) : value;
      },
    });
    const again = await updateStore({ ...context, files }, configOf());
    assert.deepEqual(await everythingIn(again), first);
    assert.deepEqual(await contentsOf(root), before);
  });

  it('writes nothing unless it may, and gives the same', async () => {
    const root = await temporaryWorkspace({ [USES]: jsonl([...old, ...lately]) });
    const before = await contentsOf(root);
    const asked = await everythingIn(await storeOf(root, { keep: false }));
    assert.deepEqual(await contentsOf(root), before);
    assert.deepEqual(asked, await everythingIn(await storeOf(root)));
    await appendFile(join(root, USES), jsonl([search(HOUR, SCORES)]));
    const kept = await contentsOf(root);
    const more = await everythingIn(await storeOf(root, { keep: false }));
    assert.deepEqual(await contentsOf(root), kept);
    assert.deepEqual(more, await everythingIn(await storeOf(root)));
  });

  it('keeps what a log that was rotated away told', async () => {
    const { store } = await twice(async (root) => {
      await writeFile(join(root, USES), jsonl([search(HOUR, SCORES), search(5, SCORES)]));
    });
    assert.deepEqual(sums(await allRows(store)).sessions, 6);
    assert.deepEqual(store.summaries.map(({ day }) => day).length, 5);
  });

  it('keeps it within an hour, too', async () => {
    const { store } = await twice(
      async (root) => {
        await writeFile(join(root, USES), jsonl([search(3 * MINUTE, SCORES)]));
      },
      [search(50 * MINUTE, SCORES), search(48 * MINUTE, SCORES)],
    );
    assert.deepEqual(
      [sums(await allRows(store)).sessions, sums(await allRows(store)).searches],
      [2, 3],
    );
  });

  it('counts nothing twice that was renamed, and goes on behind it', async () => {
    const root = await temporaryWorkspace({ [USES]: jsonl([...old, ...lately]) });
    const config = configOf({ sources: { kbUsage: 'userData/kb_usage*.jsonl' } });
    await updateStore(watchedContext(root), config);
    await rename(join(root, USES), join(root, 'userData/kb_usage.1.jsonl'));
    await put(root, USES, jsonl([search(HOUR, SCORES)]));
    const store = await updateStore(watchedContext(root), config);
    assert.equal(sums(await allRows(store)).sessions, 5);
    await rm(join(root, 'userData/kb_usage.1.jsonl'));
    assert.equal(sums(await allRows(await updateStore(watchedContext(root), config))).sessions, 5);
  });

  it('reads a log anew that was cut or rewritten, and keeps what is older', async () => {
    const { store } = await twice(async (root) => {
      await writeFile(join(root, USES), jsonl([lately[1] ?? {}, search(HOUR, SCORES)]));
    });
    assert.deepEqual(sums(await allRows(store)).sessions, 5);
    const { store: emptied } = await twice((root) => writeFile(join(root, USES), ''));
    assert.deepEqual(sums(await allRows(emptied)).sessions, 4);
  });

  it('is made again where it is damaged', async () => {
    for (const part of ['state', 'tail', 'totals', '2026']) {
      const { store, root } = await twice(async (root) => {
        const names = await readdir(join(root, ROLLUP_FOLDER));
        const name = names.find((each) => each.startsWith(part)) ?? '';
        await writeFile(join(root, ROLLUP_FOLDER, name), '[{"hour":1}]');
        await appendFile(
          join(root, USES),
          jsonl([search(9 * DAY - 5, SCORES), search(HOUR, SCORES)]),
        );
      });
      const fresh = await temporaryWorkspace({ [USES]: await readFile(join(root, USES)) });
      assert.deepEqual(await everythingIn(store), await everythingIn(await storeOf(fresh)), part);
    }
  });

  it('counts nothing twice when its process is killed, wherever that is', async () => {
    const more = jsonl([search(3 * HOUR, SCORES), search(HOUR, SCORES)]);
    const whole = await temporaryWorkspace({ [USES]: jsonl([...old, ...lately]) + more });
    const expected = await everythingIn(await storeOf(whole));
    for (let writes = 0; ; writes += 1) {
      const root = await temporaryWorkspace({ [USES]: jsonl([...old, ...lately]) });
      await storeOf(root);
      await appendFile(join(root, USES), more);
      const context = watchedContext(root);
      let left = writes;
      const files = new Proxy(context.files, {
        get: (target, name) => {
          const value = Reflect.get(target, name);
          if (name !== 'replace') return typeof value === 'function' ? value.bind(target) : value;
          return async (...args: Parameters<typeof target.replace>) => {
            if (left === 0) throw new Error('killed');
            left -= 1;
            return target.replace(...args);
          };
        },
      });
      const isDone = await updateStore({ ...context, files }, configOf()).then(
        () => true,
        () => false,
      );
      assert.deepEqual(await everythingIn(await storeOf(root)), expected, `after ${writes} writes`);
      if (isDone) break;
    }
  });

  it('clears away what no state names any more', async () => {
    const { root } = await twice((root) =>
      appendFile(join(root, USES), jsonl([search(HOUR, SCORES)])),
    );
    const folder = join(root, ROLLUP_FOLDER);
    const tails = async () => (await readdir(folder)).filter((name) => name.startsWith('tail'));
    assert.equal((await tails()).length, 2);
    for (const name of await tails()) await utimes(join(folder, name), 1_000, 1_000);
    await appendFile(join(root, USES), jsonl([search(MINUTE, SCORES)]));
    await storeOf(root);
    assert.equal((await tails()).length, 1);
  });

  it('keeps no word of what was asked', async () => {
    const query = 'zanzibar pineapple';
    const root = await temporaryWorkspace({
      [USES]: jsonl([search(5 * HOUR, { query }), search(4 * HOUR, { query, ...SCORES })]),
      [MEMORY]: jsonl([{ role: 'user', text: query, t: NOW - 5 * HOUR }]),
      'training/kb.jsonl': jsonl([{ id: 'kb-1', q: 'Where is the pineapple?', a: 'In the bowl.' }]),
    });
    await storeOf(root);
    for (const name of await readdir(join(root, ROLLUP_FOLDER)))
      assert.doesNotMatch(await readFile(join(root, ROLLUP_FOLDER, name), 'utf8'), /pineapple/u);
  });
});
