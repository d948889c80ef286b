import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { CodelumiError } from '../../../src/core/errors.js';
import type { JobContext } from '../../../src/core/job.js';
import { extract } from '../../../src/core/mining/extract.js';
import { decide, readReview } from '../../../src/core/review/decide.js';
import { buildSnapshot } from '../../../src/core/snapshots/build.js';
import { listSnapshots } from '../../../src/core/snapshots/list.js';
import {
  type SnapshotEntry,
  snapshotEntrySchema,
} from '../../../src/core/snapshots/snapshotEntry.js';
import { planted, sampleWorkspace } from '../support/sampleWorkspace.js';
import { contentsOf, put, temporaryWorkspace, text } from '../support/temporaryWorkspace.js';
import { testContext } from '../support/testContext.js';

const ALL = { factual: true, cited: true, no_pii: true, clear: true };
const REVIEWER = { name: 'Ada', email: 'ada@acme.dev' };

async function accept(context: JobContext, candidate: string): Promise<void> {
  const { state } = await readReview(context, candidate);
  const { fingerprint, lastHash: on } = state;
  await decide(context, {
    candidate,
    action: 'accept',
    reviewer: REVIEWER,
    checklist: ALL,
    fingerprint,
    on,
  });
}

async function entriesOf(root: string, file: string): Promise<SnapshotEntry[]> {
  const lines = (await text(root, file)).trim().split('\n');
  return lines.map((line) => snapshotEntrySchema.parse(JSON.parse(line)));
}

describe('buildSnapshot', () => {
  it('takes the knowledge base and what was accepted, in canonical order, with proof', async () => {
    const root = await sampleWorkspace();
    const context = testContext(root);
    await extract({}, context);
    for (const number of ['0002', '0003', '0004'])
      await accept(context, `candidate-20261120-${number}`);
    const before = await contentsOf(root);
    const { file, manifest } = await buildSnapshot({}, context);
    assert.equal(file, 'training/snapshots/kb_snapshot_20261120_1000.jsonl');
    const entries = await entriesOf(root, file);
    const { summary } = await planted();
    assert.equal(manifest.counts.entries, entries.length);
    assert.equal(manifest.counts.from_candidates, 3);
    assert.equal(
      manifest.counts.from_knowledge_base + manifest.counts.duplicates,
      summary.kb.entries,
    );
    const ids = entries.map(({ id }) => id);
    assert.deepEqual(ids, [...new Set(ids)].sort());
    assert.equal(
      manifest.sha256,
      createHash('sha256')
        .update(await text(root, file))
        .digest('hex'),
    );
    assert.deepEqual(manifest.reviewers, ['Ada <ada@acme.dev>']);
    const learned = entries.filter(({ origin }) => 'candidate' in origin);
    assert.deepEqual(
      learned.map(({ origin }) => ('candidate' in origin ? origin.reviewer : '')),
      Array(3).fill('Ada <ada@acme.dev>'),
    );
    const after = await contentsOf(root);
    for (const path of Object.keys(before)) assert.equal(after[path], before[path], path);
  });

  it('gives the same bytes for the same inputs, under another name', async () => {
    const root = await temporaryWorkspace({
      'training/b.json': '[{"q":"Q2","a":"A2"},{"id":"kb-1","q":"Q1","a":"A1"}]',
      'training/a.jsonl':
        '{"id":"kb-1","q":"q1 ","a":"A1."}\n{"id":"kb-1","q":"other","a":"other"}\n{"broken',
    });
    const first = await buildSnapshot({}, testContext(root));
    const second = await buildSnapshot({}, testContext(root));
    assert.equal(second.file, 'training/snapshots/kb_snapshot_20261120_1000_2.jsonl');
    assert.equal(await text(root, second.file), await text(root, first.file));
    assert.deepEqual(first.manifest.counts, {
      entries: 3,
      from_knowledge_base: 3,
      from_candidates: 0,
      duplicates: 1,
      renamed: 1,
      merged: 0,
      variants_added: 0,
      variants_left_out: 0,
      superseded: 0,
      unreadable: 1,
    });
    const names = (await listSnapshots({}, testContext(root))).map(({ name }) => name);
    assert.deepEqual([...names].sort(), [
      'kb_snapshot_20261120_1000',
      'kb_snapshot_20261120_1000_2',
    ]);
  });

  it('keeps an accepted entry whose id somebody else took', async () => {
    const root = await sampleWorkspace();
    const context = testContext(root);
    await extract({}, context);
    await accept(context, 'candidate-20261120-0002');
    const { file } = await buildSnapshot({}, context);
    const learned = (await entriesOf(root, file)).find(({ origin }) => 'candidate' in origin);
    await put(
      root,
      'training/aaa.jsonl',
      `${JSON.stringify({ id: learned?.id, q: 'Squatter?', a: 'Yes.' })}\n`,
    );
    const second = await buildSnapshot({}, context);
    const entries = await entriesOf(root, second.file);
    assert.equal(second.manifest.counts.from_candidates, 1);
    assert.ok(entries.some(({ id, a }) => id === `${learned?.id}-2` && a === learned?.a));
    assert.ok(entries.some(({ q }) => q === 'Squatter?'));
  });

  it('does not build from nothing because the knowledge base folder is misspelt', async () => {
    const root = await sampleWorkspace();
    await put(root, '.codelumi/config.json', '{"sources":{"knowledgeBase":"trainnig"}}');
    await assert.rejects(
      buildSnapshot({}, testContext(root)),
      /no knowledge base folder \(trainnig\)/u,
    );
  });

  it('does not release while a decision journal is damaged', async () => {
    const root = await sampleWorkspace();
    const context = testContext(root);
    await extract({}, context);
    await accept(context, 'candidate-20261120-0002');
    const [journal] = await context.files.list('staging_kb/2026-11-20/decisions');
    const path = `staging_kb/2026-11-20/decisions/${journal?.name}`;
    await put(root, path, (await text(root, path)).replace('Ada', 'Eve'));
    await assert.rejects(buildSnapshot({}, context), /changed after it was written.*\.jsonl:1/u);
    assert.deepEqual(await listSnapshots({}, context), []);
  });

  it('does not release an accepted entry whose text the rules refuse by now', async () => {
    const root = await sampleWorkspace();
    const context = testContext(root);
    await extract({}, context);
    await accept(context, 'candidate-20261120-0002');
    await put(root, '.codelumi/config.json', '{"screening":{"minimumAnswerCharacters":2000}}');
    await assert.rejects(
      buildSnapshot({}, context),
      (error) => error instanceof CodelumiError && error.reason === 'checks-missing',
    );
  });

  it('says so when there is nothing to build from', async () => {
    await assert.rejects(
      buildSnapshot({}, testContext(await temporaryWorkspace())),
      /neither a knowledge base/u,
    );
  });
});
