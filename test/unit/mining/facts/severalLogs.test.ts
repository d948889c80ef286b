import assert from 'node:assert/strict';
import { appendFile, readFile, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import fc from 'fast-check';
import { mineLogs } from '../../../../src/core/mining/mineLogs.js';
import { readConfig } from '../../../../src/core/workspace/config.js';
import { put, temporaryWorkspace } from '../../support/temporaryWorkspace.js';
import { testContext } from '../../support/testContext.js';

const SOURCES = { memory: ['logs/memory*.jsonl', 'now.jsonl'], kbUsage: 'logs/uses*.jsonl' };

async function mined(root: string, options: { full?: boolean; keep?: boolean } = {}) {
  const context = testContext(root);
  const { result, tallies } = await mineLogs(context, await readConfig(context.files), options);
  return { ...result, tallies: tallies.map(({ report, malformed }) => ({ report, malformed })) };
}

async function withoutLongLines(path: string): Promise<Buffer[]> {
  const lines = (await readFile(path)).toString('latin1').split('\n');
  const short = lines.filter((line) => line.length < 4_000).map((line) => `${line}\n`);
  return short.map((line) => Buffer.from(line, 'latin1'));
}

describe('extraction from several logs of one kind', () => {
  let parts: Record<string, Buffer[]>;
  let root: string;

  before(async () => {
    const memory = await withoutLongLines('userData/lumi_memory.jsonl');
    const uses = await withoutLongLines('userData/kb_usage.jsonl');
    parts = {
      'logs/memory-1.jsonl': memory.slice(0, 700),
      'logs/memory-2.jsonl': memory.slice(700, 1_400),
      'now.jsonl': memory.slice(1_400),
      'logs/uses-1.jsonl': uses.slice(0, 300),
      'logs/uses-2.jsonl': uses.slice(300),
    };
  });

  beforeEach(async () => {
    root = await temporaryWorkspace({
      '.codelumi/config.json': JSON.stringify({ sources: SOURCES }),
    });
  });

  async function grow(file: string, from: number, to: number): Promise<void> {
    const lines = parts[file] ?? [];
    await put(root, file, Buffer.concat(lines.slice(0, Math.round(lines.length * from))));
    await appendFile(
      join(root, file),
      Buffer.concat(lines.slice(Math.round(lines.length * from), Math.round(lines.length * to))),
    );
  }

  it('gives what reading everything at once gives, whichever of them grew or came anew', async () => {
    const files = fc.subarray(Object.keys(parts), { minLength: 1 });
    const share = fc.double({ min: 0, max: 1, noNaN: true });
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.tuple(files, share), { minLength: 1, maxLength: 4 }),
        async (steps) => {
          for (const file of [...Object.keys(parts), '.codelumi/local/mining.facts'])
            await rm(join(root, file), { force: true });
          const read = new Map<string, number>();
          await grow('now.jsonl', 0, 0.1);
          await grow('logs/memory-2.jsonl', 0, 0);
          await grow('logs/uses-2.jsonl', 0, 0);
          for (const [grown, by] of steps) {
            for (const file of grown) {
              const from = read.get(file) ?? 0;
              const to = from + (1 - from) * by;
              await grow(file, from, to);
              read.set(file, to);
            }
            await mined(root, { keep: true });
          }
          assert.deepEqual(await mined(root), await mined(root, { full: true }));
        },
      ),
      { numRuns: 40 },
    );
  }).timeout(120_000);

  it('goes on when the log of now is put aside and a new one begun', async () => {
    await grow('logs/memory-1.jsonl', 0, 1);
    await grow('logs/uses-1.jsonl', 0, 1);
    await grow('now.jsonl', 0, 0.5);
    await mined(root, { keep: true });
    await rename(join(root, 'now.jsonl'), join(root, 'logs/memory-2.jsonl'));
    await put(root, 'now.jsonl', Buffer.concat((parts['now.jsonl'] ?? []).slice(300)));
    assert.deepEqual(await mined(root, { keep: true }), await mined(root, { full: true }));
    assert.deepEqual(await mined(root), await mined(root, { full: true }));
  }).timeout(30_000);
});
