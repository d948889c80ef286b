import assert from 'node:assert/strict';
import { appendFile, readFile, rename, stat, truncate, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import fc from 'fast-check';
import { extract } from '../../../../src/core/mining/extract.js';
import { mineLogs } from '../../../../src/core/mining/mineLogs.js';
import { readConfig } from '../../../../src/core/workspace/config.js';
import { sampleWorkspace } from '../../support/sampleWorkspace.js';
import { put, temporaryWorkspace } from '../../support/temporaryWorkspace.js';
import { testContext } from '../../support/testContext.js';

const MEMORY = 'userData/lumi_memory.jsonl';
const USES = 'userData/kb_usage.jsonl';
const FACTS = '.codelumi/local/mining.facts';

/** Everything mining says of the logs as they are: of all that there is, or of what was added. */
async function mined(root: string, options: { full?: boolean; keep?: boolean } = {}) {
  const context = testContext(root);
  const { result, tallies } = await mineLogs(context, await readConfig(context.files), options);
  return { ...result, tallies: tallies.map(({ report, malformed }) => ({ report, malformed })) };
}

/** The sample's logs without its largest lines, so that many runs take little time. */
async function sampleLogs(): Promise<{ memory: Buffer; uses: Buffer }> {
  const root = await sampleWorkspace();
  const short = async (path: string) => {
    const lines = (await readFile(join(root, path))).toString('latin1').split('\n');
    return Buffer.from(lines.filter((line) => line.length < 4_000).join('\n'), 'latin1');
  };
  return { memory: await short(MEMORY), uses: await short(USES) };
}

describe('extraction run by run', () => {
  let logs: { memory: Buffer; uses: Buffer };

  before(async () => {
    logs = await sampleLogs();
  });

  it('gives what reading everything at once gives, however the logs grew and wherever it was killed', async () => {
    const share = fc.double({ min: 0, max: 1, noNaN: true });
    const step = fc.record({ memory: share, uses: share, isKilled: fc.boolean() });
    await fc.assert(
      fc.asyncProperty(fc.array(step, { minLength: 1, maxLength: 5 }), async (steps) => {
        const root = await temporaryWorkspace({ [MEMORY]: '', [USES]: '' });
        let [memory, uses] = [0, 0];
        for (const each of [...steps, { memory: 1, uses: 1, isKilled: false }]) {
          const nextMemory = memory + Math.round((logs.memory.length - memory) * each.memory);
          const nextUses = uses + Math.round((logs.uses.length - uses) * each.uses);
          await appendFile(join(root, MEMORY), logs.memory.subarray(memory, nextMemory));
          await appendFile(join(root, USES), logs.uses.subarray(uses, nextUses));
          [memory, uses] = [nextMemory, nextUses];
          // Killed before the facts got their name: the run leaves nothing behind.
          await mined(root, { keep: !each.isKilled });
        }
        assert.deepEqual(await mined(root), await mined(root, { full: true }));
      }),
      { numRuns: 25 },
    );
  }).timeout(120_000);

  it('gives the same with logs of the executor and of detectors beside, late lines included', async () => {
    const journal = await readFile('userData/action_journal.jsonl');
    const times = [...logs.memory.toString('latin1').matchAll(/"t":(\d{13})/gu)].map(([, t]) =>
      Number(t),
    );
    const signal = (time: number) =>
      `${JSON.stringify({ type: 'negative_feedback', evidence: 'wrong', confidence: 0.9, t: time })}\n`;
    const grown = fc.tuple(
      fc.nat(logs.memory.length),
      fc.nat(journal.length),
      fc.array(fc.nat(times.length - 1)),
    );
    await fc.assert(
      fc.asyncProperty(fc.array(grown, { minLength: 1, maxLength: 3 }), async (steps) => {
        const root = await temporaryWorkspace({
          '.codelumi/config.json': '{"sources":{"signals":"signals.jsonl"}}',
          'signals.jsonl': '',
        });
        const grow = async (memory: number, actions: number) => {
          await put(root, MEMORY, logs.memory.subarray(0, memory));
          await put(root, 'userData/action_journal.jsonl', journal.subarray(0, actions));
        };
        let [memory, actions] = [0, 0];
        for (const [toMemory, toActions, at] of steps) {
          [memory, actions] = [Math.max(memory, toMemory), Math.max(actions, toActions)];
          await grow(memory, actions);
          const outputs = at.map((each) => signal((times[each] ?? 0) + 1));
          await appendFile(join(root, 'signals.jsonl'), outputs.join(''));
          await mined(root, { keep: true });
        }
        assert.deepEqual(await mined(root), await mined(root, { full: true }));
      }),
      { numRuns: 15 },
    );
  }).timeout(120_000);

  it('adds over the runs what one run adds', async () => {
    const half = logs.memory.indexOf('\n', logs.memory.length / 2) + 1;
    const root = await temporaryWorkspace({
      [MEMORY]: logs.memory.subarray(0, half),
      [USES]: logs.uses,
    });
    await extract({}, testContext(root));
    await appendFile(join(root, MEMORY), logs.memory.subarray(half));
    await extract({}, testContext(root));
    const { report } = await extract({ full: true }, testContext(root));
    assert.equal(report.candidates.added, 0);
  });

  it('reads only what is new', async () => {
    const root = await temporaryWorkspace({ [MEMORY]: logs.memory, [USES]: logs.uses });
    await mined(root, { keep: true });
    const context = testContext(root);
    const read: [string, number][] = [];
    const readPassing: typeof context.files.readPassing = (path, range) => {
      if (path.endsWith('.jsonl')) read.push([path, (range?.end ?? 0) - (range?.start ?? 0)]);
      return context.files.readPassing(path, range);
    };
    const files = new Proxy(context.files, {
      get: (target, name) =>
        name === 'readPassing' ? readPassing : Reflect.get(target, name, target).bind?.(target),
    });
    await mineLogs({ ...context, files }, await readConfig(context.files));
    const bytes = new Map(read);
    assert.equal(
      bytes.get(USES),
      (await stat(join(root, USES))).size - logs.uses.lastIndexOf('\n') - 1,
    );
    assert.ok((bytes.get(MEMORY) ?? 0) < 20_000, 'only the conversation that may go on');
  });

  const changes: Readonly<Record<string, (path: string) => Promise<void>>> = {
    rotated: async (path) => {
      await rename(path, `${path}.1`);
      await writeFile(path, logs.memory.subarray(0, 50_000));
    },
    cut: (path) => truncate(path, 40_000),
    'rewritten at its beginning': (path) =>
      writeFile(path, Buffer.concat([Buffer.from('{"role":"user","text":"new"}\n'), logs.memory])),
    'rewritten at its end': async (path) => {
      const [header = ''] = (await readFile(join(path, '../..', FACTS), 'utf8')).split('\n', 1);
      const { cursors } = JSON.parse(header);
      const bytes = Buffer.from(logs.memory);
      bytes.write('X', cursors[1].byte_offset - 1_000);
      await writeFile(path, bytes);
    },
    'rewritten in its middle': async (path) => {
      const bytes = Buffer.from(logs.memory);
      bytes.write('X', bytes.length / 2);
      await writeFile(path, bytes);
    },
    'replaced by another': (path) => writeFile(path, logs.memory.toReversed()),
  };
  for (const [name, change] of Object.entries(changes)) {
    it(`reads all again when a log was ${name}`, async () => {
      const root = await temporaryWorkspace({ [MEMORY]: logs.memory, [USES]: logs.uses });
      await mined(root, { keep: true });
      await change(join(root, MEMORY));
      assert.deepEqual(await mined(root, { keep: true }), await mined(root, { full: true }));
      assert.deepEqual(await mined(root), await mined(root, { full: true }));
    });
  }

  it('does without what it kept when that is damaged, of another version or of other settings', async () => {
    const root = await temporaryWorkspace({ [MEMORY]: logs.memory, [USES]: logs.uses });
    const all = await mined(root, { keep: true });
    const kept = await readFile(join(root, FACTS));
    const flipped = Buffer.from(kept);
    flipped[kept.length - 100] = (flipped[kept.length - 100] ?? 0) ^ 1;
    const damaged = [flipped, kept.subarray(0, 1_000), Buffer.from('{"v":99}\n'), Buffer.alloc(0)];
    for (const bytes of damaged) {
      await put(root, FACTS, bytes);
      assert.deepEqual(await mined(root), all);
    }
    await put(root, FACTS, kept);
    await put(root, '.codelumi/config.json', '{"mining":{"conversationGapMinutes":5}}');
    assert.deepEqual(await mined(root), await mined(root, { full: true }));
  });

  it('leaves out what is older when it is told since when to look', async () => {
    const root = await temporaryWorkspace({ [MEMORY]: logs.memory, [USES]: logs.uses });
    const context = testContext(root);
    const since = Date.parse('2026-11-10T00:00:00Z');
    const { report } = await extract({ since }, context);
    const { report: all } = await extract({}, context);
    assert.ok(report.candidates.mined > 0 && report.candidates.mined < all.candidates.mined);
  });
});
