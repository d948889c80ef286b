import assert from 'node:assert/strict';
import fc from 'fast-check';
import { redact } from '../../../src/shared/redact.js';
import { splitByFindings } from '../../../webview/review/markedText.js';
import { wordDiff } from '../../../webview/review/wordDiff.js';
import { finding } from './sample.js';

const anyText = fc.string({ unit: 'binary', maxLength: 60 });
const anyOffset = fc.oneof(
  fc.integer({ min: -5, max: 70 }),
  fc.constantFrom(Number.NaN, Number.POSITIVE_INFINITY, 1.5),
);
const anyFindings = fc.array(
  fc.record({ start: anyOffset, end: anyOffset }).map((span) => finding(span)),
  { maxLength: 8 },
);

describe('marking findings in a text', () => {
  it('loses and adds nothing, whatever the findings', () => {
    fc.assert(
      fc.property(anyText, anyFindings, (text, findings) => {
        const pieces = splitByFindings(text, findings);
        assert.equal(pieces.map((piece) => piece.text).join(''), text);
      }),
    );
  });

  it('never cuts a character in two', () => {
    fc.assert(
      fc.property(anyText, anyFindings, (text, findings) => {
        for (const piece of splitByFindings(text, findings)) {
          assert.doesNotMatch(piece.text, /^\p{Cs}|\p{Cs}$/u);
        }
      }),
    );
  });

  it('gives each piece the findings that cover it', () => {
    const outer = finding({ rule: 'outer', start: 2, end: 8 });
    const inner = finding({ rule: 'inner', start: 4, end: 6 });
    const pieces = splitByFindings('0123456789', [inner, outer]);
    assert.deepEqual(
      pieces.map(({ text, findings }) => [text, findings.map(({ rule }) => rule)]),
      [
        ['01', []],
        ['23', ['outer']],
        ['45', ['inner', 'outer']],
        ['67', ['outer']],
        ['89', []],
      ],
    );
  });
});

describe('redacting', () => {
  const text = { query: 'ada@acme.dev asks', assistant_output: 'ada@acme.dev, bob@acme.dev' };

  it('replaces every finding that suggests a replacement, in its own field', () => {
    const redacted = redact(text, [
      finding({ field: 'assistant_output', start: 14, end: 26, replacement: '[EMAIL_2]' }),
      finding({ field: 'query', start: 0, end: 12, replacement: '[EMAIL_1]' }),
      finding({ field: 'assistant_output', start: 0, end: 12, replacement: '[EMAIL_1]' }),
      finding({ field: 'query', start: 13, end: 17 }),
    ]);
    assert.deepEqual(redacted, {
      query: '[EMAIL_1] asks',
      assistant_output: '[EMAIL_1], [EMAIL_2]',
    });
  });

  it('takes the first of findings that overlap', () => {
    const redacted = redact(text, [
      finding({ field: 'query', start: 4, end: 12, replacement: '[HOST]' }),
      finding({ field: 'query', start: 0, end: 12, replacement: '[EMAIL_1]' }),
    ]);
    assert.equal(redacted.query, '[EMAIL_1] asks');
  });
});

describe('the word diff', () => {
  const anyProse = fc.array(fc.constantFrom('key', 'gate', ' ', '\n', '.', 'é'), { maxLength: 80 });

  it('holds both texts', () => {
    fc.assert(
      fc.property(anyProse, anyProse, (one, other) => {
        const [before, after] = [one.join(''), other.join('')];
        fc.pre(before !== after);
        const parts = wordDiff(before, after);
        const without = (kind: string) =>
          parts
            .filter((part) => part.kind !== kind)
            .map(({ text }) => text)
            .join('');
        assert.equal(without('added'), before);
        assert.equal(without('removed'), after);
      }),
    );
  });

  it('leaves out long unchanged stretches', () => {
    const long = 'word '.repeat(1_000);
    const kinds = wordDiff(`${long}old ${long}`, `${long}new ${long}`).map(({ kind }) => kind);
    assert.deepEqual(kinds, ['skipped', 'same', 'removed', 'added', 'same', 'skipped']);
  });

  it('shows nothing where nothing changed', () => {
    assert.deepEqual(wordDiff('same', 'same'), []);
  });
});
