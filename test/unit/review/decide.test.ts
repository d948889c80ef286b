import assert from 'node:assert/strict';
import fc from 'fast-check';
import { CodelumiError, type ErrorReason } from '../../../src/core/errors.js';
import type { JobContext } from '../../../src/core/job.js';
import { extract } from '../../../src/core/mining/extract.js';
import type { Checklist } from '../../../src/core/records/decision.js';
import {
  type Decided,
  type DecisionRequest,
  decide,
  readReview,
  undoDecision,
} from '../../../src/core/review/decide.js';
import { projectDay } from '../../../src/core/review/projections.js';
import { loadQueue } from '../../../src/core/review/queue.js';
import { MemoryLog } from '../support/memoryLog.js';
import { put, temporaryWorkspace, text } from '../support/temporaryWorkspace.js';
import { tickingContext } from '../support/testContext.js';

const REVIEWER = { name: 'Ada', email: 'ada@acme.dev' };
const ALL: Checklist = { factual: true, cited: true, no_pii: true, clear: true };
const DAY = '2026-11-20';
const FIRST = 'candidate-20261120-0001';
const MAIL = 'candidate-20261120-0002';

async function desk(): Promise<{ root: string; context: JobContext }> {
  const log = new MemoryLog();
  log
    .user('Question one?')
    .assistant('A long enough answer to the first question, truly.')
    .button('up')
    .pause(99);
  log
    .user('Question two?')
    .assistant('Ask ada.l@northwind-labs.dev, she has long known the answer to it.')
    .button('up')
    .pause(99);
  log
    .user('Question three?')
    .assistant('A long enough answer to the third question, truly.')
    .button('up');
  const root = await temporaryWorkspace({ 'userData/lumi_memory.jsonl': log.toString() });
  const context = tickingContext(root);
  await extract({}, context);
  return { root, context };
}

type Wish = Partial<DecisionRequest> & Pick<DecisionRequest, 'action'>;

/** Decides on what is there now. */
async function now(context: JobContext, candidate: string, wish: Wish): Promise<Decided> {
  const { state } = await readReview(context, candidate);
  const { fingerprint, lastHash: on } = state;
  return decide(context, { candidate, reviewer: REVIEWER, fingerprint, on, ...wish });
}

function because(reason: ErrorReason): (error: unknown) => boolean {
  return (error) => error instanceof CodelumiError && error.reason === reason;
}

describe('decide', () => {
  it('accepts with a full checklist, and the accepted file shows it', async () => {
    const { root, context } = await desk();
    const { state } = await now(context, FIRST, { action: 'accept', checklist: ALL });
    assert.equal(state.status, 'accepted');
    const accepted = JSON.parse(await text(root, `staging_kb/${DAY}/accepted.jsonl`));
    assert.equal(accepted.id, FIRST);
    assert.equal(accepted.status, 'accepted');
    assert.deepEqual(accepted.decision.reviewer, REVIEWER);
    assert.equal(accepted.decision.hash, state.lastHash);
    assert.ok(accepted.provenance.length > 0);
  });

  it('refuses acceptance without the whole checklist or with an open finding, and writes nothing', async () => {
    const { root, context } = await desk();
    await assert.rejects(now(context, FIRST, { action: 'accept' }), because('checks-missing'));
    const partly = { ...ALL, cited: false };
    await assert.rejects(
      now(context, FIRST, { action: 'accept', checklist: partly }),
      /backed by its source/u,
    );
    await assert.rejects(
      now(context, MAIL, { action: 'accept', checklist: ALL }),
      /1 open: email-address/u,
    );
    await assert.rejects(text(root, `staging_kb/${DAY}/accepted.jsonl`));
  });

  it('accepts what was redacted, and keeps the redacted text out of journal and projection', async () => {
    const { root, context } = await desk();
    const { state } = await readReview(context, MAIL);
    const after = {
      ...state.text,
      assistant_output: state.text.assistant_output.replace(/\S+@\S+,/u, '[EMAIL_1],'),
    };
    await now(context, MAIL, { action: 'edit', after });
    const accepted = await now(context, MAIL, { action: 'accept', checklist: ALL });
    assert.equal(accepted.state.edited, true);
    const { queue } = { queue: await loadQueue({}, context) };
    assert.deepEqual(queue.candidates.find(({ id }) => id === MAIL)?.rules, []);
    const [writer] = (await context.files.list(`staging_kb/${DAY}/decisions`)).map(
      ({ name }) => name,
    );
    assert.ok(!(await text(root, `staging_kb/${DAY}/decisions/${writer}`)).includes('northwind'));
    assert.ok(!(await text(root, `staging_kb/${DAY}/accepted.jsonl`)).includes('northwind'));
  });

  it('refuses a decision on a text or history that is no longer what was shown', async () => {
    const { context } = await desk();
    const shown = (await readReview(context, FIRST)).state;
    const stale = {
      candidate: FIRST,
      reviewer: REVIEWER,
      fingerprint: shown.fingerprint,
      on: shown.lastHash,
    };
    await now(context, FIRST, { action: 'flag', reason: 'look twice' });
    await assert.rejects(
      decide(context, { ...stale, action: 'accept', checklist: ALL }),
      /Ada recorded "flag"/u,
    );
    const fresh = (await readReview(context, FIRST)).state;
    const wrongText = { ...stale, on: fresh.lastHash, fingerprint: '0'.repeat(64) };
    await assert.rejects(
      decide(context, { ...wrongText, action: 'reject' }),
      because('changed-meanwhile'),
    );
  });

  it('lets exactly one of several that decide at once through', async () => {
    const { context } = await desk();
    const { state } = await readReview(context, FIRST);
    const request = {
      candidate: FIRST,
      reviewer: REVIEWER,
      fingerprint: state.fingerprint,
      on: state.lastHash,
    };
    const outcomes = await Promise.allSettled(
      Array.from({ length: 6 }, () =>
        decide(context, { ...request, action: 'accept', checklist: ALL }),
      ),
    );
    assert.equal(outcomes.filter(({ status }) => status === 'fulfilled').length, 1);
    assert.equal((await readReview(context, FIRST)).state.history.length, 1);
  });

  it('voids an acceptance when the text is edited, and edits again from there', async () => {
    const { context } = await desk();
    await now(context, FIRST, { action: 'accept', checklist: ALL });
    const { state } = await readReview(context, FIRST);
    const after = { ...state.text, query: 'Question one, better?' };
    assert.equal((await now(context, FIRST, { action: 'edit', after })).state.status, 'pending');
    await assert.rejects(now(context, FIRST, { action: 'edit', after }), because('wrong-usage'));
  });

  it('takes back one decision after the other, and not more', async () => {
    const { root, context } = await desk();
    await now(context, FIRST, { action: 'flag' });
    await now(context, FIRST, { action: 'accept', checklist: ALL });
    const undo = async () => {
      const { state } = await readReview(context, FIRST);
      return (
        await undoDecision(context, { candidate: FIRST, reviewer: REVIEWER, on: state.lastHash })
      ).state.status;
    };
    assert.equal(await undo(), 'flagged');
    assert.equal(await text(root, `staging_kb/${DAY}/accepted.jsonl`), '');
    assert.equal(await undo(), 'pending');
    await assert.rejects(undo(), because('wrong-usage'));
  });

  it('knows no candidate that is not there', async () => {
    const { context } = await desk();
    for (const id of ['candidate-20261120-0099', 'candidate-20200101-0001']) {
      await assert.rejects(readReview(context, id), because('not-found'), id);
    }
    await assert.rejects(readReview(context, '../../etc/passwd'), because('wrong-usage'));
    await assert.rejects(now(context, FIRST, { action: 'reopen' }), because('wrong-usage'));
  });

  it('does not count a forged journal line, and shows it', async () => {
    const { root, context } = await desk();
    await now(context, FIRST, { action: 'reject' });
    const [writer] = (await context.files.list(`staging_kb/${DAY}/decisions`)).map(
      ({ name }) => name,
    );
    const path = `staging_kb/${DAY}/decisions/${writer}`;
    await put(root, path, (await text(root, path)).replace('"reject"', '"accept"'));
    const { counts, problems } = await loadQueue({}, context);
    assert.equal(counts.accepted, 0);
    assert.match(problems[0]?.message ?? '', /changed after it was written/u);
  });
});

describe('projections', () => {
  it('are the same bytes whether kept up step by step or rebuilt from the journals', async () => {
    const step = fc.record({
      candidate: fc.constantFrom(FIRST, MAIL, 'candidate-20261120-0003'),
      action: fc.constantFrom('accept', 'reject', 'flag', 'reopen', 'edit', 'undo'),
      word: fc.stringMatching(/^[a-z]{1,8}$/u),
    });
    await fc.assert(
      fc.asyncProperty(fc.array(step, { maxLength: 12 }), async (steps) => {
        const { root, context } = await desk();
        for (const { candidate, action, word } of steps)
          await tryStep(context, candidate, action, word);
        const files = ['accepted', 'rejected', 'flagged'].map(
          (status) => `staging_kb/${DAY}/${status}.jsonl`,
        );
        const kept = await Promise.all(files.map((file) => text(root, file).catch(() => '')));
        for (const file of files) await context.files.remove(file);
        await projectDay(context, DAY);
        assert.deepEqual(
          await Promise.all(files.map((file) => text(root, file).catch(() => ''))),
          kept,
        );
        assert.deepEqual(await projectDay(context, DAY), []);
      }),
      { numRuns: 15 },
    );
  });
});

async function tryStep(
  context: JobContext,
  candidate: string,
  action: string,
  word: string,
): Promise<void> {
  const { state } = await readReview(context, candidate);
  try {
    if (action === 'undo') {
      await undoDecision(context, { candidate, reviewer: REVIEWER, on: state.lastHash });
    } else {
      const after = { ...state.text, assistant_output: `${state.text.assistant_output} ${word}` };
      const wish: Wish = { action: action as Wish['action'], checklist: ALL, reason: word, after };
      await now(context, candidate, wish);
    }
  } catch (error) {
    if (!(error instanceof CodelumiError)) throw error; // Refusals are part of the story.
  }
}
