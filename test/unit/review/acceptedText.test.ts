import assert from 'node:assert/strict';
import { mkdir, rename } from 'node:fs/promises';
import { join } from 'node:path';
import type { JobContext } from '../../../src/core/job.js';
import { extract } from '../../../src/core/mining/extract.js';
import {
  type DecisionRequest,
  decide,
  readReview,
  undoDecision,
} from '../../../src/core/review/decide.js';
import { loadQueue } from '../../../src/core/review/queue.js';
import { buildSnapshot } from '../../../src/core/snapshots/build.js';
import { MemoryLog } from '../support/memoryLog.js';
import { put, temporaryWorkspace, text } from '../support/temporaryWorkspace.js';
import { tickingContext } from '../support/testContext.js';

const ALL = { factual: true, cited: true, no_pii: true, clear: true };
const ID = 'candidate-20261120-0001';
const FILE = 'candidates/2026-11-20.jsonl';
const LOG = 'userData/lumi_memory.jsonl';

function liked(log: MemoryLog, question: string): MemoryLog {
  return log
    .user(question)
    .assistant(`A long enough answer to the question ${question} Truly, it is.`)
    .button('up')
    .pause(99);
}

async function desk(): Promise<{ root: string; context: JobContext }> {
  const root = await temporaryWorkspace({ [LOG]: liked(new MemoryLog(), 'One?').toString() });
  const context = tickingContext(root);
  await extract({}, context);
  return { root, context };
}

async function now(
  context: JobContext,
  wish: Partial<DecisionRequest> & Pick<DecisionRequest, 'action'>,
): Promise<void> {
  const { state } = await readReview(context, ID);
  const { fingerprint, lastHash: on } = state;
  await decide(context, {
    candidate: ID,
    reviewer: { name: 'Rae', email: '' },
    fingerprint,
    on,
    ...wish,
  });
}

/** Lets the next decisions come from another clone. */
function asWriter(root: string, writer: string): Promise<void> {
  return put(root, '.codelumi/local/writer.json', JSON.stringify({ writer }));
}

async function nothingIsReleased(context: JobContext): Promise<void> {
  const { counts, problems } = await loadQueue({}, context);
  assert.equal(counts.accepted, 0);
  assert.ok(problems.length > 0);
  await assert.rejects(buildSnapshot({}, context));
}

describe('an acceptance', () => {
  it('does not hold for a text that was put there afterwards', async () => {
    const { root, context } = await desk();
    await now(context, { action: 'accept', checklist: ALL });
    const content = await text(root, FILE);
    await put(root, FILE, content.replace('long enough answer', 'poisoned answer'));
    await nothingIsReleased(context);
    // Nor for one that differs in what fingerprints overlook.
    await put(root, FILE, content.replace('Truly, it is.', 'Truly,  it is.'));
    await nothingIsReleased(context);
  });

  it('does not pass to another candidate that gets the same place', async () => {
    const { root, context } = await desk();
    await now(context, { action: 'accept', checklist: ALL });
    await context.files.remove(FILE);
    await put(root, LOG, liked(liked(new MemoryLog(), 'Other?'), 'One?').toString());
    const { report } = await extract({}, context);
    assert.equal(report.candidates.added, 2);
    assert.ok(!(await text(root, FILE)).includes(`"${ID}"`), 'a number is never given out twice');
    await nothingIsReleased(context);
  });

  it('is void when the edit it was about is taken back elsewhere, until somebody decides anew', async () => {
    const { root, context } = await desk();
    await asWriter(root, 'aaa-1');
    const after = { ...(await readReview(context, ID)).state.text, query: 'One, in better words?' };
    await now(context, { action: 'edit', after });
    await asWriter(root, 'bbb-1');
    await now(context, { action: 'accept', checklist: ALL });
    await asWriter(root, 'aaa-1');
    const { state } = await readReview(context, ID);
    await undoDecision(context, {
      candidate: ID,
      reviewer: { name: 'A', email: '' },
      on: state.lastHash,
    });
    await nothingIsReleased(context);
    await now(context, { action: 'accept', checklist: ALL });
    assert.equal((await buildSnapshot({}, context)).manifest.counts.from_candidates, 1);
  });

  it('does not cover an edit that a merge brings in', async () => {
    const { root, context } = await desk();
    await asWriter(root, 'aaa-1');
    const after = { ...(await readReview(context, ID)).state.text, query: 'Theirs?' };
    await now(context, { action: 'edit', after });
    const journals = join(root, 'staging_kb/2026-11-20/decisions');
    await rename(join(journals, 'aaa-1.jsonl'), join(root, 'aaa-1.jsonl'));
    await asWriter(root, 'bbb-1');
    await now(context, { action: 'accept', checklist: ALL });
    await rename(join(root, 'aaa-1.jsonl'), join(journals, 'aaa-1.jsonl'));
    await nothingIsReleased(context);
  });

  it('that loses its candidates file is shown as a problem, not forgotten', async () => {
    const { context } = await desk();
    await now(context, { action: 'accept', checklist: ALL });
    await context.files.remove(FILE);
    await nothingIsReleased(context);
  });

  it('stands once it is recorded, whatever becomes of the files derived from it', async () => {
    const { root, context } = await desk();
    await mkdir(join(root, 'staging_kb/2026-11-20/accepted.jsonl'), { recursive: true });
    const { state } = await readReview(context, ID);
    const { fingerprint, lastHash: on } = state;
    const reviewer = { name: 'Rae', email: '' };
    const decided = await decide(context, {
      candidate: ID,
      action: 'accept',
      checklist: ALL,
      reviewer,
      fingerprint,
      on,
    });
    assert.equal(decided.state.status, 'accepted');
    assert.match(decided.warning ?? '', /is recorded, but/u);
  });
});

describe('a later complaint', () => {
  it('about a known candidate is reported by the next run', async () => {
    const { root, context } = await desk();
    const more = liked(new MemoryLog(), 'One?').button('down', {
      question: 'One?',
      assistant: 'A long enough answer to the question One? Truly, it is.',
    });
    await put(root, LOG, more.toString());
    const { report } = await extract({}, context);
    assert.deepEqual(report.candidates.complained_about, [ID]);
  });
});
