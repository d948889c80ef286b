import type { Place } from './logFile.js';

/** What a test can rely on: something was put there on purpose, here, and this should happen. */
export interface Plant {
  readonly kind: string;
  /** The planted text itself, as it stands on the line (before JSON escaping). */
  readonly value?: string;
  /** What it belongs to: a KB id, a question, a memory entry. */
  readonly ref?: string;
  readonly expect: string;
  /** Joins the items of one scenario. */
  readonly group?: string;
}

interface PlantedItem extends Plant, Place {
  readonly valueByteOffset?: number;
}

export class PlantedList {
  readonly #items: (Plant & { readonly place: Place })[] = [];

  add(plant: Plant, place: Place): void {
    this.#items.push({ ...plant, place });
  }

  /** Every item with its place, and where in the file the value begins. */
  items(files: ReadonlyMap<string, Buffer>): PlantedItem[] {
    return this.#items.map(({ kind, group, ref, value, expect, place }) => ({
      kind,
      ...(group === undefined ? {} : { group }),
      ...place,
      ...(value === undefined ? {} : { value, ...valueOffset(value, place, files) }),
      ...(ref === undefined ? {} : { ref }),
      expect,
    }));
  }

  /** How many of each kind, per file. */
  counts(): Record<string, Record<string, number>> {
    const counts: Record<string, Record<string, number>> = {};
    for (const { kind, place } of [...this.#items].sort(byFileAndKind)) {
      const inFile = counts[place.file] ?? {};
      inFile[kind] = (inFile[kind] ?? 0) + 1;
      counts[place.file] = inFile;
    }
    return counts;
  }
}

interface Placed {
  readonly kind: string;
  readonly place: Place;
}

function byFileAndKind(a: Placed, b: Placed): number {
  const [left, right] = [a, b].map(({ kind, place }) => `${place.file} ${kind}`);
  return (left ?? '') < (right ?? '') ? -1 : 1;
}

function valueOffset(
  value: string,
  { file, byteOffset, byteLength }: Place,
  files: ReadonlyMap<string, Buffer>,
): { valueByteOffset: number } {
  const line = files.get(file)?.subarray(byteOffset, byteOffset + byteLength);
  const escaped = line?.indexOf(JSON.stringify(value).slice(1, -1)) ?? -1;
  const found = escaped >= 0 ? escaped : (line?.indexOf(value) ?? -1);
  if (found < 0) throw new Error(`planted value is not in ${file} at byte ${byteOffset}: ${value}`);
  return { valueByteOffset: byteOffset + found };
}
