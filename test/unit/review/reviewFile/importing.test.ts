import assert from 'node:assert/strict';
import { CodelumiError } from '../../../../src/core/errors.js';
import type { JobContext } from '../../../../src/core/job.js';
import { readReview } from '../../../../src/core/review/decide.js';
import { exportReviewFile } from '../../../../src/core/review/reviewFile/exportReviewFile.js';
import { importReviewFile } from '../../../../src/core/review/reviewFile/importReviewFile.js';
import { verify } from '../../../../src/core/verification/verify.js';
import { MemoryLog } from '../../support/memoryLog.js';
import { ALL, candidateRepository, idOf, now, person } from '../../support/reviewedRepository.js';
import { put, text } from '../../support/temporaryWorkspace.js';

const FILE = 'training/staging/review_2026-11-20.md';
const CHECKS = [
  'Factually right',
  'Backed by its source',
  'Nothing private in it',
  'Clear and complete by itself',
];

/** A file as people fill it in. */
class Sheet {
  #lines: string[];

  constructor(content: string) {
    this.#lines = content.split('\n');
  }

  tick(id: string, ...labels: readonly string[]): this {
    for (const label of labels)
      this.#lines[this.#find(id, (line) => line === `- [ ] ${label}`)] = `- [x] ${label}`;
    return this;
  }

  reason(id: string, words: string): this {
    this.#lines[this.#find(id, (line) => line.endsWith('text reason')) + 1] = words;
    return this;
  }

  answer(id: string, change: (line: string) => string): this {
    const at = this.#find(id, (line) => line.endsWith('text answer')) + 1;
    this.#lines[at] = change(this.#lines[at] ?? '');
    return this;
  }

  #find(id: string, wanted: (line: string) => boolean): number {
    const from = this.#lines.findIndex(
      (line) => line.startsWith('<!-- codelumi item') && line.includes(id),
    );
    return this.#lines.findIndex((line, at) => at > from && wanted(line));
  }

  toString(): string {
    return this.#lines.join('\n');
  }
}

async function statusOf(context: JobContext, number: number): Promise<string> {
  return (await readReview(context, idOf(number))).state.status;
}

describe('reviewing in a Markdown file', () => {
  it('turns ticks, reasons and edits into decisions of whoever reads them in', async () => {
    const { root, context } = await candidateRepository(5);
    const exported = await exportReviewFile({}, context);
    assert.deepEqual(exported, { file: FILE, day: '2026-11-20', candidates: 5, left: 0 });
    const sheet = new Sheet(await text(root, FILE))
      .tick(idOf(1), 'Accept', ...CHECKS)
      .tick(idOf(2), 'Reject')
      .reason(idOf(2), 'outdated since 2.40')
      .tick(idOf(3), 'Accept', ...CHECKS)
      .answer(idOf(3), (line) => `${line} Mended.`)
      .tick(idOf(4), 'Accept', 'Factually right');
    await put(root, FILE, sheet.toString().replaceAll('\n', '\r\n'));
    const done = await importReviewFile({ file: FILE, reviewer: person('Ben') }, context);
    assert.deepEqual(done.decided, [
      { candidate: idOf(1), actions: ['accept'], status: 'accepted' },
      { candidate: idOf(2), actions: ['reject'], status: 'rejected' },
      { candidate: idOf(3), actions: ['edit', 'accept'], status: 'accepted' },
    ]);
    assert.equal(done.undecided, 1);
    assert.deepEqual(
      done.refused.map(({ candidate, reason }) => [candidate, reason]),
      [[idOf(4), 'checks-missing']],
    );
    const { state } = await readReview(context, idOf(3));
    assert.match(state.text.assistant_output, / Mended\.$/u);
    const rejected = await readReview(context, idOf(2));
    const last = rejected.state.decidedBy?.decision;
    assert.deepEqual([last?.reviewer.name, last?.reason], ['Ben', 'outdated since 2.40']);
    const { faults } = await verify({}, context);
    assert.deepEqual(faults, []);
    const again = await importReviewFile({ file: FILE, reviewer: person('Ben') }, context);
    assert.deepEqual([again.decided.length, again.refused.length, again.undecided], [0, 4, 1]);
  });

  it('refuses what has changed since, item by item', async () => {
    const { root, context } = await candidateRepository(4);
    await exportReviewFile({}, context);
    await now(context, idOf(1), 'Ada', { action: 'flag' });
    const after = {
      query: 'Q?',
      assistant_output: 'Another answer that is long enough for everybody, truly.',
    };
    await now(context, idOf(2), 'Ada', { action: 'edit', after });
    await now(context, idOf(3), 'Ada', { action: 'edit', after });
    const sheet = new Sheet(await text(root, FILE))
      .tick(idOf(1), 'Reject')
      .tick(idOf(2), 'Accept', ...CHECKS)
      .answer(idOf(3), () => 'Mine.')
      .tick(idOf(4), 'Reject');
    await put(root, FILE, sheet.toString());
    const { refused, decided } = await importReviewFile(
      { file: FILE, reviewer: person('Ben') },
      context,
    );
    assert.deepEqual(
      refused.map(({ candidate, reason }) => [candidate, reason]),
      [1, 2, 3].map((n) => [idOf(n), 'changed-meanwhile']),
    );
    assert.deepEqual(
      decided.map(({ candidate }) => candidate),
      [idOf(4)],
    );
    assert.equal(await statusOf(context, 1), 'flagged');
  });

  it('never leaves an edit behind whose acceptance is refused', async () => {
    const { root, context } = await candidateRepository(1);
    await exportReviewFile({}, context);
    const sheet = new Sheet(await text(root, FILE))
      .tick(idOf(1), 'Accept', ...CHECKS)
      .answer(idOf(1), () => 'Ask ada.l@northwind-labs.dev, who has known it for years and years.');
    await put(root, FILE, sheet.toString());
    const { refused } = await importReviewFile({ file: FILE, reviewer: person('Ben') }, context);
    assert.equal(refused[0]?.reason, 'checks-missing');
    assert.deepEqual((await readReview(context, idOf(1))).state.history, []);
  });

  it('masks secrets in the file, and keeps them when the text around them is mended', async () => {
    const secret = 'ghp_A1b2C3d4E5f6G7h8I9j0K1l2M3n4O5p6Q7r8';
    const log = new MemoryLog()
      .user('How do I sign in to the registry with a token?')
      .assistant(`Run npm login and paste ${secret} when it asks, then run npm whoami to see.`)
      .button('up')
      .toString();
    const { root, context } = await candidateRepository(1, log);
    await exportReviewFile({}, context);
    const written = await text(root, FILE);
    assert.ok(!written.includes(secret));
    await put(root, FILE, new Sheet(written).answer(idOf(1), (line) => `${line} Done.`).toString());
    const { decided } = await importReviewFile({ file: FILE, reviewer: person('Ben') }, context);
    assert.deepEqual(decided[0]?.actions, ['edit']);
    const { state } = await readReview(context, idOf(1));
    assert.ok(
      state.text.assistant_output.includes(secret) && state.text.assistant_output.endsWith('Done.'),
    );
  });

  it('does not export over what somebody wrote and nobody has read in', async () => {
    const { root, context } = await candidateRepository(2);
    await exportReviewFile({}, context);
    await exportReviewFile({ limit: 1 }, context);
    const sheet = new Sheet(await text(root, FILE)).tick(idOf(1), 'Reject').toString();
    await put(root, FILE, sheet);
    await assert.rejects(exportReviewFile({}, context), { reason: 'changed-meanwhile' });
    assert.equal(await text(root, FILE), sheet);
    await importReviewFile({ file: FILE, reviewer: person('Ben') }, context);
    assert.equal(
      (await exportReviewFile({}, context)).candidates,
      1,
      'what was read in is no work',
    );
    await put(root, FILE, 'somebody’s notes');
    await assert.rejects(exportReviewFile({}, context), CodelumiError);
    assert.equal((await exportReviewFile({ force: true }, context)).left, 0);
  });

  it('says where there is nothing to export, and what is no review file', async () => {
    const { root, context } = await candidateRepository(1);
    await now(context, idOf(1), 'Ada', { action: 'accept', checklist: ALL });
    await assert.rejects(exportReviewFile({}, context), { reason: 'not-found' });
    const reviewer = person('Ben');
    await assert.rejects(importReviewFile({ file: 'none.md', reviewer }, context), {
      reason: 'not-found',
    });
    await put(root, 'notes.md', '# Notes\n');
    await assert.rejects(importReviewFile({ file: 'notes.md', reviewer }, context), {
      reason: 'invalid-input',
    });
    await assert.rejects(importReviewFile({ file: '../x.md', reviewer }, context), {
      reason: 'outside-workspace',
    });
  });
});
