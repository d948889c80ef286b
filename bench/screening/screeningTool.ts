// Runs one tool for `bench:screening`, in a process of its own, because some tools hang: reads a task from
// standard input, prints one line of JSON a text, and nothing else.
import { text } from 'node:stream/consumers';
import { ours } from './ours.js';
import { PEERS } from './peers/peers.js';
import type { Tool } from './tool.js';
import type { Task } from './toolProcess.js';

/** Before the clock runs, so that no tool is measured while it is compiled. */
const WARM_UP_SECONDS = 3;
/** The median of several rounds: what else runs on the machine slows some of them. */
const ROUNDS = 3;
const MOST_ROUND_SECONDS = 2;
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

/** All tools are warmed up over the same mix of texts, for the same time. */
async function speed(tool: Tool, texts: readonly string[]): Promise<void> {
  const warming = process.cpuUsage();
  while (cpuSeconds(warming) < WARM_UP_SECONDS) await round(tool, texts, WARM_UP_SECONDS);
  const rates: number[] = [];
  for (let index = 0; index < ROUNDS; index += 1) {
    rates.push(await round(tool, texts, MOST_ROUND_SECONDS));
  }
  say(rates.sort((a, b) => a - b)[Math.floor(ROUNDS / 2)]);
}

/** In MB a CPU second. */
async function round(tool: Tool, texts: readonly string[], mostSeconds: number): Promise<number> {
  const started = process.cpuUsage();
  let bytes = 0;
  for (const each of texts) {
    await tool.run(each);
    bytes += Buffer.byteLength(each);
    if (cpuSeconds(started) > mostSeconds) break;
  }
  return bytes / 1e6 / cpuSeconds(started);
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
