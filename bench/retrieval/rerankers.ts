import { groupedFolds } from '../../src/core/reranking/builtin/groupedFolds.js';
import { trainBuiltin } from '../../src/core/reranking/builtin/trainBuiltin.js';
import { RERANKED, rankKnowledge } from '../../src/core/reranking/rankKnowledge.js';
import type { Reranker } from '../../src/core/reranking/reranker.js';
import type { Hit } from '../../src/core/retrieval/bm25f/bestHits.js';
import type { KnowledgeIndex } from '../../src/core/retrieval/knowledgeIndex.js';
import { SeededRandom } from '../../src/core/statistics/seededRandom.js';
import { printTable } from '../screening/table.js';
import type { Dataset } from './dataset.js';
import { judgedQuestions, knowledgeOf } from './knowledge.js';
import { qualityRow } from './quality.js';
import { openArtefact, printRerankingCosts } from './rerankingCosts.js';
import { textModel } from './textModel.js';

const SEED = 1;
const DEPTH = 10;

type Rankings = Map<string, readonly Hit[]>;

/** What rerankers make of the first stage, between an order drawn by lot and the best there could be. */
export async function printRerankers(dataset: Dataset, ofSample: string): Promise<void> {
  const knowledge = knowledgeOf(dataset);
  const bm25f = await ranked(dataset, knowledge);
  const builtin = await crossValidated(dataset, knowledge);
  const text = await textModel(knowledge);
  const runs: [string, Rankings][] = [
    ['random order', inRandomOrder(dataset, knowledge)],
    ['BM25F', bm25f],
  ];
  if ('reranker' in text)
    runs.push(["the assistant's text model", await ranked(dataset, knowledge, text.reranker)]);
  const elsewhere = openArtefact(ofSample, knowledge);
  runs.push(
    ["built-in, of the sample's usage log", await ranked(dataset, knowledge, elsewhere)],
    ['built-in, grouped 5-fold', builtin.run],
    ['oracle of the first 50', oracle(dataset, knowledge)],
  );
  const rows = runs.map(([name, run]) => qualityRow(name, { dataset, run, against: bm25f }));
  printTable(`${dataset.name}: the first ${RERANKED} of BM25F in other orders`, [
    ['', 'nDCG@10', '95 %', 'MRR@10', 'success@1', 'P@10', 'less BM25F', 'p'],
    ...rows,
  ]);
  console.log(`In ${builtin.kept} of ${builtin.folds} parts BM25F was kept.`);
  if ('reason' in text) console.log(`The assistant's text model is not measured: ${text.reason}.`);
  await printRerankingCosts(dataset, knowledge);
}

async function ranked(
  { queries }: Dataset,
  knowledge: KnowledgeIndex,
  reranker?: Reranker,
): Promise<Rankings> {
  const run: Rankings = new Map();
  for (const { id, text } of queries)
    run.set(id, await rankKnowledge(knowledge, text, { limit: DEPTH, reranker }));
  return run;
}

/** Each part is ranked by a model that was trained, and whose mix was chosen, with the other parts alone. */
async function crossValidated(
  dataset: Dataset,
  knowledge: KnowledgeIndex,
): Promise<{ run: Rankings; kept: number; folds: number }> {
  const folds = groupedFolds(judgedQuestions(dataset), SEED);
  const run: Rankings = new Map();
  let kept = 0;
  for (const fold of folds) {
    const judgements = folds.filter((other) => other !== fold).flat();
    const { artefact, report } = trainBuiltin({ knowledge, judgements, seed: SEED });
    if (report.outcome === 'keep-bm25f') kept += 1;
    const reranker = openArtefact(artefact, knowledge);
    for (const { id, query } of fold)
      run.set(id, await rankKnowledge(knowledge, query, { limit: DEPTH, reranker }));
  }
  return { run, kept, folds: folds.length };
}

function inRandomOrder({ queries }: Dataset, knowledge: KnowledgeIndex): Rankings {
  const random = new SeededRandom(SEED);
  return new Map(
    queries.map(({ id, text }) => [
      id,
      random
        .shuffled(knowledge.search(text, RERANKED))
        .map((hit, place) => ({ id: hit.id, score: -place })),
    ]),
  );
}

function oracle({ queries, qrels }: Dataset, knowledge: KnowledgeIndex): Rankings {
  return new Map(
    queries.map(({ id, text }) => [
      id,
      knowledge
        .search(text, RERANKED)
        .map((hit) => ({ id: hit.id, score: qrels.get(id)?.get(hit.id) ?? 0 })),
    ]),
  );
}
