import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { hostileTexts } from './hostileTexts.js';
import type { LabelledText } from './labelledText.js';
import { CODE, losses } from './report.js';
import { printTable } from './table.js';
import { answersOf } from './toolProcess.js';

const PATIENCE_MS = 120_000;
const HOSTILE_LENGTH = 32_000;
const HOSTILE_PATIENCE_MS = 10_000;
const RECORD_LENGTH = 2_000;

/** Of one tool. */
export interface Speed {
  readonly megabytesACpuSecond: number;
  readonly worstHostileMs: number;
}

export async function speeds(
  tools: readonly string[],
  clean: readonly LabelledText[],
  megabytes: number,
): Promise<ReadonlyMap<string, Speed>> {
  const records = await codingRecords(clean, megabytes);
  const rows = [['', 'MB/CPU s', 'worst 32 K, ms', 'at']];
  const all = new Map<string, Speed>();
  for (const tool of tools) {
    const task = { tool, what: 'speed' as const, texts: records };
    const { answers, reason } = await answersOf<number>(task, PATIENCE_MS);
    const [speed = 0] = answers;
    const { piece, ms, isWhole } = await worstOf(tool);
    if (reason === undefined && isWhole)
      all.set(tool, { megabytesACpuSecond: speed, worstHostileMs: ms });
    const worst = Number.isFinite(ms) ? ms.toFixed(1) : `over ${HOSTILE_PATIENCE_MS}`;
    rows.push([
      tool,
      reason ?? speed.toFixed(1),
      isWhole ? worst : `${worst} or more (not all asked)`,
      JSON.stringify(piece),
    ]);
  }
  printTable(
    `speed: records of ${RECORD_LENGTH} characters of documentation and code, one process a tool`,
    rows,
  );
  noteLosses(all);
  return all;
}

interface Worst {
  readonly piece: string;
  readonly ms: number;
  /** False: its time was up before all were asked for. */
  readonly isWhole: boolean;
}

async function worstOf(tool: string): Promise<Worst> {
  const hostile = hostileTexts(HOSTILE_LENGTH);
  const task = { tool, what: 'hostile' as const, texts: [...hostile.values()] };
  const { answers, reason } = await answersOf<number>(task, HOSTILE_PATIENCE_MS);
  const isWhole = reason === undefined;
  // Nobody knows how long the last would have taken, if the time was up.
  const unknown = isWhole ? Number.POSITIVE_INFINITY : 0;
  const times = [...hostile.keys()].map((piece, index) => ({
    piece,
    ms: answers[index] ?? unknown,
  }));
  return { ...times.reduce((a, b) => (b.ms > a.ms ? b : a)), isWhole };
}

function noteLosses(all: ReadonlyMap<string, Speed>): void {
  const own = all.get(CODE);
  if (own === undefined) return;
  for (const [tool, { megabytesACpuSecond: speed, worstHostileMs: ms }] of all) {
    if (tool.startsWith('codelumi')) continue;
    if (speed > own.megabytesACpuSecond)
      losses.push(
        `speed: ${tool} ${speed.toFixed(1)} MB a CPU second, we ${own.megabytesACpuSecond.toFixed(1)}`,
      );
    if (ms < own.worstHostileMs)
      losses.push(
        `worst 32 K: ${tool} ${ms.toFixed(1)} ms, we ${own.worstHostileMs.toFixed(1)} ms`,
      );
  }
}

/** Documentation where it is there, and this project's own sources, again and again. */
async function codingRecords(clean: readonly LabelledText[], megabytes: number): Promise<string[]> {
  const names = (await readdir('src', { recursive: true })).filter((name) => name.endsWith('.ts'));
  const sources = await Promise.all(names.map((name) => readFile(join('src', name), 'utf8')));
  const corpus = [...clean.map(({ text }) => text), ...sources].join('\n\n');
  const records: string[] = [];
  for (let at = 0; records.length * RECORD_LENGTH < megabytes * 1e6; at += RECORD_LENGTH) {
    const from = at % Math.max(1, corpus.length - RECORD_LENGTH);
    // A string of its own, as records are that come from a file.
    records.push(Buffer.from(corpus.slice(from, from + RECORD_LENGTH)).toString());
  }
  return records;
}
