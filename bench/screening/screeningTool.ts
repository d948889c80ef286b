// Runs one tool for `bench:screening`, in a process of its own, because some tools hang: reads a task from
// standard input, prints one line of JSON a text, and nothing else.
import { text } from 'node:stream/consumers';
import { ours } from './ours.js';
import { PEERS } from './peers/peers.js';
import type { Tool } from './tool.js';
import type { Task } from './toolProcess.js';

/** Records before the clock runs, so that no tool is measured while it is compiled; slow ones get fewer. */
const WARM_UP = 1_000;
const MOST_WARM_UP_SECONDS = 6;
const MOST_CPU_SECONDS = 20;
/** Of one hostile text. */
const MOST_RUNS = 8;
const ENOUGH_SECONDS = 1;

const TOOLS: Readonly<Record<string, () => Tool>> = {
  'codelumi code': () => ours('code'),
  'codelumi code, no names': () => ours('code', false),
  'codelumi general': () => ours('general'),
  ...PEERS,
};

function cpuSeconds(since?: NodeJS.CpuUsage): number {
  const { user, system } = process.cpuUsage(since);
  return (user + system) / 1e6;
}

function say(line: unknown): void {
  process.stdout.write(`${JSON.stringify(line)}\n`);
}

async function speed(tool: Tool, texts: readonly string[]): Promise<void> {
  const warming = process.cpuUsage();
  for (const each of texts.slice(0, WARM_UP)) {
    await tool.run(each);
    if (cpuSeconds(warming) > MOST_WARM_UP_SECONDS) break;
  }
  const started = process.cpuUsage();
  let bytes = 0;
  for (const each of texts) {
    await tool.run(each);
    bytes += Buffer.byteLength(each);
    if (cpuSeconds(started) > MOST_CPU_SECONDS) break;
  }
  say(bytes / 1e6 / cpuSeconds(started));
}

/** The best of a few, in milliseconds a text: what else runs on the machine only makes it slower. */
async function hostile(tool: Tool, texts: readonly string[]): Promise<void> {
  for (const each of texts) {
    let best = Number.POSITIVE_INFINITY;
    const begun = process.cpuUsage();
    for (let run = 0; run < MOST_RUNS; run += 1) {
      const started = process.cpuUsage();
      await tool.run(each);
      best = Math.min(best, cpuSeconds(started) * 1_000);
      if (cpuSeconds(begun) > ENOUGH_SECONDS) break;
    }
    say(best);
  }
}

async function main(): Promise<void> {
  const { tool: name, what, texts }: Task = JSON.parse(await text(process.stdin));
  const tool = TOOLS[name]?.();
  if (tool === undefined) throw new Error(`There is no tool ${name}.`);
  if (what === 'speed') return speed(tool, texts);
  if (what === 'hostile') return hostile(tool, texts);
  for (const each of texts) say(await tool.detect(each));
}

await main();
