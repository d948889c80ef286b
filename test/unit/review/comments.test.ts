import assert from 'node:assert/strict';
import { CodelumiError, type ErrorReason } from '../../../src/core/errors.js';
import type { JobContext } from '../../../src/core/job.js';
import { extract } from '../../../src/core/mining/extract.js';
import { REASON_CODES } from '../../../src/core/records/reasonCode.js';
import {
  type Decided,
  type DecisionRequest,
  decide,
  readReview,
} from '../../../src/core/review/decide.js';
import { REASON_WORDS, reasonChoices, reasonLabel } from '../../../src/shared/words.js';
import { MemoryLog } from '../support/memoryLog.js';
import { put, temporaryWorkspace, text } from '../support/temporaryWorkspace.js';
import { tickingContext } from '../support/testContext.js';

const ID = 'candidate-20261120-0001';

async function desk(): Promise<{ root: string; context: JobContext }> {
  const log = new MemoryLog();
  log
    .user('Question?')
    .assistant('A long enough answer to the question asked, truly and for ever.')
    .button('up');
  const root = await temporaryWorkspace({ 'userData/lumi_memory.jsonl': log.toString() });
  const context = tickingContext(root);
  await extract({}, context);
  return { root, context };
}

function because(reason: ErrorReason): (error: unknown) => boolean {
  return (error) => error instanceof CodelumiError && error.reason === reason;
}

describe('comments', () => {
  let root: string;
  let context: JobContext;

  beforeEach(async () => {
    ({ root, context } = await desk());
  });

  function say(reason: string, { state }: Pick<Decided, 'state'>, who = 'Ada'): Promise<Decided> {
    return act({ action: 'comment', reason }, state, who);
  }

  function act(
    wish: Pick<DecisionRequest, 'action'> & Partial<DecisionRequest>,
    { fingerprint, lastHash: on }: Decided['state'],
    name = 'Ada',
  ): Promise<Decided> {
    return decide(context, {
      candidate: ID,
      reviewer: { name, email: '' },
      fingerprint,
      on,
      ...wish,
    });
  }

  it('change nothing, and stand in nobody’s way', async () => {
    const shown = await readReview(context, ID);
    const commented = await say('Is that so?', shown, 'Grace');
    assert.equal(commented.state.status, 'pending');
    assert.equal(commented.state.lastHash, shown.state.lastHash);
    const { state } = await act({ action: 'reject' }, shown.state);
    assert.equal(state.status, 'rejected');
    // Nor does a decision stand in the way of who comments on what they saw before it.
    assert.equal((await say('Thanks', shown)).state.status, 'rejected');
  });

  it('hold nothing private, since a journal keeps them for ever', async () => {
    const shown = await readReview(context, ID);
    const mail = ['ada.l', 'northwind-labs.dev'].join('@');
    await assert.rejects(say(`Ask ${mail}`, shown), (error) => {
      assert.ok(because('checks-missing')(error));
      assert.match(String(error), /email-address/u);
      assert.doesNotMatch(String(error), /northwind/u);
      return true;
    });
    for (const empty of ['', '  \n'])
      await assert.rejects(say(empty, shown), because('wrong-usage'));
    await assert.rejects(say('x'.repeat(4_001), shown), because('wrong-usage'));
    assert.deepEqual(await context.files.list('staging_kb/2026-11-20/decisions'), []);
  });

  it('and decisions give reasons that are known', async () => {
    const { state } = await readReview(context, ID);
    const rejected = { action: 'reject', reasonCode: 'house-style' } as const;
    await assert.rejects(act(rejected, state), /no reason code.*wrong, outdated/su);
    const own = [{ code: 'house-style', label: 'House style' }];
    await put(root, '.codelumi/config.json', JSON.stringify({ review: { reasonCodes: own } }));
    await act(rejected, state);
    const [line = ''] = (await text(root, 'staging_kb/2026-11-20/rejected.jsonl')).split('\n');
    assert.equal(JSON.parse(line).decision.reason_code, 'house-style');
  });
});

describe('the reasons of rejections and flags', () => {
  it('all have words, and a workspace may add and rename', () => {
    assert.deepEqual(Object.keys(REASON_WORDS), [...REASON_CODES]);
    const choices = reasonChoices([
      { code: 'outdated', label: 'Too old' },
      { code: 'house-style', label: 'House style' },
    ]);
    assert.equal(choices.length, REASON_CODES.length + 1);
    assert.equal(reasonLabel('outdated', choices), 'Too old');
    assert.equal(choices.at(-1)?.code, 'house-style');
    assert.equal(reasonLabel('gone', choices), 'gone');
  });
});
