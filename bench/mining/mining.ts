// `npm run bench:mining [-- --mb 100 --runs 2]`: mining against a bare JSON.parse and DuckDB over the same
// lines, in one run on one machine, and what the rules find of what was planted. Nothing here passes or fails.
import { spawnSync } from 'node:child_process';
import { rmSync } from 'node:fs';
import { cp, mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { cpus, loadavg, tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { printTable, ratio } from '../screening/table.js';
import type { RuleId } from './logs/plants.js';
import { SyntheticLogs } from './logs/syntheticLogs.js';
import { measureInTurns, run, type ToMeasure } from './measure.js';
import { candidatesIn } from './quality/candidates.js';
import { sampleQuality } from './quality/sampleQuality.js';
import { precisionOf, recallOf, type Score } from './quality/score.js';
import { syntheticQuality } from './quality/syntheticQuality.js';
import { DUCKDB_FOLDER, DUCKDB_PACKAGE } from './tasks/duckDb.js';
import type { Measured } from './tasks/measured.js';
import type { Cost } from './tasks/stopwatch.js';

const { values: options } = parseArgs({
  options: {
    mb: { type: 'string', default: '100' },
    runs: { type: 'string', default: '2' },
    seed: { type: 'string', default: '1' },
    'no-duckdb': { type: 'boolean', default: false },
  },
});
const SEED_SHARE = 0.01;
const SAMPLE = ['training', 'userData'];

async function installDuckDb(): Promise<boolean> {
  if (options['no-duckdb']) return false;
  await mkdir(DUCKDB_FOLDER, { recursive: true });
  await writeFile(join(DUCKDB_FOLDER, 'package.json'), '{ "private": true }\n');
  const flags = ['--ignore-scripts', '--no-audit', '--no-fund', '--no-save'];
  const args = ['install', ...flags, '--prefix', DUCKDB_FOLDER, DUCKDB_PACKAGE];
  if (spawnSync('npm', args, { stdio: 'ignore' }).status === 0) return true;
  console.log(`${DUCKDB_PACKAGE} could not be installed; its figures are missing.`);
  return false;
}

type Line = (what: string, cost: Cost, peakMemory?: number) => string[];

function lineOf(megabytes: number, bare: Cost): Line {
  return (what, { wall, cpu }, peakMemory) => [
    what,
    wall.toFixed(2),
    cpu.toFixed(2),
    (megabytes / wall).toFixed(0),
    (wall / bare.wall).toFixed(2),
    (cpu / bare.cpu).toFixed(2),
    peakMemory === undefined ? '' : peakMemory.toFixed(0),
  ];
}

const HEAD = ['', 'wall s', 'CPU s', 'MB/s', 'wall x', 'CPU x', 'peak MiB'];

/** Reading and rules, alone and together. */
function miningLines(
  line: Line,
  what: string,
  { result, peakMemory, ...cost }: Measured,
): string[][] {
  const { reading, rules } = result as Readonly<Record<'reading' | 'rules', Cost>>;
  return [
    line(`${what}: reading and all rules`, cost, peakMemory),
    line('  of it reading', reading),
    line('  of it rules', rules),
  ];
}

/** Bare parsing, DuckDB if it is there, and mining. */
function measured(
  root: string,
  hasDuckDb: boolean,
  prepare: () => void,
): [Measured, Measured | undefined, Measured] {
  const tasks: ToMeasure[] = [{ task: 'parse' }, { task: 'mine', prepare }];
  if (hasDuckDb) tasks.push({ task: 'duckdb' });
  const [bare, mined, duckDb] = measureInTurns(tasks, root, Number(options.runs));
  if (bare === undefined || mined === undefined) throw new Error('Nothing was measured.');
  return [bare, duckDb, mined];
}

async function speeds(root: string, logs: SyntheticLogs, megabytes: number): Promise<void> {
  const forget = () => rmSync(join(root, '.codelumi'), { recursive: true, force: true });
  const [bare, duckDb, mined] = measured(root, await installDuckDb(), forget);
  const line = lineOf(megabytes, bare);
  const rows = [HEAD, line('bare JSON.parse, one thread', bare, bare.peakMemory)];
  if (duckDb !== undefined) rows.push(line('DuckDB, two aggregations', duckDb, duckDb.peakMemory));
  rows.push(...miningLines(line, 'first run', mined));
  forget();
  const whole = run('extract', root);
  const { added } = whole.result as { added: number };
  rows.push(line(`whole extract, ${added} new candidates`, whole, whole.peakMemory));
  const more = await logs.append(root, megabytes * SEED_SHARE);
  const again = `${(more / 1e6).toFixed(1)} MB more`;
  rows.push(...miningLines(line, again, run('mine', root)));
  const second = run('extract', root);
  const { added: addedAgain } = second.result as { added: number };
  rows.push(line(`whole extract, ${addedAgain} new candidates`, second, second.peakMemory));
  printTable(
    `${megabytes.toFixed(0)} MB of logs, least of ${options.runs}, taking turns; ${loadavg()[0]?.toFixed(1)} processes at work; x: times a bare JSON.parse`,
    rows,
  );
}

function printQuality(title: string, scores: ReadonlyMap<RuleId, Score>): void {
  const rows = [...scores].map(([rule, score]) => [
    rule,
    ratio(precisionOf(score)),
    ratio(recallOf(score)),
    ...[score.planted, score.found, score.wrong, score.repeated].map(String),
  ]);
  printTable(title, [['', 'P', 'R', 'planted', 'found', 'wrong', 'twice'], ...rows]);
}

async function inFolder(work: (root: string) => Promise<void>): Promise<void> {
  const root = await mkdtemp(join(tmpdir(), 'codelumi-bench-'));
  try {
    await work(root);
  } finally {
    await rm(root, { recursive: true, force: true });
  }
}

async function main(): Promise<void> {
  const [processor] = cpus();
  console.log(`Node ${process.version}, ${cpus().length} × ${processor?.model ?? 'processor'}`);
  await inFolder(async (root) => {
    const logs = new SyntheticLogs(Number(options.seed));
    await cp('training', join(root, 'training'), { recursive: true });
    const bytes = await logs.append(root, Number(options.mb));
    await speeds(root, logs, bytes / 1e6);
    printQuality('synthetic logs', syntheticQuality(logs.plants, await candidatesIn(root)));
  });
  await inFolder(async (root) => {
    for (const name of SAMPLE) await cp(name, join(root, name), { recursive: true });
    run('extract', root);
    printQuality('sample workspace', await sampleQuality(await candidatesIn(root)));
  });
}

await main();
