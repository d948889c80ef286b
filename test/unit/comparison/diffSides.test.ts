import assert from 'node:assert/strict';
import { diffSides } from '../../../src/core/comparison/diffSides.js';
import { temporaryWorkspace } from '../support/temporaryWorkspace.js';
import { testContext } from '../support/testContext.js';

const context = testContext(await temporaryWorkspace());

function entry(number: number, answer = `Answer ${number}.`): string {
  return `${JSON.stringify({ id: `kb-${number}`, q: `Question ${number}?`, a: answer, variants: ['One?', 'Two?'] })}\n`;
}

function sides(before: string, after: string) {
  const side = (text: string) => ({ file: 'x.jsonl', bytes: Buffer.from(text) });
  return diffSides({ before: side(before), after: side(after) }, context);
}

describe('two files of records side by side', () => {
  it('line up, one field a line, wherever a record was moved', async () => {
    const before = entry(1) + entry(2) + entry(3);
    const { before: old, after: now } = await sides(
      before,
      entry(3) + entry(2) + entry(1, 'First line\nsecond line'),
    );
    const [left, right] = [old.split('\n'), now.split('\n')];
    assert.deepEqual(
      left.filter((line) => !right.includes(line)),
      ['a: Answer 1.'],
    );
    assert.deepEqual(
      right.filter((line) => !left.includes(line)),
      ['a: First line', '  | second line'],
    );
    const names = (lines: readonly string[]) => lines.filter((line) => line.startsWith('▌'));
    assert.deepEqual(names(left), names(right));
    assert.ok(right.includes('variants[]: Two?'));
  });

  it('leave out what is the same in long files, and say how much', async () => {
    const all = Array.from({ length: 3_000 }, (_, number) => entry(number));
    const edited = all.with(1_500, entry(1_500, 'Another one.'));
    const { before, after, counts } = await sides(all.join(''), edited.join(''));
    assert.equal(counts.changed, 1);
    assert.match(before, /^⋯ 1500 equal records\n\n▌ kb-1500\n/u);
    assert.match(after, /a: Another one\.\n(?:.+\n)+\n⋯ 1499 equal records\n$/u);
  });

  it('show damage where it is', async () => {
    const { before, after } = await sides(entry(1), `${entry(1)}not JSON at all\n`);
    assert.doesNotMatch(before, /damaged/u);
    assert.match(after, /▌ damaged: the line is plain text, not JSON \(15 bytes\)/u);
  });
});
