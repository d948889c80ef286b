import { createHash, type Hash } from 'node:crypto';
import { sha256 } from '../../src/core/records/sha256.js';
import { readArtefact } from '../../src/core/reranking/builtin/artefact.js';
import { builtinReranker } from '../../src/core/reranking/builtin/builtinReranker.js';
import { trainBuiltin, trainingOutcome } from '../../src/core/reranking/builtin/trainBuiltin.js';
import { RERANKED } from '../../src/core/reranking/rankKnowledge.js';
import type { Reranker } from '../../src/core/reranking/reranker.js';
import type { KnowledgeIndex } from '../../src/core/retrieval/knowledgeIndex.js';
import { printTable } from '../screening/table.js';
import type { Dataset } from './dataset.js';
import { judgedQuestions } from './knowledge.js';

const SEED = 1;
const MOST_QUERIES = 200;

export function openArtefact(artefact: string, knowledge: KnowledgeIndex): Reranker {
  const read = readArtefact(artefact);
  if ('problem' in read) throw new Error(`The artefact ${read.problem}`);
  const identity = { name: 'reranker.json', version: 'unversioned', sha256: sha256(artefact) };
  return builtinReranker(identity, read.model, { knowledge });
}

/** CPU time. */
export async function printRerankingCosts(
  dataset: Dataset,
  knowledge: KnowledgeIndex,
): Promise<void> {
  const judgements = judgedQuestions(dataset);
  const training = await measured(async () => trainBuiltin({ knowledge, judgements, seed: SEED }));
  const { artefact, report } = training.result;
  const loading = await measured(async () => openArtefact(artefact, knowledge));
  const scores = createHash('sha256');
  const [first, later] = [
    await scored(dataset, knowledge, loading.result, scores),
    await scored(dataset, knowledge, loading.result, scores),
  ];
  printTable(`${dataset.name}: cost of the built-in reranker, CPU ms`, [
    ['what', 'CPU ms'],
    [`training with ${report.questions} questions`, training.cpu.toFixed(0)],
    [`reading its ${artefact.length} bytes`, loading.cpu.toFixed(2)],
    ['a query, of entries that were not met before', first.toFixed(2)],
    ['a query', later.toFixed(2)],
  ]);
  console.log(trainingOutcome(report));
  console.log(`SHA-256 of all scores, to the bit: ${scores.digest('hex')}`);
}

/** CPU milliseconds a query for the first `RERANKED` of the first stage. */
async function scored(
  { queries }: Dataset,
  knowledge: KnowledgeIndex,
  reranker: Reranker,
  scores: Hash,
): Promise<number> {
  const some = queries.slice(0, MOST_QUERIES);
  const found = some.map(({ text }) =>
    knowledge.search(text, RERANKED).flatMap(({ id }) => knowledge.entry(id) ?? []),
  );
  const { cpu, result } = await measured(async () => {
    const all: (readonly number[])[] = [];
    for (const [at, { text }] of some.entries())
      all.push(await reranker.score(text, found[at] ?? []));
    return all;
  });
  for (const each of result) scores.update(Float64Array.from(each));
  return cpu / some.length;
}

async function measured<Result>(
  work: () => Promise<Result>,
): Promise<{ readonly result: Result; readonly cpu: number }> {
  const before = process.cpuUsage();
  const result = await work();
  const { user, system } = process.cpuUsage(before);
  return { result, cpu: (user + system) / 1_000 };
}
