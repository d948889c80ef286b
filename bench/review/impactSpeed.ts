// `npm run bench:impact [-- ENTRIES…]` says how long a preview of a candidate's impact takes over knowledge bases of
// these sizes, with 500 queries in the holdout and 200 decided candidates: processor time of whole previews, in the order of BM25F, which is
// shown first, and in that of the sample's reranker, which follows.
import { copyFile, mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { at, Random } from '../../scripts/sample/lib/random.js';
import { themes } from '../../scripts/sample/topics/allTopics.js';
import { textDigest } from '../../src/core/records/fingerprint.js';
import type { Resolution } from '../../src/core/records/resolution.js';
import { ReviewIndex } from '../../src/core/review/reviewIndex.js';
import { HOLDOUT_FILE } from '../../src/core/validation/holdout/holdout.js';
import { ImpactPreviews } from '../../src/core/validation/impact/impactPreviews.js';
import { RERANKER_FILE } from '../../src/core/workspace/paths.js';
import { nodeContext } from '../../src/node/nodeContext.js';
import { writeManyCandidates } from './manyCandidates.js';

const QUERIES = 500;
/** A twentieth of them is decided on. */
const CANDIDATES = 4_000;
const PREVIEWS = 20;
const RERANKED_PREVIEWS = 4;

const sizes = process.argv.slice(2).map(Number);
for (const size of sizes.length > 0 ? sizes : [1_000, 10_000]) await measure(size);

async function measure(size: number): Promise<void> {
  const root = await mkdtemp(join(tmpdir(), 'codelumi-bench-'));
  try {
    const entries = await writeKnowledge(root, size);
    await mkdir(join(root, 'models'));
    await copyFile(RERANKER_FILE, join(root, RERANKER_FILE));
    await writeManyCandidates(root, CANDIDATES, new Date('2026-01-24'));
    const context = nodeContext(root, new AbortController().signal);
    const index = new ReviewIndex(context);
    await index.refresh();
    const previews = new ImpactPreviews(context, index, { viewing: () => index.viewing });
    const waiting = index.page(0, PREVIEWS);
    const first = await timed(() => previews.preview({ candidate: waiting[0]?.id ?? '' }));
    console.log(`\n${size} entries, ${QUERIES} queries: the first preview ${first.toFixed(0)} ms`);
    const kinds: Resolution['kind'][] = ['keep', 'merge', 'supersede'];
    for (const kind of kinds) {
      const times: number[] = [];
      for (const [place, { id }] of waiting.entries()) {
        const other = at(entries, (place * 37) % entries.length);
        const digest = textDigest({ query: other.q, assistant_output: other.a });
        const resolution: Resolution =
          kind === 'keep' ? { kind } : { kind, entry: { where: 'kb', id: other.id, digest } };
        times.push(await timed(() => previews.preview({ candidate: id, resolution })));
      }
      say(kind, times);
    }
    const accepted = index.groupPage('accepted', undefined, 0, PREVIEWS);
    const times: number[] = [];
    for (const { id } of accepted)
      times.push(await timed(() => previews.preview({ candidate: id })));
    say('accepted', times);
    await measureReranked(previews, waiting.slice(0, RERANKED_PREVIEWS));
  } finally {
    await rm(root, { recursive: true, force: true });
  }
}

/** The first one also ranks the holdout without the candidate, which is kept. */
async function measureReranked(
  previews: ImpactPreviews,
  candidates: readonly { readonly id: string }[],
): Promise<void> {
  const times: number[] = [];
  for (const { id } of candidates)
    times.push(
      await timed(() => previews.reranked({ candidate: id, resolution: { kind: 'keep' } })),
    );
  const [first = 0, ...later] = times;
  console.log(`  reranked, the first ${first.toFixed(0)} ms`);
  say('reranked', later);
}

function say(kind: string, times: number[]): void {
  times.sort((a, b) => a - b);
  const [median, slowest] = [times[times.length >> 1] ?? 0, times.at(-1) ?? 0];
  console.log(`  ${kind.padEnd(10)} ${median.toFixed(0)} ms, slowest ${slowest.toFixed(0)}`);
}

async function timed(work: () => Promise<unknown>): Promise<number> {
  const started = process.cpuUsage();
  await work();
  const { user, system } = process.cpuUsage(started);
  return (user + system) / 1_000;
}

/** Entries like those of the sample, of which no two are equal. */
async function writeKnowledge(root: string, size: number) {
  const random = new Random(7);
  const topics = themes.flat();
  const words = topics
    .flatMap(({ answer }) => answer.split(/\s+/u))
    .filter((word) => word.length > 4);
  const some = (count: number) => Array.from({ length: count }, () => random.pick(words)).join(' ');
  const entries = Array.from({ length: size }, (_, number) => {
    const topic = at(topics, number % topics.length);
    const question = at([topic.ask, ...topic.also], number % (1 + topic.also.length));
    return { id: `kb-${number}`, q: `${question} ${some(3)}`, a: `${topic.answer} ${some(30)}` };
  });
  const lines = (records: readonly object[]) =>
    records.map((record) => `${JSON.stringify(record)}\n`).join('');
  await mkdir(join(root, 'training/eval'), { recursive: true });
  await writeFile(join(root, 'training/kb.jsonl'), lines(entries));
  const queries = Array.from({ length: QUERIES }, (_, number) => {
    const { id, q } = at(entries, (number * 31) % size);
    return { query: `${q.split(' ').slice(2).join(' ')} ${some(2)}`, relevant: [{ id }] };
  });
  await writeFile(join(root, HOLDOUT_FILE), lines(queries));
  return entries;
}
