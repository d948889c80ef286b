import assert from 'node:assert/strict';
import type { SnapshotEntry } from '../../../src/core/snapshots/snapshotEntry.js';
import { labelledPairs } from '../../../src/core/training/data/labelledPairs.js';
import { answerAbout, questionsAbout } from '../support/trainedWorkspace.js';

const EVERYTHING = () => true;

function entries(count: number): SnapshotEntry[] {
  return Array.from({ length: count }, (_, number) => {
    const [q, ...variants] = questionsAbout(number);
    const origin = { file: 'training/kb.jsonl', line: number + 1 };
    return { id: `kb-${number}`, q, a: answerAbout(number), variants, source: 'kb', origin };
  });
}

describe('pairs to learn from', () => {
  it('are each question with its answer and three that BM25F would give instead', () => {
    const { pairs } = labelledPairs(entries(6), [], EVERYTHING);
    for (const query of questionsAbout(2)) {
      const own = pairs.filter(({ input }) => input === query);
      assert.deepEqual(
        own.map(({ label }) => label),
        [1, 0, 0, 0],
      );
      assert.equal(own[0]?.output, answerAbout(2));
      assert.ok(own.slice(1).every(({ output }) => output !== answerAbout(2)));
      assert.ok(own.every(({ group }) => group === 'kb-2'));
    }
  });

  it('never hold the same answer against a question under another id', () => {
    const twin = { ...entries(1)[0], id: 'kb-twin', q: 'another way to put it' } as SnapshotEntry;
    const { pairs } = labelledPairs([...entries(4), twin], [], EVERYTHING);
    const wrong = pairs.filter(({ input, label }) => input === questionsAbout(0)[0] && label === 0);
    assert.equal(wrong.length, 3);
    assert.ok(wrong.every(({ output }) => output !== answerAbout(0)));
  });

  it('hold what reviewers refused, unless it was accepted since', () => {
    const [query] = questionsAbout(1);
    const refused = [
      { query, answer: answerAbout(0) },
      { query, answer: answerAbout(1) },
      { query: 'what about that', answer: 'Nothing that stands anywhere else.' },
    ];
    const before = labelledPairs(entries(3), [], EVERYTHING).pairs.length;
    const { pairs } = labelledPairs(entries(3), refused, EVERYTHING);
    assert.deepEqual(pairs.slice(before), [
      { input: query, output: answerAbout(0), label: 0, group: 'kb-0' },
      {
        input: 'what about that',
        output: 'Nothing that stands anywhere else.',
        label: 0,
        group: 'refused: what about that',
      },
    ]);
  });

  it('hold no question that quality is measured with, on either side', () => {
    const [, measured] = questionsAbout(1);
    const refused = [{ query: measured, answer: answerAbout(0) }];
    const { pairs, leftOut } = labelledPairs(entries(4), refused, (query) => query !== measured);
    assert.ok(pairs.every(({ input }) => input !== measured));
    assert.equal(leftOut, 1);
  });
});
