import assert from 'node:assert/strict';
import fc from 'fast-check';
import {
  folded,
  SEARCHED_BYTES,
  searchedBytes,
} from '../../../../src/core/review/query/foldedText.js';
import { TextStore } from '../../../../src/core/review/query/textStore.js';

const word = fc.constantFrom(
  'über',
  'Café',
  'docker',
  'Docker',
  'a',
  'ab',
  'aab',
  '\0',
  '  ',
  'ﬁx',
);
const text = fc.array(word, { maxLength: 6 }).map((words) => words.join(''));
const record = fc.record({ query: text, assistant_output: text });

describe('the texts of a day', () => {
  it('are folded so that case, accents, forms and spaces do not matter', () => {
    assert.equal(folded('  Über\n\tCAFÉ ﬁx İstanbul\0'), ' uber cafe fix istanbul ');
    assert.equal(folded('Plain ASCII'), 'plain ascii');
  });

  it('are found by what they hold, after any number of changes', () => {
    const change = fc.record({ owner: fc.nat(5), text: record });
    fc.assert(
      fc.property(fc.array(change, { maxLength: 30 }), text, (changes, needle) => {
        const wanted = folded(needle);
        if (wanted.trim() === '') return;
        const store = new TextStore();
        const texts = Array.from({ length: 6 }, () => ({ query: '', assistant_output: '' }));
        for (const [owner, each] of texts.entries()) store.set(owner, each);
        for (const { owner, text: next } of changes) {
          texts[owner] = next;
          store.set(owner, next);
        }
        const holds = texts.map(
          ({ query, assistant_output }) =>
            folded(query).includes(wanted) || folded(assistant_output).includes(wanted),
        );
        assert.deepEqual([...store.search(wanted)], holds.map(Number));
      }),
      { numRuns: 500 },
    );
  });

  it('are searched across many stretches of memory', () => {
    const store = new TextStore();
    const filler = 'some words of an answer '.repeat(60);
    for (let owner = 0; owner < 2_000; owner += 1)
      store.set(owner, { query: `case ${owner}.`, assistant_output: filler });
    for (const owner of [0, 1, 21, 777, 1_999])
      assert.deepEqual(
        [...store.search(`case ${owner}.`).entries()].filter(([, found]) => found === 1),
        [[owner, 1]],
      );
    assert.equal(
      store.search('of an answer').reduce((sum, found) => sum + found, 0),
      2_000,
    );
    assert.equal(
      store.search('nowhere at all').reduce((sum, found) => sum + found, 0),
      0,
    );
  });

  it('are searched up to a bound', () => {
    const long = { query: 'q', assistant_output: `${'ä'.repeat(SEARCHED_BYTES)} end` };
    assert.ok(searchedBytes(long).length <= SEARCHED_BYTES);
    const store = new TextStore();
    store.set(0, long);
    assert.deepEqual([...store.search('aaa')], [1]);
    assert.deepEqual([...store.search('end')], [0]);
  });
});
