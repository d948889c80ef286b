import assert from 'node:assert/strict';
import fc from 'fast-check';
import { CodelumiError } from '../../../../src/core/errors.js';
import { compareBytes } from '../../../../src/core/records/byteOrder.js';
import { sha256 } from '../../../../src/core/records/sha256.js';
import { Bm25fIndex, type IndexedEntry } from '../../../../src/core/retrieval/bm25f/bm25fIndex.js';

function entry(id: string, question: string | string[], answer = ''): IndexedEntry {
  return { id, questions: [question].flat(), answer };
}

function indexOf(entries: readonly IndexedEntry[]): Bm25fIndex {
  const index = new Bm25fIndex();
  for (const each of entries) index.add(each);
  return index;
}

function idsFor(index: Bm25fIndex, query: string, limit = 10): string[] {
  return index.search(query, limit).map(({ id }) => id);
}

/** Few words, none with an ending, so that many entries and queries meet. */
const WORDS = ['git', 'branch', 'merg', 'npm', 'lock', 'docker', 'port', 'path'];
const words = fc.array(fc.constantFrom(...WORDS), { maxLength: 6 }).map((all) => all.join(' '));
const ids = fc.constantFrom('a', 'b', 'c', 'd', 'e', 'f', '\u{1F600}', '\uFF5E');
const entries = fc.record({ id: ids, questions: fc.array(words, { maxLength: 3 }), answer: words });
const collections = fc.uniqueArray(entries, { selector: ({ id }) => id, maxLength: 8 });

/** The formula once more, plainly. */
function plainScores(all: readonly IndexedEntry[], query: string): Map<string, number> {
  const fields = all.map(({ id, questions, answer }) => ({
    id,
    question: questions.join(' ').split(' ').filter(Boolean),
    answer: answer.split(' ').filter(Boolean),
  }));
  const mean = (of: (each: (typeof fields)[number]) => string[]) =>
    fields.reduce((sum, each) => sum + of(each).length, 0) / fields.length;
  const [meanQuestion, meanAnswer] = [mean((each) => each.question), mean((each) => each.answer)];
  const count = (field: string[], term: string) => field.filter((word) => word === term).length;
  const norm = (length: number, meanLength: number, b: number) =>
    1 - b + (meanLength === 0 ? b : (b * length) / meanLength);
  const scores = new Map<string, number>();
  for (const term of new Set(query.split(' ').filter(Boolean))) {
    const holding = fields.filter(
      ({ question, answer }) => count(question, term) + count(answer, term) > 0,
    );
    const idf = Math.log(1 + (fields.length - holding.length + 0.5) / (holding.length + 0.5));
    for (const { id, question, answer } of holding) {
      const f =
        count(question, term) / norm(question.length, meanQuestion, 0.9) +
        (0.2 * count(answer, term)) / norm(answer.length, meanAnswer, 0.75);
      scores.set(id, (scores.get(id) ?? 0) + (idf * f * 2.2) / (f + 1.2));
    }
  }
  return scores;
}

describe('Bm25fIndex', () => {
  it('scores as the formula says', () => {
    fc.assert(
      fc.property(collections, words, (all, query) => {
        const expected = plainScores(all, query);
        const hits = indexOf(all).search(query, 100);
        assert.deepEqual(new Set(hits.map(({ id }) => id)), new Set(expected.keys()));
        for (const { id, score } of hits)
          assert.ok(Math.abs(score - (expected.get(id) ?? 0)) < 1e-9, id);
      }),
    );
  });

  it('weighs a word of the question as five of the answer', () => {
    const index = indexOf([
      entry('asked', 'rebase onto main', 'use the command'),
      entry('told', 'use the command', 'rebase onto main'),
      entry('neither', 'use the command', 'use the command'),
    ]);
    assert.deepEqual(idsFor(index, 'rebase'), ['asked', 'told']);
  });

  it('finds an entry by each of its variants', () => {
    const index = indexOf([
      entry('undo', ['How do I undo a commit?', 'take back what I committed'], 'git reset --soft'),
      entry('other', 'How do I change a commit message?', 'git commit --amend'),
    ]);
    assert.equal(idsFor(index, 'taking back')[0], 'undo');
  });

  it('finds questions of nothing but function words', () => {
    const index = indexOf([
      entry('who', 'Who are you?', 'An assistant.'),
      entry('git', 'git', 'x'),
    ]);
    assert.deepEqual(idsFor(index, 'who are you'), ['who']);
  });

  it('orders equal scores as trec_eval does, by bytes, the greatest first', () => {
    const index = indexOf(['x', '\u{1F600}', '\uFF5E', 'B', 'a'].map((id) => entry(id, 'same')));
    assert.deepEqual(idsFor(index, 'same', 4), ['\u{1F600}', '\uFF5E', 'x', 'a']);
    assert.deepEqual(idsFor(index, 'same', 0), []);
    assert.deepEqual(idsFor(new Bm25fIndex(), 'same'), []);
  });

  it('gives the first of a longer list when asked for fewer', () => {
    fc.assert(
      fc.property(collections, words, fc.nat(9), (all, query, limit) => {
        const index = indexOf(all);
        assert.deepEqual(index.search(query, limit), index.search(query, 100).slice(0, limit));
      }),
    );
  });

  it('depends on what is in it, not on how that came about', () => {
    const steps = fc.array(fc.record({ entry: entries, isRemoved: fc.boolean() }));
    fc.assert(
      fc.property(steps, words, fc.nat(), (all, query, seed) => {
        const grown = new Bm25fIndex();
        const standing = new Map<string, IndexedEntry>();
        for (const { entry: each, isRemoved } of all) {
          if (isRemoved) {
            assert.equal(grown.remove(each.id), standing.delete(each.id));
          } else {
            grown.add(each);
            standing.set(each.id, each);
          }
          // A search in between must leave nothing behind.
          if (seed % 2 === 0) grown.search(query, 3);
        }
        const shuffled = [...standing.values()].sort((a, b) => compareBytes(a.id, b.id));
        const fresh = indexOf(shuffled);
        assert.equal(grown.size, fresh.size);
        assert.deepEqual(grown.search(query, 100), fresh.search(query, 100));
      }),
    );
  });

  it('tidies up what many removed entries leave behind', () => {
    const index = new Bm25fIndex();
    for (let i = 0; i < 2_000; i += 1) index.add(entry(`e${i}`, `word${i} common`, `answer${i}`));
    for (let i = 0; i < 1_990; i += 1) assert.ok(index.remove(`e${i}`));
    assert.equal(index.size, 10);
    assert.ok(index.has('e1999') && !index.has('e5'));
    assert.equal(index.search('common', 100).length, 10);
    assert.deepEqual(idsFor(index, 'word1995'), ['e1995']);
    assert.deepEqual(idsFor(index, 'word5'), []);
  });

  it('explains scores to the last digit', () => {
    fc.assert(
      fc.property(collections, words, (all, query) => {
        const index = indexOf(all);
        for (const { id, score } of index.search(query, 100)) {
          const explanation = index.explain(query, id);
          assert.equal(explanation?.score, score);
          assert.ok(explanation.terms.every(({ share }) => share > 0));
        }
      }),
    );
    const index = indexOf([entry('a', 'git push', 'push again'), entry('b', 'npm')]);
    const push = index.explain('How to push?', 'a')?.terms[0];
    assert.deepEqual(
      [push?.term, push?.weight, push?.entries, push?.inQuestion, push?.inAnswer],
      ['push', 1, 1, 1, 1],
    );
    assert.equal(index.explain('push', 'nobody'), undefined);
    assert.deepEqual(index.explain('push', 'b')?.terms, []);
  });
});

describe('saving a Bm25fIndex', () => {
  it('gives back an index that finds the same and can be added to', () => {
    fc.assert(
      fc.property(collections, entries, words, (all, later, query) => {
        const index = indexOf(all);
        const bytes = index.save();
        const loaded = Bm25fIndex.load(bytes);
        assert.deepEqual(loaded.search(query, 100), index.search(query, 100));
        assert.deepEqual(Bm25fIndex.load(bytes).save(), bytes);
        loaded.add(later);
        index.add(later);
        assert.deepEqual(loaded.search(query, 100), index.search(query, 100));
      }),
    );
  });

  it('says what is wrong with bytes that cannot be used', () => {
    const bytes = indexOf([entry('a', 'one two'), entry('b', 'two')]).save();
    const refuses = (broken: Uint8Array, why: RegExp) =>
      assert.throws(
        () => Bm25fIndex.load(broken),
        (error) => error instanceof CodelumiError && why.test(error.message),
      );
    for (let at = 0; at < bytes.length; at += 1) {
      const broken = Uint8Array.from(bytes);
      broken[at] = (broken[at] ?? 0) ^ 1;
      refuses(broken, /damaged/u);
    }
    refuses(bytes.subarray(0, 20), /damaged/u);
    refuses(new Uint8Array(), /damaged/u);
  });

  it('refuses other versions and numbers that cannot be, even when their digest is right', () => {
    const body = Buffer.from(indexOf([entry('a', 'one'), entry('b', 'one')]).save()).subarray(32);
    const refuses = (changed: Buffer, why: RegExp) => {
      const whole = Buffer.concat([Buffer.from(sha256(changed), 'hex'), changed]);
      assert.throws(
        () => Bm25fIndex.load(whole),
        (error) => error instanceof CodelumiError && why.test(error.message),
      );
    };
    const changed = (from: string, to: string) =>
      Buffer.from(body.toString('latin1').replace(from, to), 'latin1');
    refuses(changed('"layout":1', '"layout":9'), /layout/u);
    refuses(changed('"analyser":1', '"analyser":9'), /cut into other terms/u);
    refuses(changed('"postings":2', '"postings":9'), /another length/u);
    refuses(changed('"terms":["one"]', '"terms":[     ]'), /a term that it does not have/u);
    refuses(changed('"ids":["a","b"]', '"ids":7        '), /head/u);
    refuses(changed('{"magic"', '["magic"'), /head/u);
    const more = Buffer.from(body);
    more.writeUInt32LE(1_000_000, body.length - 2 * 8 - 4);
    refuses(more, /fewer terms/u);
    refuses(Buffer.alloc(2), /head/u);
  });
});
