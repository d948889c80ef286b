// `npm run bench:monitoring-store [-- DAYS]` says what the store costs that logs are added up in, for a year of 10,000
// queries a day: opening it with nothing new, and a day's new lines; each beside a bare read of the same bytes in this run.
// The store is written as a year of looks would have left it; the logs are those that such a look reads again.

import { appendFile, mkdir, mkdtemp, readdir, readFile, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DAY_MS } from '../../src/core/durations.js';
import type { HourRow } from '../../src/core/monitoring/store/hourRow.js';
import { loadState, saveState } from '../../src/core/monitoring/store/keptStore.js';
import { readWatched } from '../../src/core/monitoring/store/readWatched.js';
import { summariseDays } from '../../src/core/monitoring/store/summariseDay.js';
import { updateStore } from '../../src/core/monitoring/store/updateStore.js';
import { SeededRandom } from '../../src/core/statistics/seededRandom.js';
import { configSchema } from '../../src/core/workspace/configSchema.js';
import { ROLLUP_FOLDER } from '../../src/core/workspace/paths.js';
import { nodeContext } from '../../src/node/nodeContext.js';

const [days = '365'] = process.argv.slice(2);
const QUERIES = 10_000;
/** Searches of one session. */
const EACH = 4;
const NOW = Date.parse('2026-11-20T10:00:00Z');
const USES = 'userData/kb_usage.jsonl';
const MEMORY = 'userData/lumi_memory.jsonl';

const random = new SeededRandom(1);
const score = () => random.below(1_000_000) / 1_000_000;
const hit = () => `kb-${random.below(400) ** 2 % 397}`;

/** Lines of a day, and of the conversations around them. */
function linesOf(day: number): { uses: string; memory: string } {
  const [uses, memory]: [string[], string[]] = [[], []];
  for (let n = 0; n < QUERIES; n += 1) {
    const ts = NOW - day * DAY_MS + Math.floor((n / QUERIES) * DAY_MS);
    const query = `How do I clear cache number ${n} of day ${day}?`;
    const [top, second] = [score(), score()];
    const hits = [{ id: hit(), title: 'a title as long as titles are' }, { id: hit() }];
    const unit = Math.floor(n / EACH)
      .toString(16)
      .padStart(16, '0');
    const served = {
      deployment: 'dep-20260101-00000000',
      variant: 'stable',
      reason: 'STATIC',
      unit,
    };
    const scores = [Math.max(top, second), Math.min(top, second)];
    uses.push(
      JSON.stringify({ ts, query, source: 'kbFirst', hits, ...served, scores, latencyMs: n % 400 }),
    );
    memory.push(
      JSON.stringify({ role: 'user', text: query, t: ts }),
      JSON.stringify({
        role: 'assistant',
        text: `Press the button that clears it. ${n}`,
        t: ts + 900,
      }),
    );
  }
  return { uses: `${uses.join('\n')}\n`, memory: `${memory.join('\n')}\n` };
}

function rowsOf(day: string): HourRow[] {
  return Array.from({ length: 24 }, (_, hour) => {
    const sessions = Math.round(QUERIES / EACH / 24);
    const values = () => Array.from({ length: sessions }, score).sort((a, b) => a - b);
    const hits: Record<string, number> = {};
    for (let n = 0; n < sessions; n += 1) {
      const id = hit();
      hits[id] = (hits[id] ?? 0) + 1;
    }
    return {
      ...{ hour: `${day}T${String(hour).padStart(2, '0')}`, deployment: 'dep-20260101-00000000' },
      ...{ reranker: 'unknown', scored: 'logged', searches: sessions * EACH, sessions },
      ...{
        zero_hits: 3,
        negative: 2,
        positive: 9,
        errors: 0,
        top: values(),
        margin: values(),
        hits,
      },
      latency: Array.from({ length: sessions }, () => random.below(400)),
      lines: [{ file: USES, first: 1, last: sessions * EACH }],
    };
  });
}

const seconds = async (work: () => Promise<unknown>) => {
  const startedAt = performance.now();
  await work();
  return (performance.now() - startedAt) / 1_000;
};
const median = (values: readonly number[]) =>
  values.toSorted((a, b) => a - b)[values.length >> 1] ?? 0;
const times = async (count: number, work: () => Promise<unknown>) => {
  const all: number[] = [];
  for (let n = 0; n < count; n += 1) all.push(await seconds(work));
  return median(all);
};

const root = await mkdtemp(join(tmpdir(), 'codelumi-bench-'));
try {
  const context = {
    ...nodeContext(root, new AbortController().signal),
    clock: { now: () => new Date(NOW) },
  };
  const config = configSchema.parse({});
  await mkdir(join(root, 'userData'));
  for (let day = 6; day > 1; day -= 1) {
    const { uses, memory } = linesOf(day);
    await appendFile(join(root, USES), uses);
    await appendFile(join(root, MEMORY), memory);
  }
  await updateStore(context, config);
  const state = await loadState(context);
  if (state === undefined) throw new Error('Nothing was kept.');
  const older = new Map<string, HourRow[]>();
  for (let ago = 8; ago < Number(days); ago += 1) {
    const day = new Date(NOW - ago * DAY_MS).toISOString().slice(0, 10);
    older.set(day, rowsOf(day));
  }
  const summaries = [...older.values()].flatMap(summariseDays);
  const growth = [...older.keys()].map((day) => ({ day, entries: 20_000, bytes: 3e6, lines: [] }));
  await saveState(
    context,
    {
      ...state,
      summaries: [...summaries.reverse(), ...state.summaries],
      growth: [...growth.reverse(), ...state.growth],
    },
    older,
  );
  const open = async () => {
    await readWatched(context, config, { rollups: await updateStore(context, config) });
  };
  const folder = join(root, ROLLUP_FOLDER);
  const names = await readdir(folder);
  // What opening has to read: everything but the rows of days before both windows.
  const recent = new Date(NOW - 15 * DAY_MS).toISOString().slice(0, 10);
  const read = names.filter((name) => !/^\d/u.test(name) || name >= recent);
  const bare = async () => {
    for (const name of read) JSON.parse(await readFile(join(folder, name), 'utf8'));
  };
  const [opened, bareOpened] = [await times(5, open), await times(5, bare)];

  const { uses, memory } = linesOf(1);
  await appendFile(join(root, USES), uses);
  await appendFile(join(root, MEMORY), memory);
  const added = await seconds(() => updateStore(context, config));
  const bareLines = async () => {
    for (const text of [uses, memory]) for (const line of text.trim().split('\n')) JSON.parse(line);
  };
  const bareAdded = await times(3, bareLines);
  let bytes = 0;
  for (const name of names) bytes += (await stat(join(folder, name))).size;
  const ratio = (a: number, b: number) =>
    `${a.toFixed(2)} s, ${(a / b).toFixed(1)} times a bare read (${b.toFixed(3)} s)`;
  process.stdout.write(
    [
      `${days} days of ${QUERIES} queries: ${names.length} files, ${(bytes / 2 ** 20).toFixed(1)} MiB`,
      `opening with nothing new, and both windows: ${ratio(opened, bareOpened)}`,
      `a day's new lines (${QUERIES} searches, ${2 * QUERIES} entries): ${ratio(added, bareAdded)}`,
      '',
    ].join('\n'),
  );
} finally {
  await rm(root, { recursive: true });
}
