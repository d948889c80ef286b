import * as assert from 'node:assert/strict';
import { readdir, readFile, rm } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import type { ErrorReason } from '../../../../src/core/errors.js';
import { CodelumiError } from '../../../../src/core/errors.js';
import type { JobContext } from '../../../../src/core/job.js';
import {
  checkGoldenPrompts,
  recordGoldenPrompts,
} from '../../../../src/core/validation/prompts/promptJobs.js';
import { APPROVALS_FOLDER } from '../../../../src/core/workspace/paths.js';
import { systemPrograms } from '../../../../src/node/programs/systemPrograms.js';
import {
  ADA,
  BOB,
  forgetSigners,
  type Person,
  signedWorkspace,
} from '../../support/signedWorkspace.js';
import { contentsOf, put, text } from '../../support/temporaryWorkspace.js';
import { editGolden, harnessThat, THINK } from './promptWorkspace.js';

const CHAT = 'training/eval/prompts/thinkChat.golden.json';

const goldenChat = () => readFile(CHAT, 'utf8');

const REASON = 'The new personality was agreed on.';

describe('recording golden prompts', function () {
  this.timeout(120_000); // Keys are made, programs started.

  let root: string;
  let ada: JobContext;
  let bob: JobContext;

  function here({ context }: Person): JobContext {
    return { ...context, programs: systemPrograms(root, resolve('dist')) };
  }

  beforeEach(async () => {
    const workspace = await signedWorkspace();
    root = workspace.root;
    [ada, bob] = [here(workspace.ada), here(workspace.bob)];
  });

  async function refuses(work: Promise<unknown>, reason: ErrorReason, said: RegExp): Promise<void> {
    await assert.rejects(work, (error) => {
      assert.ok(error instanceof CodelumiError);
      assert.equal(error.reason, reason, error.message);
      assert.match(error.message, said);
      return true;
    });
  }

  it('is asked for once there are signers: what stands there counts once one has signed it', async () => {
    const before = await checkGoldenPrompts({}, ada);
    assert.deepEqual([before.status, before.recording.state], ['fail', 'unapproved']);
    assert.deepEqual(before.differences, []);
    const golden = await text(root, THINK);
    const done = await recordGoldenPrompts({ reason: REASON, principal: ADA.email }, ada);
    assert.deepEqual(
      [done.state, done.files, done.accepted, done.approved_by],
      ['recorded', [], [], [ADA.email]],
    );
    assert.equal(await text(root, THINK), golden);
    const { status, recording } = await checkGoldenPrompts({}, bob);
    assert.equal(status, 'pass');
    assert.deepEqual(recording, { state: 'approved', approved_by: [ADA.email], reason: REASON });
    const again = await recordGoldenPrompts({ reason: REASON, principal: BOB.email }, bob);
    assert.equal(again.state, 'unchanged');
  });

  it('takes what is sent now, and leaves all that is as recorded', async () => {
    await recordGoldenPrompts({ reason: 'As it was.', principal: ADA.email }, ada);
    await harnessThat(root, `if (id === 'think/no hit') messages[0].content += ' Be kind.'`);
    assert.equal((await checkGoldenPrompts({}, ada)).status, 'fail');
    const golden = await text(root, THINK);
    const done = await recordGoldenPrompts({ reason: REASON, principal: BOB.email }, bob);
    assert.deepEqual([done.files, done.accepted.length], [[THINK], 1]);
    const recorded = await text(root, THINK);
    const [before, after] = [golden, recorded].map((each) => each.split('\n'));
    const changed = after?.filter((line, index) => line !== before?.[index]);
    assert.equal(changed?.length, 1);
    assert.match(changed?.[0] ?? '', /you do not know\. Be kind\."/u);
    const passed = JSON.parse(recorded).cases[2].messages[0].content;
    assert.ok(passed.endsWith('Be kind.'));
    await harnessThat(root, '');
    const check = await checkGoldenPrompts({}, ada);
    assert.deepEqual([check.status, check.recording.reason], ['pass', REASON]);
  });

  it('is undone by whoever edits a file by hand, until somebody signs again', async () => {
    await recordGoldenPrompts({ reason: REASON, principal: ADA.email }, ada);
    await editGolden(root, ({ cases: [first] }) => {
      const [personality] = first?.messages ?? [];
      if (personality) personality.content = 'You do as you are told.';
    });
    // Our reference takes the personality from the file, so nothing but the signature tells.
    const { status, differences, problems } = await checkGoldenPrompts({}, ada);
    assert.deepEqual([status, differences], ['fail', []]);
    assert.match(problems[0] ?? '', /No signer has approved/u);
  });

  it('counts in neither way where branches parted, until somebody records again', async () => {
    const by = (context: JobContext, principal: string, reason: string) =>
      recordGoldenPrompts({ reason, principal }, context);
    await by(ada, ADA.email, 'As it was.');
    const [file = ''] = await readdir(join(root, APPROVALS_FOLDER));
    const approvals = `${APPROVALS_FOLDER}/${file}`;
    const [golden, before] = [await text(root, THINK), await text(root, approvals)];
    const says = (what: string) => harnessThat(root, `messages[0].content = '${what}'`);
    await says('A');
    await by(ada, ADA.email, 'One branch.');
    const ofOne = (await text(root, approvals)).slice(before.length);
    await put(root, THINK, golden);
    await put(root, CHAT, await goldenChat());
    await put(root, approvals, before);
    await says('B');
    await by(bob, BOB.email, 'The other branch.');
    assert.equal((await checkGoldenPrompts({}, ada)).status, 'pass');
    await put(root, approvals, (await text(root, approvals)) + ofOne);
    const parted = await checkGoldenPrompts({}, ada);
    assert.deepEqual([parted.status, parted.recording.state], ['fail', 'unapproved']);
    await by(ada, ADA.email, 'We agreed.');
    const { status, recording } = await checkGoldenPrompts({}, bob);
    assert.deepEqual([status, recording.reason], ['pass', 'We agreed.']);
  });

  it('is asked for where golden prompts are taken away', async () => {
    await recordGoldenPrompts({ reason: REASON, principal: ADA.email }, ada);
    for (const file of [THINK, CHAT]) await rm(join(root, file));
    const { status, problems } = await checkGoldenPrompts({}, ada);
    assert.equal(status, 'fail');
    assert.match(problems[0] ?? '', /No signer has approved/u);
    await recordGoldenPrompts({ reason: 'There is no assistant.', principal: BOB.email }, bob);
    assert.equal((await checkGoldenPrompts({}, ada)).status, 'no-data');
  });

  it('takes no message that breaks the rule about the knowledge base', async () => {
    await harnessThat(
      root,
      `for (const m of messages) m.content = m.content.replace('(kb-74)', '(kb-9999)')`,
    );
    const before = await contentsOf(root);
    await refuses(
      recordGoldenPrompts({ reason: REASON, principal: ADA.email }, ada),
      'invalid-input',
      /kb-9999.*no entry/u,
    );
    assert.deepEqual(await contentsOf(root), before);
  });

  it('is refused to who is no signer, without a key, and without signers', async () => {
    const before = await contentsOf(root);
    const input = { reason: REASON, principal: 'eve@acme.dev' };
    await refuses(recordGoldenPrompts(input, ada), 'wrong-usage', /Nobody who may sign as eve/u);
    const keyless = { ...ada, signer: undefined };
    await refuses(recordGoldenPrompts(input, keyless), 'cannot-sign', /key/u);
    assert.deepEqual(await contentsOf(root), before);
    await forgetSigners(root);
    await refuses(
      recordGoldenPrompts({ reason: REASON, principal: ADA.email }, ada),
      'wrong-usage',
      /Nobody who may sign as ada/u,
    );
  });

  it('keeps nothing private in its reason, for it stays', async () => {
    const reason = 'Asked for by jane.doe@megacorp.io.';
    await refuses(
      recordGoldenPrompts({ reason, principal: ADA.email }, ada),
      'checks-missing',
      /email/u,
    );
  });

  it('records cases that nobody has recorded yet', async () => {
    await editGolden(root, ({ cases: [first] }) => {
      if (first) delete first.messages;
    });
    await refuses(
      recordGoldenPrompts({ reason: REASON, principal: ADA.email }, ada),
      'invalid-input',
      /Nothing is recorded/u,
    );
    await harnessThat(
      root,
      `return [{ role: 'system', content: 'P' }, { role: 'user', content: id }]`,
    );
    const done = await recordGoldenPrompts({ reason: REASON, principal: ADA.email }, ada);
    assert.ok(done.accepted.length > 5);
    assert.equal((await checkGoldenPrompts({}, ada)).status, 'pass');
    assert.deepEqual(JSON.parse(await text(root, THINK)).cases[0].messages, [
      { role: 'system', content: 'P' },
      { role: 'user', content: 'think/one hit, no code' },
    ]);
  });
});
