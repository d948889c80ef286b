import assert from 'node:assert/strict';
import type { JobContext } from '../../../src/core/job.js';
import { extract } from '../../../src/core/mining/extract.js';
import { type DecisionRequest, decide, readReview } from '../../../src/core/review/decide.js';
import { loadQueue } from '../../../src/core/review/queue.js';
import { screen } from '../../../src/core/screening/screen.js';
import { buildSnapshot } from '../../../src/core/snapshots/build.js';
import { MemoryLog } from '../support/memoryLog.js';
import { put, temporaryWorkspace } from '../support/temporaryWorkspace.js';
import { tickingContext } from '../support/testContext.js';

const ALL = { factual: true, cited: true, no_pii: true, clear: true };
const ID = 'candidate-20261120-0001';
const HOLDOUT = 'training/eval/holdout.jsonl';
const QUESTION = 'How do I undo my last commit?';
const ANSWER =
  'Run `git reset --hard HEAD~1`. It removes the commit, so look twice before you do it.';

async function desk(answer: string, files: Record<string, string> = {}) {
  const log = new MemoryLog().user(QUESTION).assistant(answer).button('up').toString();
  const root = await temporaryWorkspace({ 'userData/lumi_memory.jsonl': log, ...files });
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
  const reviewer = { name: 'Rae', email: '' };
  await decide(context, { candidate: ID, reviewer, fingerprint, on, ...wish });
}

async function rulesNow(context: JobContext): Promise<string[]> {
  return (await readReview(context, ID)).findings.map(({ rule }) => rule);
}

function refusal(words: RegExp): (error: Error) => boolean {
  return ({ message }) => words.test(message);
}

describe('a question of an evaluation set', () => {
  const leaked = `${JSON.stringify({ query: 'undo my last commit', relevant: [] })}\n`;

  it('blocks acceptance, until it asks something else', async () => {
    const { context } = await desk(ANSWER, { [HOLDOUT]: leaked });
    await assert.rejects(
      now(context, { action: 'accept', checklist: ALL }),
      refusal(/holdout-leak/u),
    );
    const after = { query: 'Which command takes back a commit?', assistant_output: ANSWER };
    await now(context, { action: 'edit', after });
    await now(context, { action: 'accept', checklist: ALL });
  });

  it('blocks acceptance and release also where it became one after the screening', async () => {
    const { root, context } = await desk(ANSWER);
    await now(context, { action: 'accept', checklist: ALL });
    await put(root, 'training/eval/canary.jsonl', leaked);
    await assert.rejects(buildSnapshot({}, context), refusal(/holdout-leak/u));
    await now(context, { action: 'reopen' });
    await assert.rejects(
      now(context, { action: 'accept', checklist: ALL }),
      refusal(/holdout-leak/u),
    );
  });

  it('is seen in an edit that brings it back', async () => {
    const { context } = await desk(ANSWER, {
      [HOLDOUT]: `${JSON.stringify({ query: 'forget the newest commit again' })}\n`,
    });
    assert.ok(!(await rulesNow(context)).includes('holdout-leak'));
    const after = { query: 'Forget the newest commit again?', assistant_output: ANSWER };
    await now(context, { action: 'edit', after });
    assert.ok((await rulesNow(context)).includes('holdout-leak'));
    const { candidates } = await loadQueue({}, context);
    assert.ok(candidates[0]?.rules.includes('holdout-leak'));
  });
});

describe('what screening rejected', () => {
  it('is neither accepted nor reopened without a reason, and both with one', async () => {
    const { root, context } = await desk('Press F2.');
    const { state } = await readReview(context, ID);
    assert.equal(state.status, 'rejected');
    await assert.rejects(
      now(context, { action: 'accept', checklist: ALL }),
      refusal(/rejected by screening\. Reopen it first/u),
    );
    for (const reason of [undefined, '', '  ']) {
      const wish = reason === undefined ? {} : { reason };
      await assert.rejects(now(context, { action: 'reopen', ...wish }), refusal(/needs a reason/u));
    }
    await now(context, { action: 'reopen', reason: 'Short, and all there is to say.' });
    // Screening it again does not take the reviewer's word back.
    await screen({}, context);
    await now(context, { action: 'accept', checklist: ALL });
    const { history } = (await readReview(context, ID)).state;
    assert.equal(history[0]?.decision.reason, 'Short, and all there is to say.');
    await put(root, 'training/kb.json', '[]');
    const { manifest } = await buildSnapshot({}, context);
    assert.deepEqual(manifest.candidates, [ID]);
  });

  it('is not overruled in what is private', async () => {
    const { context } = await desk(`Ask ${['ada', 'acme.dev'].join('@')}.`);
    await now(context, { action: 'reopen', reason: 'She wants to be asked.' });
    await assert.rejects(
      now(context, { action: 'accept', checklist: ALL }),
      refusal(/1 open: email-address/u),
    );
  });
});

describe('findings that need more than the text', () => {
  const kb = JSON.stringify([
    {
      id: 'kb-1',
      q: QUESTION,
      a: 'Run `git reset --soft HEAD~1`. It removes the commit and keeps your changes.',
    },
  ]);

  it('follow their words through an edit, and go with them', async () => {
    const { context } = await desk(ANSWER, { 'training/kb.json': kb });
    const [before] = (await readReview(context, ID)).findings;
    assert.equal(before?.rule, 'contradiction');
    const longer = `Careful! ${ANSWER}`;
    await now(context, { action: 'edit', after: { query: QUESTION, assistant_output: longer } });
    const [after] = (await readReview(context, ID)).findings;
    assert.equal(longer.slice(after?.start, after?.end), ANSWER.slice(before?.start, before?.end));
    const soft = longer.replace('--hard', '--soft');
    await now(context, { action: 'edit', after: { query: QUESTION, assistant_output: soft } });
    assert.ok(!(await rulesNow(context)).includes('contradiction'));
  });
});
