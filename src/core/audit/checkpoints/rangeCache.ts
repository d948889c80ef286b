import * as z from 'zod';
import type { Files } from '../../ports/files.js';
import { parsedJson } from '../../records/parsedJson.js';
import { ensureLocalFolder } from '../../workspace/localFolder.js';
import { MERKLE_FILE } from '../../workspace/paths.js';
import { CompactRange } from '../merkle/compactRange.js';
import type { JournalHead } from './journalHead.js';

const hash = z.string().regex(/^[0-9a-f]{64}$/u);
const cacheSchema = z.object({
  v: z.literal(1),
  /** By the journal's path: the roots of the perfect trees its lines make. */
  journals: z.record(z.string(), z.object({ lines: z.number(), roots: z.array(hash) })),
});

/**
 * The trees of this clone's journals as they were at their last checkpoint, so that only new lines are hashed. A
 * cache: a tree counts only where its root is the one that the checkpoint names, and one that is not here is hashed anew.
 */
export class RangeCache {
  readonly #ranges: Map<string, CompactRange>;

  private constructor(ranges: Map<string, CompactRange>) {
    this.#ranges = ranges;
  }

  static async read(files: Files): Promise<RangeCache> {
    if ((await files.stat(MERKLE_FILE)) === undefined) return new RangeCache(new Map());
    const parsed = cacheSchema.safeParse(parsedJson(await files.read(MERKLE_FILE)));
    const ranges = new Map<string, CompactRange>();
    for (const [path, { lines, roots }] of Object.entries(parsed.data?.journals ?? {})) {
      const range = rangeOf(lines, roots);
      if (range !== undefined) ranges.set(path, range);
    }
    return new RangeCache(ranges);
  }

  /** The tree behind a head; undefined when it is not known. */
  at({ path, lines, root }: JournalHead): CompactRange | undefined {
    const range = this.#ranges.get(path);
    if (range?.size !== lines || range.root().toString('hex') !== root) return undefined;
    return new CompactRange(range.size, range.roots);
  }

  set(path: string, range: CompactRange): void {
    this.#ranges.set(path, range);
  }

  async write(files: Files): Promise<void> {
    const journals = [...this.#ranges].map(([path, { size, roots }]) => [
      path,
      { lines: size, roots: roots.map((root) => root.toString('hex')) },
    ]);
    await ensureLocalFolder(files);
    const content = { v: 1, journals: Object.fromEntries(journals) };
    await files.replace(MERKLE_FILE, `${JSON.stringify(content)}\n`);
  }
}

function rangeOf(lines: number, roots: readonly string[]): CompactRange | undefined {
  try {
    return new CompactRange(
      lines,
      roots.map((root) => Buffer.from(root, 'hex')),
    );
  } catch (error) {
    if (error instanceof RangeError) return undefined; // Damaged: it is hashed anew.
    throw error;
  }
}
