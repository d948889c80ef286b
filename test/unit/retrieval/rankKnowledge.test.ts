import assert from 'node:assert/strict';
import { RERANKED, rankKnowledge } from '../../../src/core/reranking/rankKnowledge.js';
import type { Reranker } from '../../../src/core/reranking/reranker.js';
import { KnowledgeIndex } from '../../../src/core/retrieval/knowledgeIndex.js';

const ENTRIES = Array.from({ length: 60 }, (_, index) => ({
  id: `kb-${index}`,
  questions: ['reset the settings', ...Array.from({ length: index }, () => 'elsewhere')],
  answer: 'Open the settings.',
}));

function rerankerWith(score: (questions: readonly string[]) => number): Reranker {
  return {
    name: 'made-up',
    version: '1.0.0',
    sha256: '0'.repeat(64),
    score: async (_query, passages) => passages.map(({ questions }) => score(questions)),
  };
}

describe('a ranking of the knowledge base', () => {
  const knowledge = new KnowledgeIndex(ENTRIES);

  it('is that of BM25F without a reranker', async () => {
    const ranked = await rankKnowledge(knowledge, 'reset settings', { limit: 3 });
    assert.deepEqual(
      ranked.map(({ id }) => id),
      ['kb-0', 'kb-1', 'kb-2'],
    );
    assert.deepEqual(ranked, knowledge.search('reset settings', 3));
  });

  it('is put in order by a reranker, which sees the first stage and nothing else', async () => {
    const longest = rerankerWith((questions) => questions.length);
    const ranked = await rankKnowledge(knowledge, 'reset settings', {
      limit: 2,
      reranker: longest,
    });
    assert.deepEqual(ranked, [
      { id: `kb-${RERANKED - 1}`, score: RERANKED },
      { id: `kb-${RERANKED - 2}`, score: RERANKED - 1 },
    ]);
  });

  it('puts equal scores in the order of trec_eval', async () => {
    const ranked = await rankKnowledge(knowledge, 'reset settings', {
      limit: 2,
      reranker: rerankerWith(() => 1),
    });
    assert.deepEqual(
      ranked.map(({ id }) => id),
      ['kb-9', 'kb-8'],
    );
  });

  it('follows what comes and goes', async () => {
    const changing = new KnowledgeIndex(ENTRIES.slice(0, 2));
    assert.equal(changing.remove('kb-0'), true);
    assert.equal(changing.remove('kb-0'), false);
    changing.add({ id: 'kb-1', questions: ['clone a repository'], answer: 'git clone' });
    assert.equal(changing.size, 1);
    assert.deepEqual(await rankKnowledge(changing, 'reset settings', { limit: 3 }), []);
    assert.equal(changing.entry('kb-1')?.answer, 'git clone');
  });
});
