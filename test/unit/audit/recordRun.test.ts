import assert from 'node:assert/strict';
import { readdir, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { readAuditLog } from '../../../src/core/audit/journal/auditLog.js';
import { recordRun } from '../../../src/core/audit/runs/recordRun.js';
import { CodelumiError, JobCancelled } from '../../../src/core/errors.js';
import type { JobContext } from '../../../src/core/job.js';
import { sha256 } from '../../../src/core/records/sha256.js';
import { recordedJobs } from '../../../src/core/runs/recordedJobs.js';
import { verify } from '../../../src/core/verification/verify.js';
import { sampleWorkspace } from '../support/sampleWorkspace.js';
import { put, temporaryWorkspace, text } from '../support/temporaryWorkspace.js';
import { testContext, tickingContext } from '../support/testContext.js';

const ADA = { name: 'Ada', email: 'ada@acme.dev' };

function as(context: JobContext): JobContext {
  return { ...context, actor: async () => ADA };
}

const LOG = 'userData/lumi_memory.jsonl';

describe('runs of jobs', () => {
  it('are recorded with who, what was read, what was changed to what, and the version', async () => {
    const root = await sampleWorkspace();
    const context = as(tickingContext(root));
    const { file } = await recordedJobs.extract({}, context);
    const built = await recordedJobs.buildSnapshot({}, context);
    const entries = (await readAuditLog(context)).map(({ entry }) => entry);
    assert.deepEqual(
      entries.map(({ action, outcome, actor }) => [action, outcome, actor]),
      [
        ['extract', 'done', ADA],
        ['build-snapshot', 'done', ADA],
      ],
    );
    const [extracted, build] = entries;
    assert.equal(extracted?.subject?.id, file);
    assert.equal(extracted?.tool_version, context.toolVersion);
    const log = extracted?.read?.find((each) => each.file === LOG);
    assert.equal(log?.size, (await context.files.stat(LOG))?.size);
    assert.ok(extracted?.read?.some((each) => each.file.startsWith('training/')));
    const change = extracted?.changes?.find((each) => each.file === file);
    assert.deepEqual(change, { file, before: null, after: sha256(await context.files.read(file)) });
    assert.ok(!JSON.stringify(entries).includes('.codelumi/local'));
    assert.deepEqual(build?.subject, { id: built.file, sha256: built.manifest.sha256 });
    assert.deepEqual((await verify({}, context)).faults, []);
  });

  it('keep private what their work writes privately', async () => {
    const root = await sampleWorkspace();
    await recordRun(as(tickingContext(root)), { action: 'screen' }, ({ files }) =>
      files.replace('.codelumi/evidence/private.jsonl', '{}\n', 'private'),
    );
    const { mode } = await stat(join(root, '.codelumi/evidence/private.jsonl'));
    assert.equal(mode & 0o077, 0);
  });

  it('tell of setting up and of review files, and not of setting up again', async () => {
    const root = await sampleWorkspace();
    const context = as(tickingContext(root));
    await recordedJobs.initWorkspace({}, context);
    await recordedJobs.initWorkspace({}, context);
    await recordedJobs.extract({}, context);
    const { file } = await recordedJobs.exportReviewFile({}, context);
    const ticked = (await text(root, file)).replace('- [ ] Reject', '- [x] Reject');
    await put(root, file, ticked);
    const { decided } = await recordedJobs.importReviewFile({ file, reviewer: ADA }, context);
    assert.equal(decided.length, 1);
    const entries = (await readAuditLog(context)).map(({ entry }) => entry);
    assert.deepEqual(
      entries.map(({ action, subject }) => [action, subject?.id]),
      [
        ['init', '.'],
        ['extract', 'candidates/2026-11-20.jsonl'],
        ['export-review', file],
        ['import-review', file],
      ],
    );
    assert.ok(entries[0]?.changes?.some((each) => each.file === '.gitignore'));
    assert.ok(entries[3]?.changes?.some((each) => each.file.includes('/decisions/')));
    assert.deepEqual((await verify({}, context)).faults, []);
  });

  it('are recorded when they fail or are cancelled, without what an error quotes', async () => {
    const root = await temporaryWorkspace({ [LOG]: '{}\n' });
    const context = as(tickingContext(root));
    const failing = recordRun(context, { action: 'extract' }, async ({ files }) => {
      await files.read(LOG);
      throw new CodelumiError({
        reason: 'invalid-input',
        what: 'ada@private.example is wrong',
        place: { file: LOG, line: 1 },
        remedy: 'None.',
      });
    });
    await assert.rejects(failing, /private/u);
    const cancelled = recordRun(context, { action: 'screen' }, async ({ files }) => {
      await files.replace('candidates/2026-11-20.jsonl', '{}\n');
      throw new JobCancelled();
    });
    await assert.rejects(cancelled, JobCancelled);
    const crashing = recordRun(context, { action: 'trace' }, async () => {
      throw new Error('private as well');
    });
    await assert.rejects(crashing, /private/u);
    const entries = (await readAuditLog(context)).map(({ entry }) => entry);
    assert.deepEqual(
      entries.map(({ action, outcome, failure }) => [action, outcome, failure]),
      [
        ['extract', 'failed', { reason: 'invalid-input', file: LOG, line: 1 }],
        ['screen', 'cancelled', undefined],
        ['trace', 'failed', { reason: 'unexpected' }],
      ],
    );
    assert.equal(entries[1]?.changes?.[0]?.after, sha256('{}\n'));
    assert.ok(!JSON.stringify(entries).includes('private'));
  });

  it('that only look are not told twice within the hour', async () => {
    const root = await temporaryWorkspace({ [LOG]: '{}\n' });
    const look = (at: string, subject = 'a') =>
      recordRun(as(testContext(root, at)), { action: 'trace', subject: { id: subject } }, (given) =>
        given.files.read(LOG),
      );
    await look('2026-11-20T10:00:00.000Z');
    await look('2026-11-20T10:59:00.000Z');
    await look('2026-11-20T11:01:00.000Z');
    await look('2026-11-20T11:02:00.000Z', 'b');
    assert.equal((await readAuditLog(testContext(root))).length, 3);
  });

  it('that timers make again and again are told once a day, unless they change something', async () => {
    const root = await temporaryWorkspace({ [LOG]: '{}\n' });
    const look = async (at: string, work: (context: JobContext) => Promise<unknown>) => {
      await put(root, LOG, '{}\n'.repeat(Date.parse(at) / 3_600_000 - 490_000));
      const name = { action: 'monitor', isRepeated: true };
      await recordRun(as(testContext(root, at)), name, work).catch(() => {});
    };
    const read = ({ files }: JobContext) => files.read(LOG);
    await look('2026-11-20T10:00:00.000Z', read);
    await look('2026-11-20T12:00:00.000Z', read);
    await look('2026-11-20T13:00:00.000Z', ({ files }) => files.replace('a.txt', 'a'));
    await look('2026-11-20T14:00:00.000Z', read);
    await look('2026-11-20T15:00:00.000Z', async (context) => {
      await read(context);
      throw new Error('no');
    });
    await look('2026-11-20T16:00:00.000Z', async (context) => {
      await read(context);
      throw new Error('no');
    });
    await look('2026-11-21T17:00:00.000Z', read);
    const entries = (await readAuditLog(testContext(root))).map(({ entry }) => entry);
    assert.deepEqual(
      entries.map(({ at, outcome, changes }) => [at.slice(8, 13), outcome, changes?.length]),
      [
        ['20T10', 'done', undefined],
        ['20T13', 'done', 1],
        ['20T15', 'failed', undefined],
        ['21T17', 'done', undefined],
      ],
    );
    assert.ok(!JSON.stringify(entries).includes('isRepeated'));
  });

  it('leave no trace where nothing may be written, or nothing was read', async () => {
    const root = await temporaryWorkspace({ [LOG]: '{}\n' });
    const context = tickingContext(root);
    await recordRun({ ...context, actor: undefined }, { action: 'trace' }, ({ files }) =>
      files.read(LOG),
    );
    await recordRun(as(context), { action: 'trace' }, async () => 1);
    assert.deepEqual(await readdir(root), ['userData']);
  });

  it('stand when they cannot be recorded, and somebody is told', async () => {
    const root = await temporaryWorkspace({ [LOG]: '{}\n', '.codelumi/audit': 'no folder' });
    const told: string[] = [];
    const context = { ...as(tickingContext(root)), warn: (message: string) => told.push(message) };
    const result = await recordRun(context, { action: 'extract' }, async ({ files }) => {
      await files.replace('candidates/2026-11-20.jsonl', '{}\n');
      return 7;
    });
    assert.equal(result, 7);
    assert.match(told.join(), /^"extract" is done, but could not be recorded/u);
    const untold = recordRun(as(tickingContext(root)), { action: 'x' }, ({ files }) =>
      files.replace('candidates/2026-11-21.jsonl', '{}\n'),
    );
    await assert.rejects(untold, /could not be recorded/u);
  });

  it('follow the last month in the first entry of the next, and never go back', async () => {
    const root = await temporaryWorkspace({ [LOG]: '{}\n' });
    for (const at of [
      '2026-10-31T23:00:00.000Z',
      '2026-11-01T01:00:00.000Z',
      '2026-10-01T00:00:00.000Z',
    ])
      await recordRun(
        as(testContext(root, at)),
        { action: at.slice(0, 7) === '2026-11' ? 'b' : 'a' },
        ({ files }) => files.read(LOG),
      );
    const context = testContext(root);
    const found = await readAuditLog(context);
    const names = found.map(({ file }) => file.slice(-'2026-10.jsonl'.length));
    assert.deepEqual(names.toSorted(), ['2026-10.jsonl', '2026-11.jsonl', '2026-11.jsonl']);
    const first = found.find(({ file, line }) => file.endsWith('2026-11.jsonl') && line === 1);
    assert.equal(first?.entry.follows?.lines, 1);
    assert.deepEqual((await verify({}, context)).faults, []);
    const october = found.find(({ file }) => file.endsWith('2026-10.jsonl'))?.file ?? '';
    const content = await text(root, october);
    await rm(join(root, october));
    const { faults } = await verify({}, context);
    assert.ok(faults.some(({ check, place }) => check === 'audit' && place.file === october));
    await put(root, october, content.replaceAll('Ada', 'Eve'));
    assert.ok((await verify({}, context)).faults.some(({ place }) => place.file === october));
  });
});
