import assert from 'node:assert/strict';
import fc from 'fast-check';
import { Groups } from '../../../src/core/exporting/groups.js';
import { parseSplit, splitOf } from '../../../src/core/exporting/splitShares.js';
import { exportRow } from './rows.js';

const ANSWERS = [
  'Open the settings, choose the advanced page there and press the button that clears the cache of the build tool.',
  'Open the settings, choose the advanced page there, and press the button which clears the cache of the build tool.',
  'Stop the container, remove its volume by name, and start the whole composition once more from the folder of the file.',
];

function grouped(rows: ReturnType<typeof exportRow>[]): string[][] {
  const groups = new Groups();
  for (const row of rows) groups.add(row);
  const by = new Map<number, string[]>();
  for (const [at, { id }] of rows.entries())
    by.set(groups.keyOf(at), [...(by.get(groups.keyOf(at)) ?? []), id]);
  assert.equal(groups.count, by.size);
  return [...by.values()].map((ids) => ids.sort()).sort();
}

describe('groups of an export', () => {
  const [clear = '', cleared = '', stop = ''] = ANSWERS;
  const rows = [
    exportRow('a', 'How do I clear the cache?', clear),
    exportRow('b', 'What empties caches of tools?', cleared),
    exportRow('c', 'How do I reset a cursor?', stop),
    exportRow('d', 'Where is the log?', 'In the folder logs.', ['how can I RESET cursors']),
    exportRow('e', 'Which colour has it?', 'Blue.'),
  ];

  it('hold nearly the same answers together, and questions of the same words through variants', () => {
    assert.deepEqual(grouped(rows), [['a', 'b'], ['c', 'd'], ['e']]);
  });

  it('and their splits do not depend on the order in which rows come', () => {
    fc.assert(
      fc.property(
        fc.shuffledSubarray(rows, { minLength: rows.length }),
        fc.string(),
        (order, seed) => {
          const shares = parseSplit('50/30/20');
          const splitsOf = (some: typeof rows) => {
            const groups = new Groups();
            for (const row of some) groups.add(row);
            return Object.fromEntries(
              some.map(({ id }, at) => [id, splitOf(groups.keyOf(at), shares, seed)]),
            );
          };
          assert.deepEqual(grouped(order), grouped(rows));
          const splits = splitsOf(order);
          assert.deepEqual(splits, splitsOf(rows));
          assert.equal(splits['a'], splits['b']);
          assert.equal(splits['c'], splits['d']);
        },
      ),
    );
  });

  it('meet the shares on average', () => {
    const shares = parseSplit('80/10/10');
    const counts = [0, 0, 0];
    for (let key = 0; key < 20_000; key += 1) {
      const split = splitOf(key, shares, 'x');
      counts[split] = (counts[split] ?? 0) + 1;
    }
    for (const [at, share] of shares.entries())
      assert.ok(Math.abs((counts[at] ?? 0) / 200 - share) < 1, `${counts}`);
  });

  it('are asked for in percentages that add up', () => {
    for (const text of ['80/10', '100', '0/50/50', '40/40/10/10', 'a/b', '-10/110', ''])
      assert.throws(() => parseSplit(text), { reason: 'wrong-usage' }, text);
    assert.deepEqual(parseSplit('90/10'), [90, 10]);
  });
});
