import type { Job } from '../job.js';
import { counted } from '../records/counted.js';
import { readConfig } from '../workspace/config.js';
import { alignRecords, type DiffCounts, type Row } from './alignRecords.js';
import { readRows } from './readRows.js';
import { recordLines } from './recordLines.js';
import { recordSide, type SideInput } from './recordSide.js';

export interface DiffInput {
  readonly before: SideInput;
  readonly after: SideInput;
}

/** Two texts for an editor that compares lines. */
export interface DiffSides {
  readonly before: string;
  readonly after: string;
  readonly counts: DiffCounts;
}

/** With more records, those that are the same on both sides are told by their number alone. */
const MOST_IN_FULL = 1_000;
/** Behind this an editor is no place to read. */
const MOST_SHOWN = 5_000;

/**
 * Both files with their records side by side: each at the same place in both texts, one field a line, so that
 * a record that was moved lines up with itself. Secrets are masked. Bounded, however long the files are.
 */
export const diffSides: Job<DiffInput, DiffSides> = async (input, context) => {
  const { files, signal } = context;
  const { screening } = await readConfig(files);
  const sides = { before: recordSide(files, input.before), after: recordSide(files, input.after) };
  const { rows, counts } = await alignRecords(context, sides.before, sides.after);
  const isShort = rows.length <= MOST_IN_FULL;
  const isShown = ({ kind, before, after }: Row) =>
    isShort || kind !== 'same' || before?.damage !== undefined || after?.damage !== undefined;
  const shown = rows.filter(isShown).slice(0, MOST_SHOWN);
  const texts: { before: string[]; after: string[] } = { before: [], after: [] };
  const between = gaps(rows, shown);
  let next = 0;
  for await (const { row, before, after } of readRows(sides, shown, screening, signal)) {
    addBoth(texts, gapLines(between[next] ?? 0));
    next += 1;
    if (row.before !== undefined) texts.before.push(...recordLines(row.before, before), '');
    if (row.after !== undefined) texts.after.push(...recordLines(row.after, after), '');
  }
  const cut = rows.filter(isShown).length - shown.length;
  addBoth(
    texts,
    cut > 0 ? [`⋯ ${cut} more; codelumi diff shows all`] : gapLines(between[next] ?? 0),
  );
  return { before: texts.before.join('\n'), after: texts.after.join('\n'), counts };
};

function addBoth({ before, after }: { before: string[]; after: string[] }, lines: string[]): void {
  before.push(...lines);
  after.push(...lines);
}

function gapLines(count: number): string[] {
  if (count === 0) return [];
  return [`⋯ ${counted(count, 'equal record')}`, ''];
}

/** How many rows are left out before each that is shown, and after the last one. */
function gaps(rows: readonly Row[], shown: readonly Row[]): number[] {
  const found: number[] = [];
  let [next, left] = [0, 0];
  for (const row of rows) {
    if (row !== shown[next]) {
      left += 1;
      continue;
    }
    found.push(left);
    left = 0;
    next += 1;
  }
  return [...found, left];
}
