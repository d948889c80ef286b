import * as assert from 'node:assert/strict';
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import * as vscode from 'vscode';
import { placeOf, runExport, sourceRows } from '../../src/host/commands/exportEntries.js';
import type { JobRunner } from '../../src/host/jobs/jobRunner.js';
import { createLog } from '../../src/host/log.js';
import { SnapshotReleases } from '../../src/host/releases/snapshotReleases.js';
import { COMMANDS } from '../../src/shared/ids.js';
import { anotherDesk, forgetReview, root } from './support/workspace.js';

const OUT = 'exports';

describe('Export…', () => {
  let jobs: JobRunner;
  let releases: SnapshotReleases;
  let elsewhere: string;

  before(async () => {
    await forgetReview();
    const other = await anotherDesk();
    other.desk.dispose();
    jobs = other.jobs;
    releases = new SnapshotReleases(jobs, createLog());
    elsewhere = await mkdtemp(join(tmpdir(), 'codelumi-export-'));
    await vscode.commands.executeCommand(COMMANDS.buildSnapshot);
    await releases.refresh();
  });

  after(async () => {
    releases.dispose();
    await rm(join(root(), OUT), { recursive: true, force: true });
    await rm(elsewhere, { recursive: true, force: true });
    await forgetReview();
  });

  it('offers what is accepted, the snapshots, and the queue where it may be had', () => {
    const labels = (format: 'csv' | 'pairs') =>
      sourceRows(format, releases.all).map(({ label }) => label);
    const [snapshot] = releases.all;
    assert.deepEqual(labels('csv'), ['What is accepted', snapshot?.name, 'All candidates']);
    assert.deepEqual(labels('pairs'), ['What is accepted', snapshot?.name]);
  });

  it('writes into the workspace, in a worker', async () => {
    const place = await placeOf(join(root(), OUT, 'chat'), root());
    assert.deepEqual(place, { out: 'exports/chat' });
    const from = { kind: 'snapshot', name: 'latest' } as const;
    const { manifest } = await runExport({ format: 'chat', from, ...place }, root(), { jobs });
    const lines = (await readFile(join(root(), OUT, 'chat/train.jsonl'), 'utf8'))
      .trim()
      .split('\n');
    assert.equal(lines.length, manifest.files[0]?.rows);
    assert.deepEqual(Object.keys(JSON.parse(lines[0] ?? '')), ['messages']);
  });

  it('writes Parquet outside of the workspace where a person chose that', async () => {
    const place = await placeOf(join(elsewhere, 'set'), root());
    assert.deepEqual(place, { out: 'set', elsewhere });
    const from = { kind: 'snapshot', name: 'latest' } as const;
    await runExport({ format: 'hf', from, ...place, split: '80/10/10' }, root(), { jobs });
    assert.deepEqual(await readdir(join(elsewhere, 'set')), ['README.md', 'data', 'manifest.json']);
  });
});
