// `npm run bench:filter [-- CANDIDATES…]` says what a filter costs over queues of these lengths: processor time
// of the worker's own thread, the median of several rounds, and the memory that the queue takes.
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { FilteredQueue } from '../../src/core/review/query/filteredQueue.js';
import { requireQuery } from '../../src/core/review/query/parseQuery.js';
import { ReviewIndex } from '../../src/core/review/reviewIndex.js';
import { nodeContext } from '../../src/node/nodeContext.js';
import { writeManyCandidates } from './manyCandidates.js';

const ROUNDS = 9;
const MB = 1024 * 1024;
const ME = { name: 'Rae Reviewer', email: 'rae@example.org' };
const QUERIES = [
  'docker',
  '"git rebase"',
  'nowhere-at-all',
  'a',
  'status:pending',
  'finding:pii',
  'has:findings sort:impact',
  'sort:date',
  'reviewer:me',
  'bm25:<3 -docker -git sort:impact',
];

const lengths = process.argv.slice(2).map(Number);
for (const count of lengths.length > 0 ? lengths : [10_000, 100_000]) await measure(count);

async function measure(count: number): Promise<void> {
  const root = await mkdtemp(join(tmpdir(), 'codelumi-bench-'));
  try {
    await writeManyCandidates(root, count, new Date('2026-01-24'));
    const before = process.memoryUsage();
    const index = new ReviewIndex(nodeContext(root, new AbortController().signal));
    await index.refresh();
    const now = process.memoryUsage();
    const heap = Math.round((now.heapUsed - before.heapUsed) / MB);
    const outside = Math.round((now.arrayBuffers - before.arrayBuffers) / MB);
    console.log(`\n${count} candidates: ${heap} MB of heap (with garbage), ${outside} MB of text`);
    for (const text of QUERIES) console.log(`  ${timeOf(index, text)}`);
  } finally {
    await rm(root, { recursive: true, force: true });
  }
}

/** A new queue each time: the index itself would answer a second question from memory. */
function timeOf(index: ReviewIndex, text: string): string {
  const filter = { query: requireQuery(text), me: ME, now: new Date() };
  const times: number[] = [];
  let size = 0;
  for (let round = 0; round < ROUNDS; round += 1) {
    const started = process.cpuUsage();
    ({ size } = new FilteredQueue(index.days, filter));
    const { user, system } = process.cpuUsage(started);
    times.push((user + system) / 1_000);
  }
  times.sort((a, b) => a - b);
  const [median, slowest] = [times[ROUNDS >> 1] ?? 0, times.at(-1) ?? 0];
  return `${text.padEnd(36)} ${median.toFixed(1)} ms, slowest ${slowest.toFixed(1)} (${size} fit)`;
}
