import type { Files } from '../../ports/files.js';
import { addToGroup } from '../../records/addToGroup.js';
import { auditWriters } from '../journal/auditFiles.js';
import { readCheckpoints } from './checkpointLog.js';

/** When the first checkpoint was made that holds a line of a journal, ISO 8601; undefined where none does. */
export type CheckpointTimes = (file: string, line: number) => string | undefined;

/** By everybody's checkpoints, as far as they can be read. */
export async function readCheckpointTimes(files: Files): Promise<CheckpointTimes> {
  const heads = new Map<string, Head[]>();
  for (const writer of await auditWriters(files)) {
    for (const { checkpoint } of (await readCheckpoints(files, writer)).lines) {
      for (const { path, lines } of checkpoint.heads)
        addToGroup(heads, path, { lines, at: checkpoint.at });
    }
  }
  const steps = new Map([...heads].map(([path, group]) => [path, stepsOf(group)]));
  return (file, line) => firstHolding(steps.get(file) ?? [], line);
}

interface Head {
  /** How many lines the journal had. */
  readonly lines: number;
  readonly at: string;
}

/** By lines, each with the earliest time of itself and all longer ones: every signed line is looked up here. */
function stepsOf(heads: readonly Head[]): Head[] {
  const steps = heads.toSorted((a, b) => a.lines - b.lines);
  let earliest: string | undefined;
  for (const [index, { lines, at }] of [...steps.entries()].reverse()) {
    if (earliest === undefined || at < earliest) earliest = at;
    steps[index] = { lines, at: earliest };
  }
  return steps;
}

function firstHolding(steps: readonly Head[], line: number): string | undefined {
  let [from, to] = [0, steps.length];
  while (from < to) {
    const middle = (from + to) >> 1;
    if ((steps[middle]?.lines ?? line) < line) from = middle + 1;
    else to = middle;
  }
  return steps[from]?.at;
}
