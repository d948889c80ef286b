// A process of its own for each thing measured, so that its memory is its own: `miningTask TASK FOLDER`.
import { join } from 'node:path';
import { bareParse } from './tasks/bareParse.js';
import { duckDb } from './tasks/duckDb.js';
import type { Measured, TaskName } from './tasks/measured.js';
import { extractAll, mine } from './tasks/ours.js';
import { Stopwatch } from './tasks/stopwatch.js';

const KIB_PER_MIB = 1_024;

const [task = '', root = ''] = process.argv.slice(2);
const memory = join(root, 'userData/lumi_memory.jsonl');
const uses = join(root, 'userData/kb_usage.jsonl');

const TASKS: Readonly<Record<TaskName, () => unknown>> = {
  parse: () => bareParse([memory, uses]),
  duckdb: () => duckDb(memory, uses),
  mine: () => mine(root),
  extract: () => extractAll(root),
};

const stopwatch = new Stopwatch();
const result = await TASKS[task as TaskName]();
const measured: Measured = {
  ...stopwatch.lap(),
  peakMemory: process.resourceUsage().maxRSS / KIB_PER_MIB,
  result,
};
console.log(JSON.stringify(measured));
