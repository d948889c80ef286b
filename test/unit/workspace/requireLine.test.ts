import assert from 'node:assert/strict';
import { requireLine } from '../../../src/core/workspace/requireLine.js';

const NOWHERE = { stat: async () => undefined, readChunks: async function* () {} };

/** In pieces that do not end where lines do, as a table of logs may give it. */
function holding(...pieces: string[]) {
  return {
    stat: async () => ({ kind: 'file', size: 1, modifiedMs: 0 }) as const,
    readChunks: async function* () {
      for (const piece of pieces) yield Buffer.from(piece);
    },
  };
}

describe('requireLine', () => {
  it('is content with a line in one of several places', async () => {
    const table = holding('a\nb', 'c\n', 'd\n');
    await requireLine([NOWHERE, table], { file: 'log', line: 3 });
    await requireLine([table, NOWHERE], { file: 'log', line: 1 });
    await requireLine([holding('a\n'), table], { file: 'log', line: 3 });
    await assert.rejects(
      requireLine([holding('a\n'), table], { file: 'log', line: 4 }),
      /It has 3 lines\.$/u,
    );
    await assert.rejects(requireLine([NOWHERE], { file: 'log', line: 1 }), /no such file/u);
  });
});
