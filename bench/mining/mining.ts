// `npm run bench:mining [-- MEGABYTES]`: extraction against a bare JSON.parse over the same lines, in one
// run on one machine. Prints ratios; nothing here passes or fails.
import { spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { createReadStream, createWriteStream } from 'node:fs';
import { cp, mkdir, mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { createInterface } from 'node:readline';
import { finished } from 'node:stream/promises';

const DAYS_BETWEEN_COPIES = 40;
const DAY_MS = 24 * 3_600_000;
const LONGEST_LINE = 10_000;

interface Measured {
  readonly seconds: number;
  /** Of the whole process, in megabytes. */
  readonly peakMemory: number;
}

/** The sample's conversations again and again, later each time and with other words in the questions. */
async function writeLog(path: string, megabytes: number): Promise<number> {
  const lines = (await readFile('userData/lumi_memory.jsonl', 'utf8')).split('\n');
  const entries = lines
    .filter((line) => line.startsWith('{') && line.length < LONGEST_LINE)
    .flatMap(parsed);
  const file = createWriteStream(path);
  let bytes = 0;
  for (let copy = 0; bytes < megabytes * 1e6; copy += 1) {
    for (const entry of entries) {
      const line = `${JSON.stringify(later(entry, copy))}\n`;
      bytes += Buffer.byteLength(line);
      if (!file.write(line)) await once(file, 'drain');
    }
  }
  await finished(file.end());
  return bytes / 1e6;
}

function parsed(line: string): Record<string, unknown>[] {
  try {
    return [JSON.parse(line)];
  } catch {
    return []; // The sample is damaged on purpose; here speed counts.
  }
}

function later(entry: Record<string, unknown>, copy: number): Record<string, unknown> {
  const shift = copy * DAYS_BETWEEN_COPIES * DAY_MS;
  const move = (time: unknown) => (typeof time === 'number' ? { t: time + shift } : {});
  const text = entry['role'] === 'user' ? `${String(entry['text'])} v${copy}` : entry['text'];
  return { ...entry, text, ...move(entry['t'] ?? entry['ts']) };
}

/** What any reader has to do at least. */
async function bareParse(path: string): Promise<number> {
  const started = performance.now();
  let records = 0;
  for await (const line of createInterface({
    input: createReadStream(path),
    crlfDelay: Number.POSITIVE_INFINITY,
  })) {
    JSON.parse(line);
    records += 1;
  }
  if (records === 0) throw new Error('The log is empty.');
  return (performance.now() - started) / 1_000;
}

/** The command line as a process of its own; GNU time tells its peak memory. */
function extract(root: string): Measured {
  const cli = resolve('dist/codelumi.cjs');
  const started = performance.now();
  const run = spawnSync(
    '/usr/bin/time',
    ['-f', '%M', process.execPath, cli, 'extract', '-w', root],
    { encoding: 'utf8' },
  );
  if (run.status !== 0) throw new Error(run.stderr);
  return {
    seconds: (performance.now() - started) / 1_000,
    peakMemory: Number(run.stderr.trim().split('\n').at(-1)) / 1_000,
  };
}

function row(what: string, seconds: number, bare: number, more = ''): void {
  console.log(
    `${what.padEnd(28)} ${seconds.toFixed(2).padStart(8)} s  ${(seconds / bare).toFixed(2).padStart(6)} x  ${more}`,
  );
}

async function main(): Promise<void> {
  const megabytes = Number(process.argv[2] ?? 20);
  const root = await mkdtemp(join(tmpdir(), 'codelumi-bench-'));
  try {
    await mkdir(join(root, 'userData'));
    await cp('training', join(root, 'training'), { recursive: true });
    const path = join(root, 'userData/lumi_memory.jsonl');
    console.log(`${(await writeLog(path, megabytes)).toFixed(0)} MB of conversations`);
    const bare = await bareParse(path);
    row('bare JSON.parse', bare, bare);
    const first = extract(root);
    row('extract, first run', first.seconds, bare, `${first.peakMemory.toFixed(0)} MB peak`);
    const second = extract(root);
    row('extract, nothing new', second.seconds, bare, `${second.peakMemory.toFixed(0)} MB peak`);
  } finally {
    await rm(root, { recursive: true, force: true });
  }
}

await main();
