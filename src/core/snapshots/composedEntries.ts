import { CodelumiError, throwIfCancelled } from '../errors.js';
import type { JobContext } from '../job.js';
import { fileDigest } from '../records/fileDigest.js';
import { parsedJson } from '../records/parsedJson.js';
import { isJsonObject } from '../records/readItem.js';
import type { RecordPosition } from '../records/recordPosition.js';
import type { Base } from './base.js';
import type { Collecting } from './collectEntries.js';
import type { Held } from './entryCollector.js';
import { LineStretch } from './lineStretch.js';
import type { PlaceTable } from './placeTable.js';
import type { SnapshotEntry } from './snapshotEntry.js';
import { hashesOf, lineOf, linesOf } from './snapshotLines.js';

/** How much is read at once: few passes over a file whose entries stand in another order, and still little memory. */
const MOST_ENTRIES = 64 * 1024;
const MOST_BYTES = 12 * 1024 * 1024;

interface Slot {
  readonly id: string;
  readonly held: Held;
}

type Context = Pick<JobContext, 'files' | 'signal'>;

/**
 * The entries of a snapshot in canonical order, without holding them: where each stands is known, and they are read
 * from there stretch by stretch.
 */
export class ComposedEntries {
  readonly #context: Context;
  readonly #base: Base;
  readonly #collecting: Collecting;
  readonly #places: PlaceTable;

  constructor(context: Context, base: Base, collecting: Collecting, places: PlaceTable) {
    this.#context = context;
    this.#base = base;
    this.#collecting = collecting;
    this.#places = places;
  }

  /** How many there are. */
  get size(): number {
    return this.#collecting.size;
  }

  /**
   * Each entry as its line, in batches whose lines are good until the next batch is asked for; the same each time.
   * @throws CodelumiError `changed-meanwhile` when the files that it is read from are not what they were, JobCancelled
   */
  async *lines(): AsyncGenerator<Iterable<Uint8Array>> {
    const stretch = new LineStretch();
    for (const slots of this.#stretches()) {
      throwIfCancelled(this.#context.signal);
      stretch.clear();
      await this.#fetch(slots, stretch);
      yield stretch.lines();
    }
    await this.#requireUnchanged();
  }

  /** All of them in memory, with what a snapshot of them would be. @throws as `lines` */
  async hold(): Promise<{ readonly entries: SnapshotEntry[]; readonly sha256: string }> {
    const entries: SnapshotEntry[] = [];
    for await (const lines of this.lines())
      for (const line of lines) entries.push(parsedJson(line) as SnapshotEntry); // Written just before.
    const { sha256 } = await hashesOf([linesOf(entries)]);
    return { entries, sha256 };
  }

  *#stretches(): Generator<Slot[]> {
    let stretch: Slot[] = [];
    let bytes = 0;
    for (const slot of this.#collecting.inOrder()) {
      if (typeof slot.held === 'number') bytes += this.#places.lengthOf(slot.held);
      stretch.push(slot);
      if (stretch.length < MOST_ENTRIES && bytes < MOST_BYTES) continue;
      yield stretch;
      stretch = [];
      bytes = 0;
    }
    yield stretch;
  }

  async #fetch(slots: readonly Slot[], into: LineStretch): Promise<void> {
    const elsewhere: Wanted[] = [];
    for (const [index, { id, held }] of slots.entries()) {
      if (typeof held === 'number') elsewhere.push({ id, held, index });
      else into.set(index, lineOf(held));
    }
    const fetched = fetchEntries(this.#context, this.#base, this.#places, elsewhere);
    for await (const { entry, index } of fetched) into.set(index, lineOf(entry));
  }

  async #requireUnchanged(): Promise<void> {
    for (const { file, sha256 } of this.#base.sources) {
      throwIfCancelled(this.#context.signal);
      if ((await fileDigest(this.#context.files, file)) !== sha256) throw changed(file);
    }
  }
}

/** An entry that is to be read again. */
export interface Wanted {
  /** As it is called in the snapshot. */
  readonly id: string;
  /** The number of its place. */
  readonly held: number;
  /** Tells it from others. */
  readonly index: number;
}

/**
 * Reads entries where they stand, in the order in which they stand there.
 * @throws CodelumiError `changed-meanwhile` when one is not there any more
 */
export async function* fetchEntries(
  { files }: Context,
  base: Base,
  places: PlaceTable,
  wanted: readonly Wanted[],
): AsyncGenerator<{ readonly entry: SnapshotEntry; readonly index: number }> {
  const inPlace = wanted.toSorted((a, b) => a.held - b.held);
  for (let from = 0; from < inPlace.length; ) {
    const { file } = placeOf(inPlace, from);
    let to = from + 1;
    while (to < inPlace.length && placeOf(inPlace, to).file === file) to += 1;
    let at = from;
    for await (const bytes of files.readRanges(file, ranges(inPlace, from, to))) {
      const one = inPlace[at] as Wanted;
      const value = parsedJson(bytes);
      const entry = isJsonObject(value) ? base.entryIn(value, places.at(one.held)) : undefined;
      if (entry === undefined) throw changed(file);
      yield { entry: { ...entry, id: one.id }, index: one.index };
      at += 1;
    }
    from = to;
  }

  function placeOf(all: readonly Wanted[], index: number): RecordPosition {
    return places.at((all[index] as Wanted).held);
  }

  function* ranges(all: readonly Wanted[], from: number, to: number) {
    for (let index = from; index < to; index += 1) {
      const { byteOffset, byteLength } = placeOf(all, index);
      yield { start: byteOffset, end: byteOffset + byteLength };
    }
  }
}

function changed(file: string): CodelumiError {
  return new CodelumiError({
    reason: 'changed-meanwhile',
    what: 'A file that the snapshot is made of was changed meanwhile',
    place: { file },
    remedy: 'Do it again once nobody writes to it.',
  });
}
