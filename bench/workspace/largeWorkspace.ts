// `npm run bench:workspace [-- --mb 300 --candidates 100000]` runs the whole chain through the command line in a made-up workspace of
// that size: for each command seconds by the clock, and the peak of resident memory of its process with all its threads (getrusage).
// Nothing here passes or fails but the exit codes.

import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { DAY_MS } from '../../src/core/durations.js';
import { SyntheticLogs } from '../mining/logs/syntheticLogs.js';
import { writeManyCandidates } from '../review/manyCandidates.js';

const { values: options } = parseArgs({
  options: {
    mb: { type: 'string', default: '300' },
    candidates: { type: 'string', default: '100000' },
  },
});
const CLI = resolve('dist/codelumi.cjs');
const ADA = ['--reviewer', 'Ada <ada@acme.dev>'];

/** Loaded into the command line, it leaves the peak of memory, in KiB, in a file. */
const METER = `process.on('exit', () => require('node:fs').writeFileSync(process.env.PEAK_FILE, String(process.resourceUsage().maxRSS)));`;

/** @returns standard output */
async function measured(work: string, root: string, args: readonly string[]): Promise<string> {
  const peakFile = join(work, 'peak');
  const env = { ...process.env, PEAK_FILE: peakFile };
  const argv = ['--require', join(work, 'meter.cjs'), CLI, ...args, '--json', '--workspace', root];
  const startedAt = performance.now();
  const child = spawn(process.execPath, argv, { env, stdio: ['ignore', 'pipe', 'inherit'] });
  let output = '';
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    output += text;
  });
  const [code] = await once(child, 'close');
  const seconds = (performance.now() - startedAt) / 1_000;
  const peak = Number(await readFile(peakFile, 'utf8')) / 1_024;
  process.stdout.write(
    `${args.slice(0, 2).join(' ').padEnd(20)} exit ${code}  ${seconds.toFixed(1).padStart(7)} s  peak ${peak.toFixed(0).padStart(5)} MiB\n`,
  );
  return output;
}

const work = await mkdtemp(join(tmpdir(), 'codelumi-bench-'));
try {
  const root = join(work, 'workspace');
  await writeFile(join(work, 'meter.cjs'), METER);
  const yesterday = new Date(Date.now() - DAY_MS);
  await writeManyCandidates(root, Number(options.candidates), yesterday);
  const bytes = await new SyntheticLogs(1).append(root, Number(options.mb));
  process.stdout.write(
    `${(bytes / 1e6).toFixed(0)} MB of logs, ${options.candidates} candidates\n`,
  );
  const run = (...args: readonly string[]) => measured(work, root, args);
  await run('init');
  await run('extract');
  await run('screen');
  const { candidates } = JSON.parse(await run('review', 'list', '--status', 'pending'));
  await run('review', 'accept', candidates.at(-1).id, '--confirm', 'all', ...ADA);
  await run('validate');
  await run('snapshot', 'build');
  await run('verify');
  await run('rollout', 'start', ...ADA);
  await run('monitor');
  await run('due');
} finally {
  await rm(work, { recursive: true });
}
