import { addToGroup } from '../../src/core/records/addToGroup.js';
import { Bm25fIndex } from '../../src/core/retrieval/bm25f/bm25fIndex.js';
import { SeededRandom } from '../../src/core/statistics/seededRandom.js';
import { mean } from '../../src/core/statistics/summaries.js';
import { printTable, ratio } from '../screening/table.js';
import type { Dataset, Query } from './dataset.js';
import { evaluate } from './quality.js';

const VARIANTS = [0, 1, 2, 3, 5];
const SEEDS = [1, 2, 3, 4, 5];

/**
 * What accepted question variants are worth: half of each thread's paraphrases are kept for measuring, and up
 * to k of the others are put on its entries.
 */
export function printSelfLearning(dataset: Dataset): void {
  const rows = [['variants an entry', 'nDCG@10', 'MRR@10', 'success@1', 'P@10']];
  for (const count of VARIANTS) {
    const summaries = SEEDS.map((seed) => learned(dataset, count, seed));
    const [first = []] = summaries;
    const means = first.map((_, measure) => mean(summaries.map((each) => each[measure] ?? 0)));
    rows.push([`${count}`, ...means.map((value) => ratio(value))]);
  }
  printTable(`${dataset.name}: with accepted variants, mean of ${SEEDS.length} splits`, rows);
}

function learned(dataset: Dataset, count: number, seed: number): readonly number[] {
  const { kept, variants } = split(dataset.queries, seed);
  const index = new Bm25fIndex();
  for (const { id, title, text, thread = id } of dataset.documents) {
    const accepted = (variants.get(thread) ?? []).slice(0, count);
    index.add({ id, questions: [title, ...accepted], answer: text });
  }
  const judged = new Set(kept.map(({ id }) => id));
  const qrels = new Map([...dataset.qrels].filter(([query]) => judged.has(query)));
  const search = (query: string, limit: number) => index.search(query, limit);
  return evaluate(search, { ...dataset, queries: kept, qrels }).summary;
}

function split(
  queries: readonly Query[],
  seed: number,
): { kept: Query[]; variants: Map<string, string[]> } {
  const random = new SeededRandom(seed);
  const threads = new Map<string, Query[]>();
  for (const query of queries) addToGroup(threads, query.thread ?? query.id, query);
  const kept: Query[] = [];
  const variants = new Map<string, string[]>();
  for (const [thread, all] of threads) {
    const shuffled = random.shuffled(all);
    const half = Math.ceil(shuffled.length / 2);
    kept.push(...shuffled.slice(0, half));
    variants.set(
      thread,
      shuffled.slice(half).map(({ text }) => text),
    );
  }
  return { kept, variants };
}
