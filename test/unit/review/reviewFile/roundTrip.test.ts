import assert from 'node:assert/strict';
import fc from 'fast-check';
import { readReviewFile } from '../../../../src/core/review/reviewFile/readReviewFile.js';
import {
  CHECK_LABELS,
  type ReviewFileItem,
  VERDICT_LABELS,
} from '../../../../src/core/review/reviewFile/reviewFile.js';
import {
  isSameShown,
  isShownAsItIs,
  shownDigest,
  shownText,
} from '../../../../src/core/review/reviewFile/shownText.js';
import { writeReviewFile } from '../../../../src/core/review/reviewFile/writeReviewFile.js';

const NONCE = '0123456789abcdef0123456789abcdef';
const HEAD = { day: '2026-01-24', nonce: NONCE, left: 0 };
const NONE = { factual: false, cited: false, no_pii: false, clear: false };

/** Text that tries everything. */
const PIECES = [
  '- [x] Accept',
  '- [x] Clear and complete by itself',
  '`',
  '```',
  '````',
  '````text answer',
  '<!-- codelumi item ',
  `<!-- codelumi review v1 ${'f'.repeat(32)} -->`,
  '## 1. candidate-20260124-0001',
  '> ',
  '\n',
  '\r\n',
  '\r',
  '\u2028',
  '\u202e',
  '\ufeff',
  'Reason:',
  '  ',
  '\t',
  'word',
  '{"a":1}',
];
const hostile = fc
  .array(fc.oneof(fc.constantFrom(...PIECES), fc.string({ maxLength: 8, unit: 'binary' })), {
    maxLength: 12,
  })
  .map((parts) => parts.join(''));

function itemOf(number: number, query: string, assistant_output: string): ReviewFileItem {
  const text = { query, assistant_output };
  return {
    key: {
      candidate: `candidate-20260124-${String(number).padStart(4, '0')}`,
      fingerprint: 'a'.repeat(64),
      on: null,
      shown: shownDigest({
        query: shownText(query),
        assistant_output: shownText(assistant_output),
      }),
    },
    text,
    notes: ['warning: ` too-short: it is short `'],
  };
}

const items = fc
  .array(fc.tuple(hostile, hostile), { minLength: 1, maxLength: 4 })
  .map((pairs) => pairs.map(([query, answer], at) => itemOf(at + 1, query, answer)));

function read(text: string) {
  return readReviewFile(text) ?? assert.fail('no review file');
}

/** Ticks a box of one item, as a person does. */
function tick(text: string, candidate: string, label: string): string {
  const lines = text.split('\n');
  const from = lines.findIndex((line) => line.startsWith('<!--') && line.includes(candidate));
  const at = lines.findIndex((line, index) => index > from && line.trimEnd() === `- [ ] ${label}`);
  lines[at] = `- [x] ${label}`;
  return lines.join('\n');
}

describe('a review file', () => {
  it('reads back as it was written, whatever the candidates hold', () => {
    fc.assert(
      fc.property(items, fc.boolean(), (written, isWindows) => {
        const text = writeReviewFile(HEAD, written);
        const filled = read(isWindows ? text.replaceAll('\n', '\r\n') : text);
        assert.deepEqual(filled.faults, []);
        assert.deepEqual(
          filled.items.map(({ key }) => key),
          written.map(({ key }) => key),
        );
        for (const [at, item] of filled.items.entries()) {
          const { query, assistant_output } = written[at]?.text ?? assert.fail();
          assert.deepEqual([item.verdict, item.checklist, item.reason], [undefined, NONE, '']);
          assert.ok(isSameShown(item.text.query, shownText(query)));
          assert.ok(isSameShown(item.text.assistant_output, shownText(assistant_output)));
          assert.equal(shownDigest(item.text), item.key.shown);
          if (isShownAsItIs(query)) assert.equal(item.text.query, query);
        }
      }),
      { numRuns: 300 },
    );
  });

  it('says what a person ticked, and of nothing else', () => {
    const labels = [...Object.values(VERDICT_LABELS), ...Object.values(CHECK_LABELS)];
    fc.assert(
      fc.property(items, fc.nat(), fc.constantFrom(...labels), (written, which, label) => {
        const chosen = written[which % written.length] ?? assert.fail();
        const text = tick(writeReviewFile(HEAD, written), chosen.key.candidate, label);
        const filled = read(text);
        assert.deepEqual(filled.faults, []);
        for (const item of filled.items) {
          const ticked = [
            ...(item.verdict === undefined ? [] : [VERDICT_LABELS[item.verdict]]),
            ...Object.entries(CHECK_LABELS)
              .filter(([name]) => item.checklist[name as keyof typeof NONE])
              .map(([, words]) => words),
          ];
          assert.deepEqual(ticked, item.key.candidate === chosen.key.candidate ? [label] : []);
        }
      }),
      { numRuns: 300 },
    );
  });

  it('keeps damage to one item away from the others, and never ticks anything by it', () => {
    fc.assert(
      fc.property(items, fc.nat(), fc.nat(), (written, which, line) => {
        const lines = writeReviewFile(HEAD, written).split('\n');
        const marks = lines.flatMap((each, at) =>
          each.startsWith(`<!-- codelumi item ${NONCE}`) ? [at] : [],
        );
        const at = which % written.length;
        const from = (marks[at] ?? 0) + 1;
        const length = (marks[at + 1] ?? lines.length) - from;
        lines.splice(from + (line % length), 1);
        const filled = read(lines.join('\n'));
        const others = written.filter((_, index) => index !== at).map(({ key }) => key);
        const found = filled.items.map(({ key }) => key);
        assert.deepEqual(
          found.filter(
            (key) =>
              key !== written[at]?.key && others.some((other) => other.candidate === key.candidate),
          ),
          others,
        );
        for (const item of filled.items) assert.equal(item.verdict, undefined);
        for (const { line: where } of filled.faults)
          assert.ok(where >= from && where <= from + length + 1);
      }),
      { numRuns: 300 },
    );
  });

  it('tells its faults line by line', () => {
    const text = writeReviewFile(
      HEAD,
      [1, 2, 3, 4, 5, 6, 7].map((n) => itemOf(n, `Q${n}?`, `A${n}.`)),
    );
    const id = (n: number) => `candidate-20260124-000${n}`;
    const lineOf = (needle: string, within: string) =>
      within.slice(0, within.indexOf(needle)).split('\n').length;
    let filled = tick(tick(text, id(1), 'Accept'), id(1), 'Reject');
    filled = filled.replace('A2.', 'A2.\n````\nstray words');
    filled = tick(filled, id(3), 'Flag').replace('- [x] Flag', '- [?] Flag');
    filled = filled.replace(`"candidate":"${id(4)}"`, '"candidate":"candidate"');
    filled = filled.replace(`"candidate":"${id(6)}"`, `"candidate":"${id(5)}"`);
    const { faults, items: left } = read(filled);
    assert.deepEqual(
      left.map(({ key }) => key.candidate),
      [id(5), id(7)],
    );
    assert.deepEqual(
      faults.map(({ message }) => message),
      [
        'Accept and Reject are both ticked: tick one',
        'nothing belongs here but ticks, and text inside the fences',
        'tick a box with an x, or leave it empty',
        'the mark of this item was changed',
        `it stands here twice, first in line ${left[0]?.line}`,
      ],
    );
    assert.equal(faults[1]?.line, lineOf('stray words', filled));
    assert.equal(faults[2]?.line, lineOf('- [?] Flag', filled));
    assert.equal(readReviewFile(text.slice(5)), undefined);
  });
});
