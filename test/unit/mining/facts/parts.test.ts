import assert from 'node:assert/strict';
import { appendFile, readFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import fc from 'fast-check';
import { CodelumiError, JobCancelled } from '../../../../src/core/errors.js';
import { packFacts } from '../../../../src/core/mining/facts/parts/packedFacts.js';
import { readLogPart } from '../../../../src/core/mining/facts/parts/readLogPart.js';
import { readFacts } from '../../../../src/core/mining/facts/readFacts.js';
import { mineLogs } from '../../../../src/core/mining/mineLogs.js';
import { readConfig } from '../../../../src/core/workspace/config.js';
import { Threads } from '../../../../src/node/threads/threads.js';
import { MemoryLog } from '../../support/memoryLog.js';
import { PartsInProcess } from '../../support/partsInProcess.js';
import { put, temporaryWorkspace } from '../../support/temporaryWorkspace.js';
import { testContext } from '../../support/testContext.js';

const MEMORY = 'userData/lumi_memory.jsonl';
const USES = 'userData/kb_usage.jsonl';

/** Everything mining says, when the logs are read in so many parts. */
async function mined(
  root: string,
  width: number,
  options: { full?: boolean; keep?: boolean } = {},
) {
  const context = testContext(root);
  const parallel = width > 1 ? new PartsInProcess(width, context) : undefined;
  const config = await readConfig(context.files);
  const { result, tallies } = await mineLogs({ ...context, parallel }, config, options);
  return { ...result, tallies: tallies.map(({ report, malformed }) => ({ report, malformed })) };
}

/** All rows and texts. */
async function factsOf(root: string, width: number) {
  const context = testContext(root);
  const parallel = width > 1 ? new PartsInProcess(width, context) : undefined;
  const config = await readConfig(context.files);
  const { facts } = await readFacts({ ...context, parallel }, config, { full: true });
  return packFacts(facts);
}

async function partsOf(root: string, width: number): Promise<number> {
  const context = testContext(root);
  const parallel = new PartsInProcess(width, context);
  await readFacts({ ...context, parallel }, await readConfig(context.files), { full: true });
  return parallel.parts;
}

/** The sample's log without its largest lines, so that many runs take little time. */
async function withoutLongLines(path: string): Promise<Buffer> {
  const lines = (await readFile(path)).toString('latin1').split('\n');
  return Buffer.from(lines.filter((line) => line.length < 4_000).join('\n'), 'latin1');
}

describe('reading the logs in parts', () => {
  let logs: { memory: Buffer; uses: Buffer };

  before(async () => {
    logs = { memory: await withoutLongLines(MEMORY), uses: await withoutLongLines(USES) };
  });

  it('gives what reading them in one go gives, however many parts and runs there are', async () => {
    const share = fc.double({ min: 0.01, max: 1, noNaN: true });
    const width = fc.integer({ min: 2, max: 40 });
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.tuple(share, width), { maxLength: 2 }),
        width,
        async (runs, last) => {
          const root = await temporaryWorkspace({ [MEMORY]: '', [USES]: '' });
          let [memory, uses] = [0, 0];
          for (const [part, parts] of [...runs, [1, last] as const]) {
            const nextMemory = memory + Math.round((logs.memory.length - memory) * part);
            const nextUses = uses + Math.round((logs.uses.length - uses) * part);
            await appendFile(join(root, MEMORY), logs.memory.subarray(memory, nextMemory));
            await appendFile(join(root, USES), logs.uses.subarray(uses, nextUses));
            [memory, uses] = [nextMemory, nextUses];
            await mined(root, parts, { keep: true });
          }
          const inOneGo = await mined(root, 1, { full: true });
          assert.deepEqual(await mined(root, 1), inOneGo);
          assert.deepEqual(await mined(root, last, { full: true }), inOneGo);
        },
      ),
      { numRuns: 20 },
    );
  }).timeout(120_000);

  it('gives the same facts, number for number, of any conversations', async () => {
    const text = fc.constantFrom('How do I merge?', 'git merge main', 'that worked', 'no, wrong');
    const role = fc.constantFrom('user', 'assistant', 'signal', 'system');
    // Minutes; a line without any tells no time.
    const pause = fc.constantFrom(1, 1, 1, 10, 100, -50, undefined);
    const type = fc.constantFrom('up', 'down');
    const damage = fc.constantFrom('', '', ',', 'torn {', '{"role":"user","text":"twice"}');
    const line = fc.record({ role, text, pause, type, damage });
    await fc.assert(
      fc.asyncProperty(
        fc.array(line, { minLength: 5, maxLength: 80, size: 'max' }),
        fc.integer({ min: 2, max: 12 }),
        async (lines, width) => {
          let time = Date.parse('2026-11-01T08:00:00Z');
          const written = lines.map(({ role, text, pause, type, damage }) => {
            time += (pause ?? 0) * 60_000;
            const t = pause === undefined ? {} : { t: time };
            return damage + JSON.stringify({ role, text, meta: { type }, ...t });
          });
          const root = await temporaryWorkspace({ [MEMORY]: written.join('\n') });
          assert.deepEqual(await factsOf(root, width), await factsOf(root, 1));
        },
      ),
      { numRuns: 200 },
    );
  }).timeout(60_000);

  it('really cuts them', async () => {
    const root = await temporaryWorkspace({ [MEMORY]: logs.memory, [USES]: logs.uses });
    assert.equal(await partsOf(root, 5), 10);
  });

  it('cuts at no comma or damage that shares a line with a record', async () => {
    const use = (query: string) =>
      JSON.stringify({ ts: 1_700_000_000_000, query, source: 'kbContext', hits: [] });
    const lines = Array.from(
      { length: 40 },
      (_, i) => `${i % 3 ? ' , ' : 'torn {'}${use(`q ${i}`)}`,
    );
    const log = new MemoryLog();
    for (let i = 0; i < 40; i += 1) log.pause(100).user(`question ${i}`).assistant(`answer ${i}`);
    const memory = log.toString().replaceAll('{"role":"user"', 'x{"role":"user"');
    const root = await temporaryWorkspace({ [USES]: `${lines.join('\n')}\n`, [MEMORY]: memory });
    const inOneGo = await mined(root, 1, { full: true });
    for (const width of [2, 3, 7, 30])
      assert.deepEqual(await mined(root, width, { full: true }), inOneGo);
  });

  it('leaves whole what tells no times, and what is in UTF-16', async () => {
    const entry = (i: number) => `${JSON.stringify({ role: 'user', text: `question ${i}` })}\n`;
    const timeless = Array.from({ length: 200 }, (_, i) => entry(i)).join('');
    const root = await temporaryWorkspace({ [MEMORY]: timeless });
    assert.equal(await partsOf(root, 4), 1);
    const utf16 = Buffer.concat([Buffer.from([0xff, 0xfe]), logs.memory]);
    await put(root, MEMORY, utf16);
    assert.equal(await partsOf(root, 4), 1);
    assert.deepEqual(await mined(root, 4, { full: true }), await mined(root, 1, { full: true }));
  });

  it('leaves whole what detectors’ outputs from elsewhere are put into', async () => {
    const root = await temporaryWorkspace({
      [MEMORY]: logs.memory,
      'signals.jsonl': `${JSON.stringify({
        text: 'x',
        meta: { signals: [{ type: 'undo' }] },
        role: 'signal',
        t: 1,
      })}\n`,
      '.codelumi/config.json': '{"sources":{"signals":"signals.jsonl"}}',
    });
    assert.equal(await partsOf(root, 4), 0);
  });
});

describe('threads', () => {
  const GAP_MS = 30 * 60_000;

  function threadsIn(
    root: string,
    signal = new AbortController().signal,
    file = resolve('dist/codelumi.cjs'),
  ): Threads {
    return new Threads(2, { file, start: { root, userData: undefined }, signal });
  }

  /** Parts that are read as they are asked for. */
  async function read(threads: Threads, files: readonly string[]) {
    const from = { line: 1, byte_offset: 0, time: null };
    const inputs = files.map((file) => ({
      log: { file, kind: 'memory' } as const,
      from,
      end: 1_000_000,
      isLast: true,
      gapMs: GAP_MS,
    }));
    const results: number[] = [];
    for await (const { next } of threads.run(readLogPart, inputs, () => {}))
      results.push(next.line);
    return results;
  }

  for (const name of ['codelumi.cjs', 'part.worker.cjs'])
    it(`read what the same thread reads, in order, with dist/${name} alone`, async () => {
      const root = await temporaryWorkspace({
        [MEMORY]: await readFile(MEMORY),
        [USES]: await readFile(USES),
      });
      const folder = await temporaryWorkspace({ [name]: await readFile(resolve('dist', name)) });
      const { signal } = new AbortController();
      const run = threadsIn(root, signal, resolve(folder, name));
      const context = testContext(root);
      const parallel = { width: 2, leastBytes: 1, run: run.run.bind(run) };
      const config = await readConfig(context.files);
      const { result } = await mineLogs({ ...context, parallel }, config);
      assert.deepEqual(result, (await mineLogs(context, config)).result);
    });

  it('fail as the part fails', async () => {
    const root = await temporaryWorkspace({ 'a.jsonl': new MemoryLog().user('x').toString() });
    await assert.rejects(
      read(threadsIn(root), ['a.jsonl', 'b.jsonl', 'a.jsonl', 'a.jsonl']),
      (error) => {
        assert.ok(error instanceof CodelumiError);
        assert.deepEqual([error.reason, error.place], ['not-found', { file: 'b.jsonl' }]);
        return true;
      },
    );
  });

  it('stop when they are asked to', async () => {
    const root = await temporaryWorkspace({ [MEMORY]: await readFile(MEMORY) });
    const cancel = new AbortController();
    const reading = read(threadsIn(root, cancel.signal), Array(50).fill(MEMORY));
    setTimeout(() => cancel.abort(), 20);
    await assert.rejects(reading, JobCancelled);
  });
});
