import assert from 'node:assert/strict';
import fc from 'fast-check';
import { CodelumiError, type ErrorReason } from '../../../src/core/errors.js';
import type { JobContext } from '../../../src/core/job.js';
import { extract } from '../../../src/core/mining/extract.js';
import type { Checklist } from '../../../src/core/records/decision.js';
import { decide, readReview } from '../../../src/core/review/decide.js';
import { decideMany } from '../../../src/core/review/decideMany.js';
import { standing } from '../../../src/core/review/lineage.js';
import { projectDay } from '../../../src/core/review/projections.js';
import { ReviewIndex } from '../../../src/core/review/reviewIndex.js';
import { filesReader, type ReviewReader } from '../../../src/core/review/reviewReader.js';
import { redoStep, stepsNow, undoStep } from '../../../src/core/review/undoRedo.js';
import { MemoryLog } from '../support/memoryLog.js';
import { put, temporaryWorkspace, text } from '../support/temporaryWorkspace.js';
import { tickingContext } from '../support/testContext.js';

const reviewer = { name: 'Ada', email: '' };
const ALL: Checklist = { factual: true, cited: true, no_pii: true, clear: true };
const DAYS = ['2026-11-19', '2026-11-20'];
const IDS = DAYS.flatMap((day) =>
  [1, 2, 3].map((number) => `candidate-${day.replaceAll('-', '')}-000${number}`),
);
const [A = '', B = '', C = '', D = ''] = IDS;

/** Two days with three candidates each; the third of a day names an address. */
async function workspace(): Promise<{ root: string; context: JobContext }> {
  const root = await temporaryWorkspace();
  const log = new MemoryLog();
  for (const day of DAYS) {
    for (const topic of ['One', 'Two', 'mail']) {
      const who = topic === 'mail' ? ['ada', 'acme.dev'].join('@') : 'nobody';
      log
        .user(`${topic} on ${day}?`)
        .assistant(`A long enough answer to ${topic} on ${day}. Truly, it is: ask ${who}.`)
        .button('up')
        .pause(99);
    }
    await put(root, 'userData/lumi_memory.jsonl', log.toString());
    await extract({}, tickingContext(root, `${day}T10:00:00.000Z`));
  }
  return { root, context: tickingContext(root, '2026-11-21T10:00:00.000Z') };
}

/** What a person sees of every candidate. */
async function statesIn(context: JobContext) {
  return Promise.all(
    IDS.map(async (id) => {
      const { state } = await readReview(context, id);
      return { id, status: state.status, text: state.text };
    }),
  );
}

async function projectionsIn(root: string): Promise<string[]> {
  const files = DAYS.flatMap((day) =>
    ['accepted', 'rejected', 'flagged'].map((status) => `staging_kb/${day}/${status}.jsonl`),
  );
  return Promise.all(files.map((file) => text(root, file).catch(() => '')));
}

/** What the files of staging hold is what the journals give. */
async function requireProjected(root: string, context: JobContext): Promise<void> {
  const kept = await projectionsIn(root);
  for (const day of DAYS) await projectDay(context, day);
  assert.deepEqual(await projectionsIn(root), kept);
}

type Verdict = 'accept' | 'reject' | 'flag' | 'reopen';

async function many(
  context: JobContext,
  action: Verdict,
  ids: readonly string[],
  reader: ReviewReader = filesReader(context),
) {
  const items = await Promise.all(
    ids.map(async (candidate) => {
      const { fingerprint, lastHash: on } = (await readReview(context, candidate, reader)).state;
      return { candidate, fingerprint, on };
    }),
  );
  const request = { action, reviewer, reason: 'seen', checklist: ALL, items };
  return decideMany(context, request, reader);
}

async function one(
  context: JobContext,
  action: Verdict | 'edit',
  id: string,
  word = 'no',
  reader: ReviewReader = filesReader(context),
) {
  const { state } = await readReview(context, id, reader);
  const { fingerprint, lastHash: on } = state;
  const after = { ...state.text, query: `${state.text.query} ${word}` };
  const request = { candidate: id, action, reviewer, fingerprint, on, reason: word };
  return decide(context, { ...request, checklist: ALL, after }, reader);
}

/** Where a writer had the last word, and what it was. */
async function decidedBy(context: JobContext, writer: string) {
  const states = await Promise.all(IDS.map(async (id) => (await readReview(context, id)).state));
  return states.flatMap(({ status, history }, index) => {
    const last = standing(history).at(-1);
    return last?.writer === writer ? [{ id: IDS[index], status, hash: last.decision.hash }] : [];
  });
}

function as(root: string, writer: string): Promise<void> {
  return put(root, '.codelumi/local/writer.json', JSON.stringify({ writer }));
}

function because(reason: ErrorReason): (error: unknown) => boolean {
  return (error) => error instanceof CodelumiError && error.reason === reason;
}

/** @returns whether it was done; refusals are part of the story */
async function tried(act: () => Promise<unknown>): Promise<boolean> {
  try {
    await act();
    return true;
  } catch (error) {
    if (!(error instanceof CodelumiError)) throw error;
    return false;
  }
}

describe('deciding on many', () => {
  it('decides what can be decided as one step, and says why the others were refused', async () => {
    const { root, context } = await workspace();
    const seen = (await readReview(context, B)).state;
    await one(context, 'flag', B);
    const items = await Promise.all(
      [A, C, D].map(async (candidate) => {
        const { fingerprint } = (await readReview(context, candidate)).state;
        return { candidate, fingerprint, on: null };
      }),
    );
    const stale = { candidate: B, fingerprint: seen.fingerprint, on: null };
    const odd = ['candidate-20261120-0099', '../x'].map((candidate) => ({ ...stale, candidate }));
    const request = {
      action: 'accept' as const,
      reviewer,
      checklist: ALL,
      items: [...items, stale, ...odd],
    };
    const { decided, refused, step } = await decideMany(context, request);
    assert.deepEqual(
      decided.map(({ candidate, status }) => [candidate, status]),
      [
        [A, 'accepted'],
        [D, 'accepted'],
      ],
    );
    assert.equal(step, 'accept of 2 candidates');
    const why = new Map(refused.map(({ candidate, reason }) => [candidate, reason]));
    assert.deepEqual(Object.fromEntries(why), {
      [B]: 'changed-meanwhile',
      [C]: 'checks-missing',
      'candidate-20261120-0099': 'not-found',
      '../x': 'wrong-usage',
    });
    for (const { candidate, on } of decided)
      assert.equal((await readReview(context, candidate)).state.lastHash, on);
    await requireProjected(root, context);
  });

  it('keeps what was typed into a filter out of its name where that is private', async () => {
    const { context } = await workspace();
    const { state } = await readReview(context, A);
    const items = [{ candidate: A, fingerprint: state.fingerprint, on: state.lastHash }];
    const mail = ['ada.l', 'northwind-labs.dev'].join('@');
    const from = `filter 'status:pending ${mail}'`;
    const { step } = await decideMany(context, { action: 'flag', reviewer, items, from });
    assert.match(step ?? '', new RegExp(`^flag of ${A}, filter 'status:pending .+'$`, 'u'));
    assert.ok(!step?.includes('northwind'), step);
    assert.equal((await undoStep(context, { reviewer })).name, step);
  });

  it('leaves a day whose journal is broken alone, and decides on the others', async () => {
    const { root, context } = await workspace();
    await one(context, 'reject', D);
    const [journal] = await context.files.list('staging_kb/2026-11-20/decisions');
    const path = `staging_kb/2026-11-20/decisions/${journal?.name}`;
    await put(root, path, (await text(root, path)).replace('"reject"', '"accept"'));
    const before = await text(root, path);
    const { decided, refused } = await many(context, 'flag', [A, D]);
    assert.deepEqual(
      decided.map(({ candidate }) => candidate),
      [A],
    );
    assert.deepEqual(
      refused.map(({ candidate, reason }) => [candidate, reason]),
      [[D, 'invalid-input']],
    );
    assert.equal(await text(root, path), before);
  });
});

describe('undo and redo', () => {
  it('take back a bulk act as one step and make it anew, also in a process that starts later', async () => {
    const { context } = await workspace();
    const before = await statesIn(context);
    await one(context, 'flag', A);
    await many(context, 'reject', IDS);
    const after = await statesIn(context);
    const undone = await undoStep(context, { reviewer });
    assert.equal(undone.name, 'reject of 6 candidates');
    assert.equal(undone.candidates.length, 6);
    assert.deepEqual(await stepsNow(context), {
      undo: `flag of ${A}`,
      redo: 'reject of 6 candidates',
    });
    assert.equal((await undoStep(context, { reviewer })).name, `flag of ${A}`);
    assert.deepEqual(await statesIn(context), before);
    await assert.rejects(undoStep(context, { reviewer }), because('wrong-usage'));
    await redoStep(context, { reviewer });
    await redoStep(context, { reviewer });
    assert.deepEqual(await statesIn(context), after);
    await assert.rejects(redoStep(context, { reviewer }), because('wrong-usage'));
    assert.equal((await undoStep(context, { reviewer })).name, 'reject of 6 candidates');
    await one(context, 'flag', B);
    await assert.rejects(redoStep(context, { reviewer }), because('wrong-usage'));
  });

  it('write nothing of a step when somebody else has decided on one of its candidates', async () => {
    const { root, context } = await workspace();
    await as(root, 'mine');
    await many(context, 'flag', [A, B]);
    await as(root, 'theirs');
    await one(context, 'reject', B);
    await as(root, 'mine');
    const before = await statesIn(context);
    await assert.rejects(undoStep(context, { reviewer }), (error) => {
      assert.ok(because('changed-meanwhile')(error));
      assert.match(String(error), new RegExp(`${B}.*Ada recorded "reject"`, 'u'));
      return true;
    });
    assert.deepEqual(await statesIn(context), before);
    await as(root, 'theirs');
    await undoStep(context, { reviewer });
    await as(root, 'mine');
    assert.equal((await undoStep(context, { reviewer })).candidates.length, 2);
    await as(root, 'theirs');
    await one(context, 'reject', B);
    await as(root, 'mine');
    await assert.rejects(redoStep(context, { reviewer }), because('changed-meanwhile'));
  });

  it('leave out what was taken back by itself', async () => {
    const { context } = await workspace();
    await many(context, 'reject', [A, B]);
    await undoStep(context, { reviewer, candidate: A });
    assert.deepEqual(await stepsNow(context), {
      undo: 'reject of 2 candidates (1 of them)',
      redo: 'reject of 2 candidates (1 of them)',
    });
    const { candidates } = await undoStep(context, { reviewer });
    assert.deepEqual(candidates, [{ id: B, status: 'pending' }]);
    await redoStep(context, { reviewer, candidate: A });
    assert.equal((await readReview(context, A)).state.status, 'rejected');
    assert.equal((await readReview(context, B)).state.status, 'pending');
  });

  it('accept nothing anew that may no longer be accepted', async () => {
    const { root, context } = await workspace();
    await one(context, 'accept', A);
    await undoStep(context, { reviewer });
    const config = { screening: { minimumAnswerCharacters: 5_000 } };
    await put(root, '.codelumi/config.json', JSON.stringify(config));
    await assert.rejects(redoStep(context, { reviewer }), because('checks-missing'));
    await put(root, '.codelumi/config.json', '{}');
    await redoStep(context, { reviewer });
    assert.equal((await readReview(context, A)).state.status, 'accepted');
  });

  const act = fc.record({
    kind: fc.constantFrom('one', 'one', 'many', 'undo', 'redo'),
    by: fc.constantFrom('files', 'index', 'new index'),
    verdict: fc.constantFrom('accept', 'reject', 'flag', 'reopen'),
    edits: fc.boolean(),
    ids: fc.subarray(IDS, { minLength: 1 }),
    word: fc.stringMatching(/^[a-z]{1,8}$/u),
  });
  type Act = typeof act extends fc.Arbitrary<infer T> ? T : never;

  async function take(each: Act, context: JobContext, index: ReviewIndex): Promise<void> {
    const { kind, by, verdict, edits, ids, word } = each;
    const reader = by === 'files' ? filesReader(context) : index;
    const [first = ''] = ids;
    await tried(() => {
      if (kind === 'undo') return undoStep(context, { reviewer }, reader);
      if (kind === 'redo') return redoStep(context, { reviewer }, reader);
      if (kind === 'many') return many(context, verdict, ids, reader);
      return one(context, edits ? 'edit' : verdict, first, word, reader);
    });
  }

  async function takenAll(acts: readonly Act[], context: JobContext): Promise<ReviewIndex> {
    let index = new ReviewIndex(context);
    for (const each of acts) {
      if (each.by === 'new index') {
        index = new ReviewIndex(context);
        await index.refresh();
      }
      await take(each, context, index);
    }
    return index;
  }

  /** @returns how many steps there were */
  async function undoneAll(context: JobContext, index: ReviewIndex): Promise<number> {
    let steps = 0;
    while ((await stepsNow(context)).undo !== undefined) {
      await undoStep(context, { reviewer }, steps % 2 === 0 ? filesReader(context) : index);
      steps += 1;
    }
    return steps;
  }

  async function thereAndBack(acts: readonly Act[]): Promise<void> {
    const { root, context } = await workspace();
    const before = await statesIn(context);
    const index = await takenAll(acts, context);
    const after = await statesIn(context);
    const steps = await undoneAll(context, index);
    assert.deepEqual(await statesIn(context), before);
    for (let step = 0; step < steps; step += 1) await redoStep(context, { reviewer });
    assert.deepEqual(await statesIn(context), after);
    await requireProjected(root, context);
  }

  it('lead back to the beginning and again to the end, whatever was done', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(act, { minLength: 1, maxLength: 10 }), async (acts) => {
        await thereAndBack(acts);
      }),
      { numRuns: 15 },
    );
  }).timeout(240_000);

  it('never take away what others decided since', async () => {
    const stories = fc.array(fc.record({ who: fc.constantFrom('mine', 'theirs'), act }), {
      minLength: 2,
      maxLength: 10,
    });
    await fc.assert(
      fc.asyncProperty(stories, async (story) => {
        const { root, context } = await workspace();
        const index = new ReviewIndex(context);
        await index.refresh();
        for (const { who, act: each } of story) {
          await as(root, who);
          await take(each, context, index);
        }
        await as(root, 'mine');
        const before = await statesIn(context);
        const theirs = await decidedBy(context, 'theirs');
        const isUndone = await tried(() => undoStep(context, { reviewer }));
        // What was built on something of theirs is gone, and theirs may stand again: there can be more of it.
        const left = await decidedBy(context, 'theirs');
        const isLeft = (hash: string) => left.some((each) => each.hash === hash);
        assert.deepEqual(
          theirs.filter(({ hash }) => !isLeft(hash)),
          [],
        );
        if (isUndone) await redoStep(context, { reviewer });
        assert.deepEqual(await statesIn(context), before);
        await requireProjected(root, context);
      }),
      { numRuns: 15 },
    );
  }).timeout(240_000);
});
