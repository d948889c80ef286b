import assert from 'node:assert/strict';
import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { trainBuiltin } from '../../../../src/core/reranking/builtin/trainBuiltin.js';
import { KnowledgeIndex } from '../../../../src/core/retrieval/knowledgeIndex.js';
import { parseQrels } from '../../../../src/core/retrieval/metrics/trecFiles.js';

const PUBLIC_SETS = process.env['CODELUMI_IR_DATA'] ?? '/work/shared/data/ir';

async function rowsOf(path: string): Promise<{ id: string; title: string; text: string }[]> {
  const text = await readFile(path, 'utf8');
  return text
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line));
}

describe('the built-in reranker on a public set', () => {
  it('is as much better than BM25F as docs/retrieval.md says', async function () {
    if (!existsSync(PUBLIC_SETS)) {
      console.log(`      ${PUBLIC_SETS} is not here: nothing is measured on public sets.`);
      this.skip();
    }
    const path = (file: string) => join(PUBLIC_SETS, 'cranfield', file);
    const documents = await rowsOf(path('corpus.jsonl'));
    const knowledge = new KnowledgeIndex(
      documents.map(({ id, title, text }) => ({ id, questions: [title], answer: text })),
    );
    const qrels = parseQrels(await readFile(path('qrels.trec'), 'utf8'), path('qrels.trec'));
    const queries = await rowsOf(path('queries.jsonl'));
    const judgements = queries.map(({ id, text }) => ({
      query: text,
      group: id,
      relevant: qrels.get(id) ?? new Map(),
    }));
    const { artefact, report } = trainBuiltin({ knowledge, judgements, seed: 1 });
    const { bm25f, reranker, comparison } = report.metrics;
    assert.equal(report.outcome, 'reranks');
    // A little below what is measured: to be there is no question of the last digit.
    assert.ok(reranker.ndcg_cut_10 >= 0.445, `${reranker.ndcg_cut_10}`);
    assert.ok(reranker.ndcg_cut_10 > bm25f.ndcg_cut_10 + 0.025);
    assert.ok(comparison.pValue < 0.01);
    assert.ok(artefact.length < 50_000);
  });
});
