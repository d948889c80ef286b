import assert from 'node:assert/strict';
import fc from 'fast-check';
import { JsonStringMap, jsonEscaped } from '../../../src/core/records/jsonStringMap.js';

const SHORT: Readonly<Record<string, string>> = {
  '"': '\\"',
  '\\': '\\\\',
  '/': '\\/',
  '\b': '\\b',
  '\f': '\\f',
  '\n': '\\n',
  '\r': '\\r',
  '\t': '\\t',
};

/** One code unit in each of the ways in which JSON lets it be written. */
function spellingsOf(unit: string): string[] {
  const code = unit.charCodeAt(0);
  const hex = code.toString(16).padStart(4, '0');
  const mustEscape = code < 0x20 || unit === '"' || unit === '\\';
  return [
    ...(mustEscape ? [] : [unit]),
    ...(SHORT[unit] === undefined ? [] : [SHORT[unit]]),
    `\\u${hex}`,
    `\\u${hex.toUpperCase()}`,
  ];
}

/** Any text, each of its code units in any spelling. */
const written = fc
  .array(fc.tuple(fc.integer({ min: 0, max: 0xffff }), fc.nat(3)), { maxLength: 60 })
  .map((units) => {
    const text = units.map(([code]) => String.fromCharCode(code)).join('');
    const pieces = units.map(([code, style]) => {
      const spellings = spellingsOf(String.fromCharCode(code));
      return spellings[style % spellings.length] ?? '';
    });
    return { text, pieces };
  });

const likely = fc
  .string({ unit: fc.constantFrom('a', '@', '"', '\\', '/', '\n', 'é', '😀', '\ud83d') })
  .chain((text) =>
    fc.array(fc.nat(3), { minLength: text.length, maxLength: text.length }).map((styles) => ({
      text,
      pieces: text.split('').map((unit, index) => {
        const spellings = spellingsOf(unit);
        return spellings[(styles[index] ?? 0) % spellings.length] ?? '';
      }),
    })),
  );

describe('a JSON string and its literal', () => {
  for (const [name, strings] of Object.entries({ written, likely })) {
    it(`agree at every offset, however the string is written (${name})`, () => {
      fc.assert(
        fc.property(strings, ({ text, pieces }) => {
          const map = new JsonStringMap(`"${pieces.join('')}"`);
          assert.equal(map.text, text);
          let raw = 1;
          pieces.forEach((piece, offset) => {
            assert.equal(map.rawOffset(offset), raw);
            raw += piece.length;
          });
          assert.equal(map.rawOffset(text.length), raw);
        }),
        { numRuns: 500 },
      );
    });
  }

  it('can be cut out and put back: what stands between two offsets is what was written there', () => {
    const literal = '"caf\\u00e9 \\ud83d\\ude00 \\"x\\/y\\" \\\\n \\n ü"';
    const map = new JsonStringMap(literal);
    for (let start = 0; start <= map.text.length; start += 1) {
      for (let end = start; end <= map.text.length; end += 1) {
        const cut = literal.slice(map.rawOffset(start), map.rawOffset(end));
        assert.equal(JSON.parse(`"${cut}"`), map.text.slice(start, end));
      }
    }
  });

  it('takes any text into a string', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        assert.equal(JSON.parse(`"${jsonEscaped(text)}"`), text);
      }),
    );
  });

  it('is quick for long strings full of escapes', () => {
    const map = new JsonStringMap(`"${'\\u00e9'.repeat(200_000)}"`);
    assert.equal(map.rawOffset(200_000), 1 + 6 * 200_000);
  });
});
