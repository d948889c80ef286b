import assert from 'node:assert/strict';
import { termsOf } from '../../../src/core/retrieval/analyser.js';
import { Bm25Index } from '../../../src/core/retrieval/bm25Index.js';

describe('termsOf', () => {
  it('keeps identifiers, files and flags findable, whole and in parts', () => {
    assert.deepEqual(termsOf('Set user.name in package.json: --no-verify, ÄRGER!'), [
      'set',
      'user.name',
      'user',
      'name',
      'in',
      'package.json',
      'package',
      'json',
      'no-verify',
      'no',
      'verify',
      'ärger',
    ]);
  });
});

describe('Bm25Index', () => {
  it('scores as the formula says, computed by hand', () => {
    const index = new Bm25Index();
    index.add('a', 'git commit');
    index.add('b', 'git push git push');
    index.add('c', 'npm install');
    // N = 3, n(git) = 2, mean length 8/3; k1 = 1.2, b = 0.75.
    const idf = Math.log(1 + 1.5 / 2.5);
    const score = (f: number, length: number) =>
      (idf * f * 2.2) / (f + 1.2 * (0.25 + (0.75 * length * 3) / 8));
    const hits = index.search('GIT git?', 10);
    assert.deepEqual(
      hits.map(({ id }) => id),
      ['b', 'a'],
    );
    assert.ok(Math.abs((hits[0]?.score ?? 0) - score(2, 4)) < 1e-12);
    assert.ok(Math.abs((hits[1]?.score ?? 0) - score(1, 2)) < 1e-12);
  });

  it('finds nothing for unknown words, breaks ties by order, and keeps to the limit', () => {
    const index = new Bm25Index();
    for (const id of ['x', 'y', 'z']) index.add(id, 'same words');
    assert.deepEqual(index.search('nothing', 5), []);
    assert.deepEqual(
      index.search('same', 2).map(({ id }) => id),
      ['x', 'y'],
    );
  });
});
