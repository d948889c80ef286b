import { alignRecords, type DiffCounts, isDifferent } from '../../core/comparison/alignRecords.js';
import { countWords, markdownChange, markdownHead } from '../../core/comparison/diffMarkdown.js';
import { type RecordChange, recordChanges } from '../../core/comparison/recordChanges.js';
import { fieldLines } from '../../core/comparison/recordLines.js';
import { recordSide, type SideInput } from '../../core/comparison/recordSide.js';
import type { JobContext } from '../../core/job.js';
import { printable, printableLine } from '../../shared/printable.js';
import { EXIT } from '../exitCode.js';
import { say } from '../terminal.js';

/** Two files of records, and everything that differs. */
export interface FileDiff {
  readonly before: string;
  readonly after: string;
  readonly counts: DiffCounts;
  readonly changes: readonly RecordChange[];
}

/** As `diff`, for records: where something differs, the exit code will be 1. */
export async function compareFiles(
  context: JobContext,
  first: SideInput,
  second: SideInput,
): Promise<FileDiff> {
  const before = recordSide(context.files, first);
  const after = recordSide(context.files, second);
  const alignment = await alignRecords(context, before, after);
  const changes: RecordChange[] = [];
  for await (const change of recordChanges(context, alignment)) changes.push(change);
  if (isDifferent(alignment.counts)) process.exitCode = EXIT.gateFailed;
  return { before: before.name, after: after.name, counts: alignment.counts, changes };
}

const LONGEST_NAME = 120;
const MARKS = { changed: '~', added: '+', removed: '-' } as const;

export function printDiff({ counts, changes }: FileDiff): void {
  for (const change of changes) {
    say(titleOf(change));
    if (change.kind !== 'changed') continue;
    for (const { path, before, after } of change.fields) {
      if (before !== undefined) printField('-', path, before);
      if (after !== undefined) printField('+', path, after);
    }
  }
  say(countWords(counts));
}

function titleOf({ kind, moved, id, before, after, damage }: RecordChange): string {
  const place = [before, after].filter((line) => line !== undefined).join(' → ');
  const name = id === undefined ? 'record' : printableLine(id, LONGEST_NAME);
  const notes = [...(moved ? ['moved'] : []), ...(damage === undefined ? [] : [damage])];
  return [`${MARKS[kind]} ${name}, line ${place}`, ...notes].join(', ');
}

function printField(mark: string, path: string, value: unknown): void {
  for (const line of fieldLines(path, value)) say(`    ${mark} ${printable(line)}`);
}

export function printDiffMarkdown({ before, after, counts, changes }: FileDiff): void {
  say(printable(markdownHead({ before, after }, counts)));
  for (const change of changes) say(printable(markdownChange(change)));
}
