import assert from 'node:assert/strict';
import { CodelumiError, JobCancelled } from '../../../../src/core/errors.js';
import { readArtefact } from '../../../../src/core/reranking/builtin/artefact.js';
import type { JudgedQuestion } from '../../../../src/core/reranking/builtin/judgedQuestion.js';
import {
  trainBuiltin,
  trainingOutcome,
} from '../../../../src/core/reranking/builtin/trainBuiltin.js';
import { KnowledgeIndex } from '../../../../src/core/retrieval/knowledgeIndex.js';
import { SeededRandom } from '../../../../src/core/statistics/seededRandom.js';

const NOUNS = 'branch commit tag remote stash index merge rebase hook submodule'.split(' ');
const VERBS = 'create delete rename list'.split(' ');

/**
 * Every verb with every noun. What an answer is about stands in it word by word, so that questions tell entries apart
 * by the order and nearness of words more than BM25F sees.
 */
const ENTRIES = NOUNS.flatMap((noun) =>
  VERBS.map((verb) => ({
    id: `${verb}-${noun}`,
    questions: [`How do I ${verb} a ${noun}?`, `${verb} ${noun} quickly`],
    answer: `To ${verb} it, type git ${noun} --${verb}. See also ${NOUNS.join(', ')}.`,
  })),
);

/** The word of every question is spelled so that no term of it is equal; only parts of it are. */
function misspelt(count: number): JudgedQuestion[] {
  return ENTRIES.slice(0, count).map(({ id }) => {
    const [verb = '', noun = ''] = id.split('-');
    return {
      query: `${verb} ${noun.slice(0, -1)}xy`,
      group: noun,
      relevant: new Map([[id, 1]]),
    };
  });
}

const knowledge = new KnowledgeIndex(ENTRIES);

describe('trainBuiltin', () => {
  it('learns what BM25F cannot see, and says what it is worth', () => {
    const { artefact, report } = trainBuiltin({ knowledge, judgements: misspelt(40), seed: 1 });
    assert.equal(report.outcome, 'reranks', trainingOutcome(report));
    assert.ok(report.mix > 0);
    assert.deepEqual([report.questions, report.groups], [40, 10]);
    const { random, bm25f, reranker, oracle, comparison } = report.metrics;
    assert.ok(reranker.ndcg_cut_10 > bm25f.ndcg_cut_10 + 0.1);
    assert.ok(bm25f.ndcg_cut_10 > random.ndcg_cut_10);
    assert.ok(oracle.ndcg_cut_10 >= reranker.ndcg_cut_10);
    assert.ok(comparison.pValue < 0.01 && comparison.improved > comparison.worsened);
    assert.match(trainingOutcome(report), /^The reranker is better than BM25F .*n = 40/u);
    assert.ok(artefact.length < 50_000);
    const read = readArtefact(artefact);
    assert.ok('model' in read, JSON.stringify(read));
    assert.equal(read.model.mix, report.mix);
    assert.equal(read.artefact.training.questions, 40);
  });

  it('gives the same bytes for the same input in any order, others for another seed', () => {
    const judgements = misspelt(20);
    const { artefact } = trainBuiltin({ knowledge, judgements, seed: 7 });
    const turned = trainBuiltin({
      knowledge: new KnowledgeIndex(ENTRIES.toReversed()),
      judgements: new SeededRandom(3).shuffled(judgements),
      seed: 7,
    });
    assert.equal(turned.artefact, artefact);
    assert.notEqual(trainBuiltin({ knowledge, judgements, seed: 8 }).artefact, artefact);
  });

  it('keeps BM25F where nothing is to be learned', () => {
    const random = new SeededRandom(5);
    const judgements = ENTRIES.map(({ id }, at) => ({
      query: `git ${id.replace('-', ' ')}`,
      group: `${at}`,
      relevant: new Map([[ENTRIES[random.below(ENTRIES.length)]?.id ?? '', 1]]),
    }));
    const { artefact, report } = trainBuiltin({ knowledge, judgements, seed: 1 });
    assert.deepEqual([report.outcome, report.mix], ['keep-bm25f', 0], trainingOutcome(report));
    assert.match(trainingOutcome(report), /^BM25F is kept, .*p = /u);
    assert.match(artefact, /"mix": 0,/u);
  });

  it('is content with five questions that all gain', () => {
    const judgements = misspelt(20).filter((_, at) => at % 4 === 0);
    const { report } = trainBuiltin({ knowledge, judgements, seed: 1 });
    assert.equal(report.questions, 5);
    assert.ok(report.metrics.comparison.pValue >= 1 / 16);
  });

  it('takes a variant out of its entry while it is asked', () => {
    const judgements = ENTRIES.map(({ id, questions }) => ({
      query: questions[1] ?? '',
      group: id,
      relevant: new Map([[id, 1]]),
    }));
    const before = knowledge.search('create branch quickly', 3);
    const { report } = trainBuiltin({ knowledge, judgements, seed: 1 });
    assert.deepEqual(knowledge.search('create branch quickly', 3), before);
    const kept = trainBuiltin({
      knowledge: new KnowledgeIndex(
        ENTRIES.map((entry) => ({ ...entry, questions: entry.questions.slice(0, 1) })),
      ),
      judgements,
      seed: 1,
    });
    // "quickly" would find nothing but the entries that still have it.
    assert.ok(report.metrics.bm25f.ndcg_cut_10 <= kept.report.metrics.bm25f.ndcg_cut_10 + 1e-9);
    assert.equal(report.questions, ENTRIES.length);
  });

  it('leaves out what nothing answers, and what is an entry’s own question', () => {
    const judgements = [
      ...misspelt(8),
      { query: 'how do i CREATE a branch', group: 'x', relevant: new Map([['create-branch', 1]]) },
      { query: 'create branch', group: 'y', relevant: new Map([['no-such-entry', 1]]) },
      { query: 'create branch', group: 'z', relevant: new Map([['create-branch', 0]]) },
    ];
    const { report } = trainBuiltin({ knowledge, judgements, seed: 1 });
    assert.deepEqual(report.leftOut, { 'no-entry': 2, 'own-question': 1, 'too-many': 0 });
    assert.equal(report.questions, 8);
  });

  it('learns from rejections, of entries that the first stage does not find as well', () => {
    const rejecting = misspelt(40).map((question) => ({
      ...question,
      rejected: ['list-hook', ...question.relevant.keys()],
    }));
    assert.throws(
      () => trainBuiltin({ knowledge, judgements: misspelt(4), seed: 1 }),
      (error: unknown) => error instanceof CodelumiError && error.reason === 'invalid-input',
    );
    const { artefact } = trainBuiltin({ knowledge, judgements: rejecting, seed: 1 });
    assert.match(artefact, /"relevant": 0,/u);
  });

  it('refuses to train with questions of one group, and stops when asked to', () => {
    const judgements = misspelt(40).map((each) => ({ ...each, group: 'one' }));
    assert.throws(() => trainBuiltin({ knowledge, judgements, seed: 1 }), /of 1 groups/u);
    const stop = new AbortController();
    const progress = () => stop.abort();
    assert.throws(
      () =>
        trainBuiltin({
          knowledge,
          judgements: misspelt(40),
          seed: 1,
          signal: stop.signal,
          progress,
        }),
      JobCancelled,
    );
  });
});
