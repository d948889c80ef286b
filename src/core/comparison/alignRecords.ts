import type { JobContext } from '../job.js';
import { type IndexedRecord, indexRecords } from './indexRecords.js';
import { longestInOrder } from './longestInOrder.js';
import { matchAlike } from './matchAlike.js';
import { type Matches, matchByKeys } from './matchRecords.js';
import type { RecordSide } from './recordSide.js';

export type RowKind = 'same' | 'changed' | 'added' | 'removed';

/** A record that stands on one side or on both. */
export interface Row {
  readonly kind: RowKind;
  /** It stands elsewhere among the others. A record that was moved and changed is one row. */
  readonly moved: boolean;
  readonly before: IndexedRecord | undefined;
  readonly after: IndexedRecord | undefined;
}

export interface DiffCounts {
  readonly same: number;
  readonly changed: number;
  readonly added: number;
  readonly removed: number;
  /** Of `same` and `changed`: those that stand elsewhere. */
  readonly moved: number;
  /** Damaged lines on the two sides; they are rows as well. */
  readonly damaged: { readonly before: number; readonly after: number };
}

export interface Alignment {
  readonly before: RecordSide;
  readonly after: RecordSide;
  /** In the order of the side after; what was removed stands where it was. */
  readonly rows: readonly Row[];
  readonly counts: DiffCounts;
}

/**
 * Finds which record of one file is which of another, wherever it stands: by its id; where it has none, by
 * its content, its question, or how many terms it shares. Reads both files once, and again only what has no
 * counterpart; keeps a place and two digests of each record.
 *
 * @throws CodelumiError when a file cannot be read, JobCancelled
 */
export async function alignRecords(
  { signal, progress }: Pick<JobContext, 'signal' | 'progress'>,
  before: RecordSide,
  after: RecordSide,
): Promise<Alignment> {
  progress({ message: `Reading ${before.name}` });
  const old = await indexRecords(before, signal);
  progress({ message: `Reading ${after.name}` });
  const now = await indexRecords(after, signal);
  const matches = matchByKeys(old, now);
  progress({ message: 'Comparing what has no counterpart' });
  await matchAlike({ side: before, records: old }, { side: after, records: now }, matches, signal);
  const rows = rowsOf(old, now, matches);
  return { before, after, rows, counts: countsOf(rows) };
}

function rowsOf(
  old: readonly IndexedRecord[],
  now: readonly IndexedRecord[],
  { toAfter, toBefore }: Matches,
): Row[] {
  const stays = longestInOrder(toBefore);
  const rows: Row[] = [];
  let next = 0;
  const removedUpTo = (end: number) => {
    for (; next < end; next += 1) {
      const record = old[next];
      if (record !== undefined && toAfter[next] === -1)
        rows.push({ kind: 'removed', moved: false, before: record, after: undefined });
    }
  };
  for (const [index, record] of now.entries()) {
    const at = toBefore[index] ?? -1;
    const counterpart = at < 0 ? undefined : old[at];
    if (counterpart === undefined) {
      rows.push({ kind: 'added', moved: false, before: undefined, after: record });
      continue;
    }
    const moved = stays[index] === 0;
    if (!moved) removedUpTo(at);
    const isSame = counterpart.id === record.id && counterpart.digest === record.digest;
    rows.push({ kind: isSame ? 'same' : 'changed', moved, before: counterpart, after: record });
  }
  removedUpTo(old.length);
  return rows;
}

function countsOf(rows: readonly Row[]): DiffCounts {
  const counts = { same: 0, changed: 0, added: 0, removed: 0, moved: 0 };
  const damaged = { before: 0, after: 0 };
  for (const { kind, moved, before, after } of rows) {
    counts[kind] += 1;
    if (moved) counts.moved += 1;
    if (before?.damage !== undefined) damaged.before += 1;
    if (after?.damage !== undefined) damaged.after += 1;
  }
  return { ...counts, damaged };
}

/** Whether anything but the order differs. */
export function isDifferent({ changed, added, removed }: DiffCounts): boolean {
  return changed + added + removed > 0;
}
