import assert from 'node:assert/strict';
import fc from 'fast-check';
import { FEATURES, FeatureExtractor } from '../../../../src/core/reranking/builtin/features.js';
import { answerAlone, type Passage } from '../../../../src/core/reranking/reranker.js';
import { KnowledgeIndex } from '../../../../src/core/retrieval/knowledgeIndex.js';
import { ENTRIES } from './madeUpKnowledge.js';

/** The standardised value of a feature. */
function featureOf(row: Float64Array, feature: string): number {
  const at = FEATURES.indexOf(feature);
  assert.ok(at >= 0, feature);
  return row[at] ?? Number.NaN;
}

describe('the features of the built-in reranker', () => {
  const knowledge = new KnowledgeIndex(ENTRIES);
  const extractor = new FeatureExtractor(knowledge);
  const words = fc.constantFrom(
    ...'how reset password account delete undo commit the my push unknownword git-stash'.split(' '),
  );
  const queries = fc.array(words, { maxLength: 8 }).map((all) => all.join(' '));

  it('begin with the very score of the first stage', () => {
    fc.assert(
      fc.property(queries, (query) => {
        const { passages, scores } = extractor.firstStage(query);
        const hits = knowledge.search(query, 50);
        assert.deepEqual(
          passages.map(({ id }) => id),
          hits.map(({ id }) => id),
        );
        for (const [at, { score }] of hits.entries())
          assert.ok(Math.abs((scores[at] ?? Number.NaN) - score) < 1e-9);
      }),
    );
  });

  it('are one of mean 0 and deviation 1 over the first stage, or 0', () => {
    fc.assert(
      fc.property(queries, (query) => {
        const { rows } = extractor.firstStage(query);
        for (const [column, name] of FEATURES.entries()) {
          const values = rows.map((row) => row[column] ?? Number.NaN);
          const sum = values.reduce((total, value) => total + value, 0);
          const squares = values.reduce((total, value) => total + value * value, 0);
          assert.ok(Math.abs(sum) < 1e-6, name);
          assert.ok(squares < 1e-12 || Math.abs(squares - values.length) < 1e-6, name);
        }
      }),
    );
  });

  it('are those of any passage, whatever else is asked about and by whichever object', () => {
    const { passages, rows, rowOf } = extractor.firstStage('reset password');
    const [first] = passages;
    assert.ok(first);
    const copy: Passage = { questions: [...first.questions], answer: first.answer };
    const [own, same] = [rows[0], rowOf(copy).row];
    // What is on top speaks for itself less than a copy of it would.
    for (const [column, name] of FEATURES.entries())
      if (!name.startsWith('nearness_')) assert.equal(same[column], own?.[column], name);
  });

  it('take the best of all ways in which a passage is asked', () => {
    const { rowOf } = extractor.firstStage('how do I reset my password');
    const answer = 'Click on the link below the form.';
    const one = rowOf({ questions: ['forgotten credentials'], answer }).row;
    const variants = ['forgotten credentials', 'How do I reset my password?'];
    const two = rowOf({ questions: variants, answer }).row;
    for (const feature of ['question_cosine', 'question_overlap', 'question_exact'])
      assert.ok(featureOf(two, feature) > featureOf(one, feature), feature);
    assert.ok(featureOf(rowOf(answerAlone(answer)).row, 'question_cosine') <= 0);
  });

  it('do not grow when an answer is stuffed with what nobody asks for', () => {
    const { passages, rowOf } = extractor.firstStage('reset my password');
    const padding = ' sandwich bicycle'.repeat(500);
    for (const { questions, answer } of passages) {
      const [plain, stuffed] = [answer, answer + padding].map(
        (text) => rowOf({ questions, answer: text }).row,
      );
      for (const [column, name] of FEATURES.entries())
        assert.ok((stuffed?.[column] ?? 9) <= (plain?.[column] ?? -9) + 1e-9, name);
    }
  });

  it('tell the same words in another order apart', () => {
    const { rowOf } = extractor.firstStage('delete commit push account');
    const rowFor = (question: string) => rowOf({ questions: [question], answer: 'x' }).row;
    const [inOrder, turned] = [
      rowFor('delete commit push account'),
      rowFor('account push commit delete'),
    ];
    assert.equal(featureOf(inOrder, 'question_overlap'), featureOf(turned, 'question_overlap'));
    for (const feature of ['question_bigrams', 'question_sequence', 'question_exact'])
      assert.ok(featureOf(inOrder, feature) > featureOf(turned, feature), feature);
  });

  it('find a word by its parts where no term is equal', () => {
    const { rowOf } = extractor.firstStage('passwort');
    const rowFor = (question: string) => rowOf({ questions: [question], answer: 'x' }).row;
    assert.ok(
      featureOf(rowFor('password'), 'question_gram_cosine') >
        featureOf(rowFor('mailbox'), 'question_gram_cosine'),
    );
  });

  it('follow the knowledge base', () => {
    const changing = new KnowledgeIndex(ENTRIES);
    const following = new FeatureExtractor(changing);
    following.firstStage('reset password');
    const entry = { id: 'new', questions: ['reset the password of a router'], answer: 'Hold it.' };
    changing.add(entry);
    changing.remove('kb-delete');
    const anew = new FeatureExtractor(
      new KnowledgeIndex([...ENTRIES.filter(({ id }) => id !== 'kb-delete'), entry]),
    );
    const [followed, fresh] = [following, anew].map((each) => each.firstStage('reset password'));
    assert.deepEqual(followed?.rows, fresh?.rows);
    assert.deepEqual(followed?.passages, fresh?.passages);
  });

  it('have nothing to say about nothing', () => {
    const empty = new FeatureExtractor(new KnowledgeIndex([])).firstStage('anything');
    assert.deepEqual(empty.rows, []);
    assert.ok(empty.rowOf(answerAlone('anything')).row.every(Number.isFinite));
    const { rowOf } = extractor.firstStage('');
    assert.ok(rowOf({ questions: [''], answer: '' }).row.every(Number.isFinite));
  });

  it('count what is known of an entry, and nothing where nothing is known', () => {
    const priors = new Map([
      ['kb-reset', { used: 40, accepted: 30, rejected: 0 }],
      ['kb-undo', { used: 2, accepted: 0, rejected: 2 }],
    ]);
    const query = 'reset undo delete';
    const { passages, rows } = new FeatureExtractor(knowledge, priors).firstStage(query);
    const of = (id: string, feature: string) =>
      featureOf(rows[passages.findIndex((each) => each.id === id)] ?? new Float64Array(0), feature);
    for (const feature of ['usage', 'acceptance']) {
      assert.ok(of('kb-reset', feature) > 0);
      assert.ok(of('kb-undo', feature) < 0);
      assert.equal(of('kb-delete', feature), 0);
    }
  });
});
