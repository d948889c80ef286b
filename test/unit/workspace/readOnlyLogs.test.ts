import assert from 'node:assert/strict';
import { mkdir, readdir, rename, stat, symlink } from 'node:fs/promises';
import { join } from 'node:path';
import { CodelumiError } from '../../../src/core/errors.js';
import type { JobContext } from '../../../src/core/job.js';
import { explainLines } from '../../../src/core/mining/explainLines.js';
import { extract } from '../../../src/core/mining/extract.js';
import type { Files } from '../../../src/core/ports/files.js';
import { decide, readReview } from '../../../src/core/review/decide.js';
import { screen } from '../../../src/core/screening/screen.js';
import { buildSnapshot } from '../../../src/core/snapshots/build.js';
import { trace } from '../../../src/core/tracing/trace.js';
import { verify } from '../../../src/core/verification/verify.js';
import { nodeContext } from '../../../src/node/nodeContext.js';
import { WorkspaceFiles } from '../../../src/node/workspaceFiles.js';
import { sampleWorkspace } from '../support/sampleWorkspace.js';
import { contentsOf, put, temporaryWorkspace } from '../support/temporaryWorkspace.js';
import { testContext } from '../support/testContext.js';

function isRefused(error: unknown): boolean {
  return error instanceof CodelumiError && error.reason === 'not-writable';
}

/** Everything the port can do to a file. */
function writesTo(files: Files, path: string): readonly (() => Promise<unknown>)[] {
  return [
    () => files.replace(path, 'x'),
    () => files.append(path, 'x'),
    () => files.truncate(path, 0),
    () => files.remove(path),
    () => files.claimFolder(path, 'elsewhere'),
  ];
}

async function assertReadOnly(root: string, files: Files, paths: readonly string[]): Promise<void> {
  const before = await contentsOf(root);
  for (const path of paths)
    for (const write of writesTo(files, path)) await assert.rejects(write(), isRefused, path);
  assert.deepEqual(await contentsOf(root), before);
}

describe('logs of the assistant', () => {
  it('are refused to every write below userData/, by any name and through links', async () => {
    const root = await temporaryWorkspace({ 'userData/log.jsonl': '{}\n' });
    await mkdir(join(root, 'userData/security'));
    await symlink(join(root, 'userData'), join(root, 'alias'));
    const paths = ['userData/log.jsonl', './x/../userData/log.jsonl', 'UserData/log.jsonl'];
    const links = ['alias/log.jsonl', 'alias/security/new.jsonl'];
    await assertReadOnly(root, new WorkspaceFiles(root), [...paths, ...links]);
    await assert.rejects(new WorkspaceFiles(root).makeFolder('userData/new'), isRefused);
    await assert.rejects(new WorkspaceFiles(root).replace('userData', 'x'), isRefused);
  });

  it('are refused by the place where a folder elsewhere truly is, too', async () => {
    const root = await temporaryWorkspace({ 'data/lumi/log.jsonl': '{}\n' });
    const files = new WorkspaceFiles(root, join(root, 'data/lumi'));
    await assertReadOnly(root, files, ['data/lumi/log.jsonl', 'userData/log.jsonl']);
    await files.replace('data/other.txt', 'x');
  });

  it('are refused where the settings name them, as paths, patterns and folders of logs', async () => {
    const sources = { memory: 'logs/chat.jsonl', executor: ['old/**/run_*.json', 'logs/*.jsonl'] };
    const root = await temporaryWorkspace({
      '.codelumi/config.json': JSON.stringify({ sources }),
      'logs/chat.jsonl': '{}\n',
      'old/a/run_1.json': '{}',
    });
    const { files } = testContext(root);
    await assertReadOnly(root, files, ['logs/chat.jsonl', './old//a/run_1.json', 'logs/./b.jsonl']);
    await assert.rejects(files.remove('logs'), isRefused);
    await files.replace('logs/notes.txt', 'x');
    await files.replace('.codelumi/config.json', '{}');
    await files.replace('logs/chat.jsonl', 'no log any more');
  });

  it('never take what the product keeps itself for a log, however wide a pattern is', async () => {
    const config = JSON.stringify({ sources: { memory: '**/*.jsonl' } });
    const root = await temporaryWorkspace({ '.codelumi/config.json': config });
    const { files } = testContext(root);
    await files.replace('candidates/2026-01-01.jsonl', '');
    await files.append('staging_kb/2026-01-01/decisions/me.jsonl', 'x\n');
    await assert.rejects(files.replace('notes/a.jsonl', ''), isRefused);
  });

  it('keep bytes, rights and times whatever job runs: in the workspace, elsewhere, configured', async () => {
    const [inside, outside, configured] = [
      await sampleWorkspace(),
      await sampleWorkspace(),
      await sampleWorkspace(),
    ];
    const elsewhere = await temporaryWorkspace();
    await rename(join(outside, 'userData'), join(elsewhere, 'data'));
    await rename(join(configured, 'userData'), join(configured, 'logs'));
    const sources = {
      memory: 'logs/lumi_memory.jsonl',
      kbUsage: 'logs/kb_usage.jsonl',
      executor: ['logs/audit_*.json', 'logs/action_journal.jsonl'],
      staging: 'logs/staging.jsonl',
    };
    await put(configured, '.codelumi/config.json', JSON.stringify({ sources }));
    const never = new AbortController().signal;
    for (const [context, logs, name] of [
      [testContext(inside), join(inside, 'userData'), 'userData'],
      [
        nodeContext(outside, never, undefined, join(elsewhere, 'data')),
        join(elsewhere, 'data'),
        'userData',
      ],
      [testContext(configured), join(configured, 'logs'), 'logs'],
    ] as const) {
      const before = await stateOf(logs);
      assert.ok(Object.keys(before).length > 5);
      await runEveryJob(context, `${name}/lumi_memory.jsonl`);
      assert.deepEqual(await stateOf(logs), before);
    }
  }).timeout(240_000);
});

async function runEveryJob(context: JobContext, log: string): Promise<void> {
  const { report, day } = await extract({}, context);
  assert.ok(report.candidates.added > 0);
  await extract({ full: true }, context);
  await explainLines({}, context);
  await screen({}, context);
  const candidate = `candidate-${day.replaceAll('-', '')}-0002`;
  const { state } = await readReview(context, candidate);
  await decide(context, {
    candidate,
    action: 'accept',
    reviewer: { name: 'Ada', email: '' },
    checklist: { factual: true, cited: true, no_pii: true, clear: true },
    fingerprint: state.fingerprint,
    on: null,
  });
  await buildSnapshot({}, context);
  await verify({ mend: true }, context);
  await trace({ file: log, line: 1 }, context);
}

/** Bytes, rights, and when and as which file they were last written; reading changes none of it. */
async function stateOf(folder: string): Promise<Record<string, unknown>> {
  const contents = await contentsOf(folder);
  const states: Record<string, unknown> = {};
  for (const name of ['', ...(await readdir(folder, { recursive: true }))]) {
    const { mode, mtimeMs, ctimeMs, ino, size } = await stat(join(folder, name));
    states[name] = [mode, mtimeMs, ctimeMs, ino, size, contents[name]];
  }
  return states;
}
