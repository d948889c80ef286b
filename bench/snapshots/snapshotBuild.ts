// `npm run bench:snapshots [-- ENTRIES [shuffled]]` says what building a snapshot of a knowledge base of that size costs: seconds
// by the clock and of the processor, and the peak of resident memory of the whole process (getrusage). `shuffled`: the entries
// stand in quite another order than the snapshot's.

import { once } from 'node:events';
import { createWriteStream } from 'node:fs';
import { mkdir, mkdtemp, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { buildSnapshot } from '../../src/core/snapshots/build.js';
import { nodeContext } from '../../src/node/nodeContext.js';

const [size = '100000', order] = process.argv.slice(2);
/** Odd, so that multiplying by it gives each number of 32 bits once. */
const SHUFFLE = 2_654_435_761;

const WORDS = ['cache', 'proxy', 'branch', 'socket', 'cursor', 'thread', 'buffer', 'bundle'];

/** Some 300 bytes an entry, as in the sample. */
function line(number: number): string {
  const word = WORDS[number % WORDS.length];
  const q = `How do I clear the ${word} of project ${number}?`;
  const a = `Open the settings of project ${number}, choose the page of the ${word} and press the button that clears it, then start the build once more. What is still there after that was written by ${word} number ${number % 97}, which keeps a copy of its own.`;
  const id = order === 'shuffled' ? Math.imul(number, SHUFFLE) >>> 0 : number;
  return `${JSON.stringify({ id: `kb-${id}`, q, a, source: 'review', date: '2026-01-24' })}\n`;
}

const root = await mkdtemp(join(tmpdir(), 'codelumi-bench-'));
try {
  await mkdir(join(root, 'training'));
  const file = createWriteStream(join(root, 'training/kb.jsonl'));
  for (let number = 0; number < Number(size); number += 1)
    if (!file.write(line(number))) await once(file, 'drain');
  file.end();
  await once(file, 'close');
  const { size: bytes } = await stat(join(root, 'training/kb.jsonl'));
  const startedAt = performance.now();
  const before = process.memoryUsage.rss();
  const cpuBefore = process.cpuUsage();
  const { manifest } = await buildSnapshot({}, nodeContext(root, new AbortController().signal));
  const seconds = (performance.now() - startedAt) / 1_000;
  const { user, system } = process.cpuUsage(cpuBefore);
  const peak = process.resourceUsage().maxRSS / 1_024;
  process.stdout.write(
    `${manifest.counts.entries} entries, ${(bytes / 2 ** 20).toFixed(0)} MiB: ${seconds.toFixed(1)} s, ${((user + system) / 1e6).toFixed(1)} s of the processor, peak ${peak.toFixed(0)} MiB (${(before / 2 ** 20).toFixed(0)} before)\n`,
  );
} finally {
  await rm(root, { recursive: true });
}
