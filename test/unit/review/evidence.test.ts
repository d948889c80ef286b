import assert from 'node:assert/strict';
import { rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import type { JobContext } from '../../../src/core/job.js';
import { extract } from '../../../src/core/mining/extract.js';
import { sha256 } from '../../../src/core/records/sha256.js';
import { type DecisionRequest, decide, readReview } from '../../../src/core/review/decide.js';
import { decideMany } from '../../../src/core/review/decideMany.js';
import { redoStep, undoStep } from '../../../src/core/review/undoRedo.js';
import type { Fault } from '../../../src/core/verification/fault.js';
import { verify } from '../../../src/core/verification/verify.js';
import { contentsOf, put, temporaryWorkspace, text } from '../support/temporaryWorkspace.js';
import { tickingContext } from '../support/testContext.js';

const DAY = '2026-11-20';
const LOG = 'userData/lumi_memory.jsonl';
const ALL = { factual: true, cited: true, no_pii: true, clear: true };
const reviewer = { name: 'Ada', email: 'ada@acme.dev' };
const ANSWER =
  'Run "git reset --soft HEAD~1": the last commit is undone, its changes stay staged, and nothing is lost.';
const OTHER =
  'Open settings, then advanced, then reset: every setting gets the value again that it had at first.';

/** A question that somebody asked, its answer, and a thumb up. */
function asked(question: string, answer: string, t: number, extra: object = {}): string {
  const entries = [
    { role: 'user', text: question, t, ...extra },
    { role: 'assistant', text: answer, t: t + 1_000 },
    {
      role: 'signal',
      text: 'feedback:up',
      meta: { type: 'up', question, assistant: answer },
      t: t + 2_000,
      source: 'renderer-feedback',
    },
  ];
  return entries.map((entry) => `${JSON.stringify(entry)}\n`).join('');
}

describe('evidence', () => {
  let root: string;
  let context: JobContext;
  const [undo, reset] = ['candidate-20261120-0001', 'candidate-20261120-0002'];

  beforeEach(async () => {
    const log =
      asked('How do I undo my last commit in git?', ANSWER, 1_792_393_600_000) +
      asked('How are all settings reset again?', OTHER, 1_792_493_600_000, {
        meta: { from: 'grace.hopper@navy.mil' },
      });
    root = await temporaryWorkspace({ [LOG]: log });
    context = tickingContext(root);
    const { report } = await extract({}, context);
    assert.equal(report.candidates.added, 2);
  });

  async function act(
    candidate: string,
    action: DecisionRequest['action'],
    more: Partial<DecisionRequest> = {},
  ): Promise<void> {
    const { state } = await readReview(context, candidate);
    const { fingerprint, lastHash: on } = state;
    const checklist = action === 'accept' ? { checklist: ALL } : {};
    const decided = await decide(context, {
      ...{ candidate, action, reviewer, fingerprint, on },
      ...checklist,
      ...more,
    });
    assert.equal(decided.warning, undefined);
  }

  async function copies(): Promise<{ shared: string[]; own: string[] }> {
    const files = Object.keys(await contentsOf(root));
    const below = (folder: string) => files.filter((file) => file.startsWith(folder)).sort();
    return {
      shared: below(`staging_kb/${DAY}/evidence/`),
      own: below(`.codelumi/local/evidence/${DAY}/`),
    };
  }

  it('keeps the very bytes behind what is accepted, and nothing behind what is not', async () => {
    await act(undo, 'flag');
    assert.deepEqual(await copies(), { shared: [], own: [] });
    await act(undo, 'accept');
    const { candidate } = await readReview(context, undo);
    const { shared, own } = await copies();
    assert.deepEqual(own, []);
    assert.equal(shared.length, new Set(candidate.provenance.map((proof) => proof.sha256)).size);
    const log = await text(root, LOG);
    for (const file of shared) {
      const copy = JSON.parse(await text(root, file));
      assert.equal(file, `staging_kb/${DAY}/evidence/${sha256(copy.raw)}.json`);
      assert.ok(log.includes(`${copy.raw}\n`));
    }
  });

  it('keeps lines that hold something private for their owner alone', async () => {
    await act(reset, 'accept');
    const { shared, own } = await copies();
    assert.ok(shared.length > 0 && own.length > 0);
    for (const file of shared) assert.ok(!(await text(root, file)).includes('navy'));
    assert.match(await text(root, own[0] ?? ''), /grace\.hopper@navy\.mil/u);
    if (process.platform !== 'win32')
      assert.equal((await stat(join(root, own[0] ?? ''))).mode & 0o777, 0o600);
    assert.match(await text(root, '.codelumi/local/.gitignore'), /^\*$/mu);
  });

  it('goes when the acceptance is undone or rejected, and stays while it is taken up again', async () => {
    await act(undo, 'accept');
    const kept = await copies();
    await act(undo, 'reopen');
    assert.deepEqual(await copies(), kept);
    await act(undo, 'flag');
    assert.deepEqual(await copies(), kept);
    await act(undo, 'reject');
    assert.deepEqual((await copies()).shared, []);
    await undoStep(context, { reviewer });
    assert.deepEqual(await copies(), kept);
    for (const _ of ['flag', 'reopen', 'accept']) await undoStep(context, { reviewer });
    assert.deepEqual((await copies()).shared, []);
    await redoStep(context, { reviewer });
    assert.deepEqual(await copies(), kept);
  });

  it('stays with a line as long as one of several candidates needs it', async () => {
    const second = JSON.parse((await text(root, `candidates/${DAY}.jsonl`)).split('\n')[0] ?? '');
    const third = { ...second, id: 'candidate-20261120-0003' };
    const file = `candidates/${DAY}.jsonl`;
    await put(root, file, `${await text(root, file)}${JSON.stringify(third)}\n`);
    await act(undo, 'accept');
    await act(third.id, 'accept');
    const kept = await copies();
    await act(undo, 'reject');
    assert.deepEqual(await copies(), kept);
    await act(third.id, 'reject');
    assert.deepEqual((await copies()).shared, []);
  });

  /** Nobody signs here, and that is warned about too. */
  const isProof = ({ check }: Fault) => check === 'provenance';

  it('proves where a candidate comes from when the log is gone', async () => {
    const items = [];
    for (const candidate of [undo, reset]) {
      const { state } = await readReview(context, candidate);
      items.push({ candidate, fingerprint: state.fingerprint, on: state.lastHash });
    }
    await decideMany(context, { action: 'accept', reviewer, checklist: ALL, items });
    const before = await verify({}, context);
    assert.deepEqual([before.faults, before.warnings.filter(isProof)], [[], []]);
    assert.equal(before.checked.copies, 0);
    await rm(join(root, LOG));
    const { faults, warnings, checked } = await verify({}, context);
    assert.deepEqual([faults, warnings.filter(isProof)], [[], []]);
    assert.equal(checked.copies, checked.proofs);

    const { shared, own } = await copies();
    await rm(join(root, own[0] ?? ''));
    const elsewhere = await verify({}, context);
    assert.deepEqual(elsewhere.faults, []);
    assert.match(elsewhere.warnings.find(isProof)?.message ?? '', /nor is a copy of the line$/u);

    const [file = ''] = shared;
    await put(root, file, (await text(root, file)).replace('role', 'rule'));
    const changed = await verify({}, context);
    assert.deepEqual(
      changed.faults.map(({ check, place }) => [check, place.file]),
      [['provenance', file]],
    );
  });

  it('still holds the log against what was recorded where it is there, copy or not', async () => {
    await act(undo, 'accept');
    await put(root, LOG, (await text(root, LOG)).replace('my last commit', 'my past commit'));
    const { faults } = await verify({}, context);
    assert.match(faults[0]?.message ?? '', /where other bytes stand now$/u);
  });

  it('is copied again by verify --mend, and never from a log that has changed', async () => {
    await act(undo, 'accept');
    const kept = await contentsOf(join(root, `staging_kb/${DAY}/evidence`));
    await rm(join(root, `staging_kb/${DAY}/evidence`), { recursive: true });
    await verify({ mend: true }, context);
    assert.deepEqual(await contentsOf(join(root, `staging_kb/${DAY}/evidence`)), kept);
    await rm(join(root, `staging_kb/${DAY}/evidence`), { recursive: true });
    await put(root, LOG, (await text(root, LOG)).replaceAll('commit', 'kommit'));
    await verify({ mend: true }, context);
    assert.deepEqual((await copies()).shared, []);
  });
});
