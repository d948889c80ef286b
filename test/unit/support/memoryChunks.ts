import type { Files } from '../../../src/core/ports/files.js';

/** Just enough of the Files port to read one file from memory, in chunks cut wherever asked. */
export function filesHolding(content: Uint8Array, cuts: readonly number[] = []): Files {
  const refuse = (): never => {
    throw new Error('This test only reads.');
  };
  async function* chunks(): AsyncGenerator<Uint8Array> {
    const borders = [...new Set(cuts.map((cut) => cut % (content.length + 1)))].sort(
      (a, b) => a - b,
    );
    let from = 0;
    for (const to of [...borders, content.length]) {
      if (to > from) yield content.subarray(from, to);
      from = Math.max(from, to);
    }
  }
  return {
    root: 'memory',
    stat: async () => ({ kind: 'file', size: content.length, modifiedMs: 0 }),
    list: refuse,
    readChunks: chunks,
    async *readPassing() {
      for await (const chunk of chunks()) {
        const passing = Uint8Array.from(chunk);
        yield passing;
        passing.fill(0x58); // Whoever still looks at it sees something else.
      }
    },
    async *readRanges(_path, ranges) {
      for (const { start, end } of ranges) yield content.subarray(start, end);
    },
    read: async () => content,
    replace: refuse,
    append: refuse,
    truncate: refuse,
    makeFolder: refuse,
    claimFolder: refuse,
    remove: refuse,
  };
}
