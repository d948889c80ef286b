import { DAY_MS } from '../../durations.js';
import type { KbEntry } from '../../records/kbEntry.js';
import { isEpochMilliseconds } from '../../records/recordTime.js';
import type { SnapshotManifest } from '../../snapshots/snapshotEntry.js';
import type { StandingVerdict } from './reviewedDay.js';

/** When entries were written, in milliseconds since the epoch. */
export class EntryTimes {
  readonly #decided = new Map<string, number>();
  readonly #built = new Map<string, number>();

  /** @param snapshots newest first */
  constructor(
    verdicts: readonly StandingVerdict[],
    snapshots: readonly Pick<SnapshotManifest, 'created_at' | 'candidates'>[],
  ) {
    for (const { by } of verdicts) this.#decided.set(by.decision.hash, Date.parse(by.decision.at));
    for (const { created_at, candidates } of snapshots)
      for (const candidate of candidates) this.#built.set(candidate, Date.parse(created_at));
  }

  /**
   * By the entry's date (a day is meant with all its hours); where it has none, by the decision that let it in, else by the
   * oldest snapshot that is here and holds its candidate. undefined: nothing tells.
   */
  of({ date, learned }: Pick<KbEntry, 'date' | 'learned'>): number | undefined {
    const written = date === undefined ? undefined : timeOf(date);
    if (written !== undefined || learned === undefined) return written;
    return this.#decided.get(learned.decision) ?? this.#built.get(learned.candidate);
  }
}

function timeOf(date: string): number | undefined {
  const text = date.trim().slice(0, 40);
  const time = Date.parse(text);
  if (!isEpochMilliseconds(time)) return undefined;
  return /^\d{4}-\d{2}-\d{2}$/u.test(text) ? time + DAY_MS - 1 : time;
}
