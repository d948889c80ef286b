import assert from 'node:assert/strict';
import { textTokens } from '../../../src/core/reranking/pipeline/textTokens.js';
import type { TokenParameters } from '../../../src/core/reranking/pipeline/tfidfParameters.js';
import { readJson } from './rerankerFixtures.js';

type Ranges = readonly (readonly [first: number, last: number])[];

interface Characters {
  readonly assigned: Ranges;
  readonly word: Ranges;
  readonly combining: Ranges;
  readonly lower: Readonly<Record<string, string>>;
}

const PLAIN: TokenParameters = { lowercase: true, stripAccents: null, stopWords: new Set() };

/** What Python knows of every character; tokens of later versions of Unicode are not compared. */
const characters = await readJson<Characters>('characters.json');

function inRanges(ranges: Ranges): Set<number> {
  const codes = new Set<number>();
  for (const [first, last] of ranges) for (let code = first; code <= last; code++) codes.add(code);
  return codes;
}

describe('the tokens of a text', () => {
  it('are those that scikit-learn finds', async () => {
    const expected =
      await readJson<Record<string, Record<'none' | 'unicode' | 'ascii', string[]>>>('tokens.json');
    for (const [text, { none, unicode, ascii }] of Object.entries(expected)) {
      assert.deepEqual([...textTokens(text, PLAIN)], none);
      assert.deepEqual([...textTokens(text, { ...PLAIN, stripAccents: 'unicode' })], unicode);
      assert.deepEqual([...textTokens(text, { ...PLAIN, stripAccents: 'ascii' })], ascii);
    }
  });

  it("hold exactly the characters that are \\w to Python's re, in lower case", () => {
    const word = inRanges(characters.word);
    for (const code of inRanges(characters.assigned)) {
      const character = String.fromCodePoint(code);
      const lower = `字${characters.lower[character] ?? character}字`;
      // One capital letter, İ, becomes a letter and a mark.
      const words = lower.split(/\p{M}/u).filter((part) => Array.from(part).length > 1);
      const expected = word.has(code) ? words : [];
      assert.deepEqual([...textTokens(`字${character}字`, PLAIN)], expected, code.toString(16));
    }
  });

  it('lose exactly the marks that are combining to unicodedata, where accents are stripped', () => {
    const combining = inRanges(characters.combining);
    for (const code of inRanges(characters.assigned)) {
      const character = String.fromCodePoint(code);
      if (character.normalize('NFKD') !== character) continue;
      const [token] = textTokens(`x${character}y`, { ...PLAIN, stripAccents: 'unicode' });
      assert.equal(token === 'xy', combining.has(code), code.toString(16));
    }
  });

  it('are found in long runs of marks, which normalize alone would order for minutes', () => {
    const marks = '\u0301\u0316\u0f71\u0f72'.repeat(100_000);
    for (const stripAccents of ['unicode', 'ascii'] as const) {
      const tokens = textTokens(`a${marks}b c${marks}d`, { ...PLAIN, stripAccents });
      assert.deepEqual(tokens, ['ab', 'cd']);
    }
  });

  it('are those that are no stop words', () => {
    const stopWords = new Set(['the', 'is']);
    assert.deepEqual(textTokens('The log IS there', { ...PLAIN, stopWords }), ['log', 'there']);
  });
});
