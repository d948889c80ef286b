import assert from 'node:assert/strict';
import { readdir, readFile, rm, truncate } from 'node:fs/promises';
import { join } from 'node:path';
import fc from 'fast-check';
import type { JobContext } from '../../../src/core/job.js';
import { logContext } from '../../../src/core/mining/central/logContext.js';
import { extract } from '../../../src/core/mining/extract.js';
import { mineLogs } from '../../../src/core/mining/mineLogs.js';
import { updateStore } from '../../../src/core/monitoring/store/updateStore.js';
import { readConfig } from '../../../src/core/workspace/config.js';
import { WorkspaceFiles } from '../../../src/node/workspaceFiles.js';
import { damagedLog } from './damagedLog.js';
import { emptyTable, type LogEngine, ship } from './logEngine.js';
import { sampleWorkspace } from './sampleWorkspace.js';
import { contentsOf, put, temporaryWorkspace } from './temporaryWorkspace.js';
import { testContext } from './testContext.js';

const TABLE = 'lines';
const MEMORY = 'userData/lumi_memory.jsonl';
const USES = 'userData/kb_usage.jsonl';

/** A table knows no file of no lines; a folder does. */
function logOf(kind: 'memory' | 'uses'): fc.Arbitrary<Buffer> {
  return damagedLog(kind).filter((bytes) => bytes.length > 0);
}

/** What has to be true of logs in a table, whatever ClickHouse holds it. */
export function centralLogsSuite(start: () => Promise<LogEngine>): void {
  let engine: LogEngine;

  before(async function () {
    this.timeout(300_000);
    engine = await start();
  });
  after(() => engine?.stop());

  function settings(): string {
    const { database } = engine;
    return JSON.stringify({
      sources: { clickhouse: { url: 'http://localhost:8123', database, table: TABLE } },
    });
  }

  function contextOf(root: string): JobContext {
    return { ...testContext(root), openCentralLogs: engine.open };
  }

  async function mined(root: string, options: { full?: boolean; keep?: boolean } = {}) {
    const context = contextOf(root);
    const config = await readConfig(context.files);
    const { result, tallies } = await mineLogs(logContext(context, config), config, options);
    return { ...result, tallies: tallies.map(({ report, malformed }) => ({ report, malformed })) };
  }

  it('gives the very candidates and report that the same logs in files give', async () => {
    const [files, table] = [await sampleWorkspace(), await sampleWorkspace()];
    await emptyTable(engine, TABLE);
    const names = await readdir(join(files, 'userData'), { recursive: true });
    const logs = names.filter((name) => /\.jsonl?$/u.test(name)).map((name) => `userData/${name}`);
    for (const log of [...logs, 'training/selflearn_audit.jsonl'])
      await ship(engine, TABLE, new WorkspaceFiles(files), log);
    await rm(join(table, 'userData'), { recursive: true });
    await put(table, '.codelumi/config.json', settings());

    await extract({}, contextOf(files));
    const { report } = await extract({}, contextOf(table));
    assert.ok(report.candidates.added > 50);
    assert.deepEqual(
      await contentsOf(join(table, 'candidates')),
      await contentsOf(join(files, 'candidates')),
    );
  }).timeout(60_000);

  it('adds up to what the same logs in files add up to', async () => {
    const [files, table] = [await sampleWorkspace(), await sampleWorkspace()];
    await put(table, '.codelumi/config.json', settings());
    await rm(join(table, 'userData'), { recursive: true });
    await emptyTable(engine, TABLE);
    const names = await readdir(join(files, 'userData'));
    const executor = names.filter((name) => /^(?:audit|action)_/u.test(name));
    for (const log of [...executor.map((name) => `userData/${name}`), MEMORY, USES])
      await ship(engine, TABLE, new WorkspaceFiles(files), log);
    const inFiles = await addedUp(files);
    assert.ok(inFiles.summaries.some(({ negative, positive }) => negative + positive > 0));
    assert.deepEqual(await addedUp(table), inFiles);
    assert.deepEqual(await addedUp(table), inFiles);
  }).timeout(60_000);

  async function addedUp(root: string) {
    const context = contextOf(root);
    const { summaries, growth } = await updateStore(context, await readConfig(context.files));
    return { summaries, growth };
  }

  it('finds the same in any logs, run by run, with lines sent again and lines sent unended', async () => {
    await fc.assert(
      fc.asyncProperty(
        logOf('memory'),
        logOf('uses'),
        fc.array(fc.double({ min: 0, max: 1, noNaN: true }), { maxLength: 2 }),
        async (memory, uses, steps) => {
          const files = await temporaryWorkspace();
          const table = await temporaryWorkspace({ '.codelumi/config.json': settings() });
          await emptyTable(engine, TABLE);
          const workspace = new WorkspaceFiles(files);
          const sent: Record<string, { line: number; byteOffset: number }> = {};
          for (const share of [...steps.sort((a, b) => a - b), 1]) {
            for (const [file, bytes] of [
              [MEMORY, memory],
              [USES, uses],
            ] as const) {
              await put(files, file, bytes.subarray(0, Math.round(bytes.length * share)));
              await ship(engine, TABLE, workspace, file, sent[file]);
              sent[file] = await lastLine(join(files, file));
            }
            if (share * Math.min(memory.length, uses.length) < 1) continue;
            const expected = await mined(files, { keep: true });
            assert.deepEqual(await mined(table, { keep: true }), expected);
          }
          assert.deepEqual(await mined(table, { full: true }), await mined(files, { full: true }));
          await Promise.all([files, table].map((root) => rm(root, { recursive: true })));
        },
      ),
      { numRuns: 40 },
    );
  }).timeout(240_000);

  it('goes on in the middle of a damaged line, where a conversation begins there', async () => {
    const said = (text: string, t: number) => JSON.stringify({ role: 'user', text, t });
    const early = said('how do i undo the last commit', 1_792_393_600_000);
    const late = said('and how do i push it', 1_792_395_400_001);
    const files = await temporaryWorkspace();
    const table = await temporaryWorkspace({ '.codelumi/config.json': settings() });
    await emptyTable(engine, TABLE);
    const workspace = new WorkspaceFiles(files);
    const log = `${early}\n  ${late},\n`;
    await put(files, MEMORY, log);
    await ship(engine, TABLE, workspace, MEMORY);
    assert.deepEqual(await mined(table, { keep: true }), await mined(files, { keep: true }));
    await put(files, MEMORY, `${log}${said('thanks', 1_792_395_400_002)}\n`);
    await ship(engine, TABLE, workspace, MEMORY, { line: 3, byteOffset: log.length });
    assert.deepEqual(await mined(table), await mined(files));
  });

  it('says which line is missing, instead of joining what does not belong together', async () => {
    const files = await sampleWorkspace();
    const table = await temporaryWorkspace({ '.codelumi/config.json': settings() });
    await emptyTable(engine, TABLE);
    const workspace = new WorkspaceFiles(files);
    await truncate(join(files, MEMORY), (await readFile(join(files, MEMORY))).indexOf('\n', 900));
    const { line, byteOffset } = await lastLine(join(files, MEMORY));
    await ship(engine, TABLE, workspace, MEMORY, { line: line + 1, byteOffset: byteOffset + 9 });
    await assert.rejects(mined(table), {
      details: {
        reason: 'invalid-input',
        what: 'Lines of this log are missing in the table, or are there with other places',
        place: { file: MEMORY, line: 1 },
        remedy: 'Delete what the table holds of this log and ship it again (docs/scale.md).',
      },
    });
  });
}

/** Where the last line begins: the one that is sent again. */
async function lastLine(path: string): Promise<{ line: number; byteOffset: number }> {
  const bytes = await readFile(path);
  const byteOffset = bytes.lastIndexOf('\n') + 1;
  return { line: bytes.toString('latin1').split('\n').length, byteOffset };
}
