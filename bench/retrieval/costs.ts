import { quantile } from '../../src/core/statistics/summaries.js';
import { printTable } from '../screening/table.js';
import type { Dataset } from './dataset.js';
import { MINISEARCH, OURS, SYSTEMS, type System } from './systems.js';

const ROUNDS = 5;
const MOST_QUERIES = 200;
/** Of our own many more fit in the same time; a figure of too little work is noise. */
const REPEATS = 10;
const MB = 1024 * 1024;

interface Cost {
  /** CPU milliseconds. */
  readonly build: number;
  /** CPU milliseconds a query, the best ten. */
  readonly query: number;
  /** Megabytes that the index keeps, typed arrays included; NaN without `--expose-gc`. */
  readonly memory: number;
}

/** CPU time, the median of rounds in turn, so that whatever else the machine does meets both alike. */
export function printCosts(dataset: Dataset): void {
  const rounds = Array.from({ length: ROUNDS }, () => ({
    ours: costOf(SYSTEMS[OURS], dataset, REPEATS),
    peer: costOf(SYSTEMS[MINISEARCH], dataset, 1),
  }));
  const row = (of: (cost: Cost) => number, digits: number): string[] => {
    const [ours, peer] = [
      median(rounds.map((round) => of(round.ours))),
      median(rounds.map((round) => of(round.peer))),
    ];
    return [
      ours.toFixed(digits),
      peer.toFixed(digits),
      (ours / peer).toFixed(3),
      (peer / ours).toFixed(1),
    ];
  };
  printTable(`${dataset.name}: cost beside ${MINISEARCH}, ${ROUNDS} rounds in turn`, [
    ['', 'ours', MINISEARCH, 'ours / it', 'it / ours'],
    ['build, CPU ms', ...row(({ build }) => build, 0)],
    ['query, CPU ms', ...row(({ query }) => query, 3)],
    ['memory, MB', ...row(({ memory }) => memory, 1)],
  ]);
}

function costOf(system: System | undefined, dataset: Dataset, repeats: number): Cost {
  if (system === undefined) throw new RangeError('No such system.');
  const before = memoryInUse();
  let used = process.cpuUsage();
  const search = system(dataset.documents);
  const build = milliseconds(used);
  const queries = dataset.queries.slice(0, MOST_QUERIES);
  used = process.cpuUsage();
  for (let round = 0; round < repeats; round += 1) for (const { text } of queries) search(text, 10);
  const query = milliseconds(used) / (queries.length * repeats);
  const memory = (memoryInUse() - before) / MB;
  // It must still be there when memory is looked at.
  search('', 1);
  return { build, query, memory };
}

function milliseconds(since: NodeJS.CpuUsage): number {
  const { user, system } = process.cpuUsage(since);
  return (user + system) / 1_000;
}

function memoryInUse(): number {
  if (globalThis.gc === undefined) return Number.NaN;
  globalThis.gc();
  globalThis.gc();
  const { heapUsed, arrayBuffers } = process.memoryUsage();
  return heapUsed + arrayBuffers;
}

function median(values: readonly number[]): number {
  return quantile(
    values.toSorted((a, b) => a - b),
    0.5,
  );
}
