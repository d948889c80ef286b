import assert from 'node:assert/strict';
import fc from 'fast-check';
import type { FirstPass } from '../../../src/core/screening/firstPass.js';
import { ScannedText } from '../../../src/core/screening/scannedText.js';
import { scanText } from '../../../src/core/screening/scanText.js';
import type { TextFinding } from '../../../src/core/screening/textFinding.js';
import { Trigger } from '../../../src/core/screening/triggers.js';
import { POLICY } from './screeningSamples.js';

const WORDS = ['pass', 'curl', 'you', '<!--', 'контакт', 'straße'];
const TRIGGERS = WORDS.map((word) => new Trigger([word]));

/** What rules stumble over, and what they look for. */
const PIECE = fc.constantFrom(
  ...[
    'a',
    'F',
    '0',
    '9',
    ':',
    '::',
    '-',
    '+',
    '/',
    '_',
    ' ',
    '\n',
    '"',
    '.',
    '@',
    'é',
    '“',
    '😀',
    'İ',
    '\u212a',
  ],
  ...[
    '2a02:6b8::2:242',
    '12:30:45',
    'pass',
    'PASSWORD',
    'Curl ',
    'you',
    'КОНТАКТ',
    'STRAßE',
    '4111 1111 ',
  ],
  ...[
    'AKIA7QWERTYUIOPASDFG',
    '0123456789abcdef',
    'QWRhIExvdmVsYWNl',
    '202-456-1111',
    'a1:b2:c3:d4:e5:f6',
  ],
);
const TEXT = fc.array(PIECE, { maxLength: 60 }).map((pieces) => pieces.join(''));

/** The same by regular expressions, one after the other. */
function slowly(text: string): Omit<FirstPass, 'hits'> {
  const places = (pattern: RegExp) =>
    [...text.matchAll(pattern)].map(({ index, 0: run }) => ({ index, run }));
  return {
    isPlain: /^[ -~\t\n\r]*$/u.test(text),
    digits: places(/[0-9]+/gu).flatMap(({ index, run }) => [index, index + run.length]),
    longRuns: places(/[0-9A-Za-z+/_-]{15,}/gu).map(({ index }) => index),
    colons: places(/[0-9a-fA-F:]+/gu)
      .filter(({ run }) => run.split(':').length > 2)
      .map(({ index, run }) => index + run.indexOf(':', run.indexOf(':') + 1)),
  };
}

function withoutHits({ hits: _, ...rest }: FirstPass): Omit<FirstPass, 'hits'> {
  return rest;
}

describe('the first pass', () => {
  it('tells what regular expressions tell', () => {
    fc.assert(
      fc.property(TEXT, (text) => {
        assert.deepEqual(withoutHits(new ScannedText(text).first), slowly(text));
      }),
      { numRuns: 500 },
    );
  });

  it('tells the same of a text that takes several goes', () => {
    const text = `${'x'.repeat(4090)}12345678 ${'QWJj'.repeat(30)} ${'y'.repeat(4000)} 2a02:6b8::2`;
    assert.deepEqual(withoutHits(new ScannedText(text).first), slowly(text));
  });

  it('finds the words of triggers in any case', () => {
    fc.assert(
      fc.property(TEXT, (text) => {
        const { first } = new ScannedText(text);
        // A letter that is longer in small letters moves what follows.
        fc.pre(text.toLowerCase().length === text.length);
        for (const [index, trigger] of TRIGGERS.entries()) {
          const expected = [...text.toLowerCase().matchAll(new RegExp(WORDS[index] ?? '', 'gu'))];
          const found = trigger.hitsIn(first).filter((_, place) => place % 2 === 0);
          assert.deepEqual(
            found,
            expected.map((match) => match.index),
          );
        }
      }),
      { numRuns: 500 },
    );
  });

  it('leaves out no rule that would find something', () => {
    fc.assert(
      fc.property(TEXT, (text) => {
        // Behind the text stands all that any rule starts from, so that none is left out.
        const together = scanText(`${text}${FAR}${EVERYTHING}`, POLICY);
        assert.deepEqual(
          placesOf(scanText(text, POLICY)),
          placesOf(together.filter(({ end }) => end <= text.length)),
        );
      }),
      { numRuns: 300 },
    );
  });
});

function placesOf(findings: readonly TextFinding[]): unknown[] {
  return findings.map(({ rule, start, end, score }) => [rule, start, end, score]);
}

/** Further than any rule looks for words. */
const FAR = '\n\n. '.repeat(40);
const NUMBERS = Array.from({ length: 20 }, (_, index) => '1'.repeat(index + 1));
const EVERYTHING = [
  ...NUMBERS.flatMap((number) => [`${number} 2`, `${number}-2`, `${number}.2`, `${number}/2`]),
  ...[
    'curl x -u',
    'you',
    'pass',
    'token',
    'key;',
    'begin',
    'eyJ',
    '<b',
    '](',
    ']: ',
    '://',
    '@',
    '&',
    '%',
    '\\',
  ],
  ...[
    '2a02:6b8::2',
    'QWRhIExvdmVsYWNlIHdyb3Rl',
    'é',
    '“',
    'я',
    '\u00b0',
    'one two',
    '(at)',
    'dot )',
  ],
].join('\n');
