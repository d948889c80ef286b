import assert from 'node:assert/strict';
import { extract } from '../../../src/core/mining/extract.js';
import type { Candidate } from '../../../src/core/records/candidate.js';
import { MemoryLog } from '../support/memoryLog.js';
import { temporaryWorkspace, text } from '../support/temporaryWorkspace.js';
import { testContext } from '../support/testContext.js';

const Q = 'How do I undo the last commit?';
const A = 'Run git reset --soft HEAD~1: the commit goes, your changes stay staged.';
const OTHER = 'Use git revert for a commit that was already pushed to others.';
const PAIR = { question: Q, assistant: A };

async function mine(
  log: MemoryLog,
): Promise<{ candidates: Candidate[]; dropped: object; root: string }> {
  const root = await temporaryWorkspace({ 'userData/lumi_memory.jsonl': log.toString() });
  const { file, report } = await extract({}, testContext(root));
  const content = report.candidates.added > 0 ? await text(root, file) : '';
  const candidates = content
    .split('\n')
    .filter(Boolean)
    .map((line): Candidate => JSON.parse(line));
  return { candidates, dropped: report.rules[0]?.dropped ?? {}, root };
}

describe('positive feedback', () => {
  it('mines the exchange a button names, in every spelling', async () => {
    for (const type of ['up', 'positive', 'thumbs_up']) {
      const { candidates } = await mine(new MemoryLog().user(Q).assistant(A).button(type, PAIR));
      assert.deepEqual(
        candidates.map(({ query, assistant_output }) => [query, assistant_output]),
        [[Q, A]],
      );
    }
  });

  it('takes the nearest exchange where the button names none', async () => {
    const log = new MemoryLog()
      .user('Something else')
      .assistant(OTHER)
      .user(Q)
      .assistant(A, 'lumi')
      .button('up');
    const { candidates } = await mine(log);
    assert.deepEqual(
      candidates.map(({ query }) => query),
      [Q],
    );
  });

  it('mines nothing from negative, free-text or unknown feedback', async () => {
    for (const type of ['down', 'negative', 'thumbs_down', 'meh', '__proto__', 'constructor']) {
      const { candidates } = await mine(new MemoryLog().user(Q).assistant(A).button(type, PAIR));
      assert.deepEqual(candidates, [], type);
    }
  });

  it('believes praise in the user’s next message, about the answer before it', async () => {
    const praise = { type: 'positive_feedback', confidence: 0.9, evidence: 'thanks' };
    const log = new MemoryLog()
      .user(Q)
      .assistant(A)
      .user('Thanks! And if it is pushed?')
      .assistant(OTHER);
    const { candidates } = await mine(log.detected(OTHER, praise));
    assert.deepEqual(
      candidates.map(({ assistant_output }) => assistant_output),
      [A],
    );
  });

  it('hears praise that nobody logged a signal for, once', async () => {
    const log = new MemoryLog().user(Q).assistant(A).user('Perfect, thank you.').assistant(OTHER);
    const { candidates } = await mine(log);
    assert.deepEqual(
      candidates.map(({ assistant_output }) => assistant_output),
      [A],
    );
    assert.deepEqual(
      candidates[0]?.provenance.map(({ line, part }) => `${part} ${line}`),
      ['question 1', 'answer 2', 'signal 3'],
    );
    const praise = { type: 'positive_feedback', confidence: 0.9, evidence: 'Perfect' };
    const logged = await mine(log.detected(OTHER, praise));
    assert.equal(logged.candidates[0]?.evidence[0]?.count, 1, 'one message is one signal');
  });

  it('lets a later complaint in words cancel a thumb up', async () => {
    const log = new MemoryLog().user(Q).assistant(A).button('up', PAIR).user("hm, it doesn't work");
    assert.deepEqual((await mine(log)).dropped, { cancelled: 1 });
  });

  it('does not believe a detector that matched the assistant’s own words', async () => {
    const own = `Great question! ${A}`;
    const praise = { type: 'positive_feedback', confidence: 0.9, evidence: 'Great' };
    const { candidates, dropped } = await mine(
      new MemoryLog().user(Q).assistant(own).detected(own, praise),
    );
    assert.deepEqual(candidates, []);
    assert.deepEqual(dropped, { 'weak-signal': 1 });
  });

  it('lets a later thumb down, undo or failing test cancel it, but not one about another answer', async () => {
    const liked = () => new MemoryLog().user(Q).assistant(A).button('up', PAIR);
    const event = (type: string) => ({ type, confidence: 1, evidence: 'x' });
    assert.equal((await mine(liked().button('down', PAIR))).candidates.length, 0);
    assert.equal((await mine(liked().detected(A, event('undo')))).candidates.length, 0);
    assert.equal((await mine(liked().detected(A, event('test_fail')))).candidates.length, 0);
    assert.equal(
      (await mine(liked().pause(3_000).button('down', PAIR))).candidates.length,
      0,
      'days later',
    );
    const other = liked()
      .user('x?')
      .assistant(OTHER)
      .button('down', { question: 'x?', assistant: OTHER });
    assert.equal((await mine(other)).candidates.length, 1);
    const again = liked().button('down', PAIR).button('up', PAIR);
    assert.equal((await mine(again)).candidates.length, 1, 'the last word counts');
  });

  it('joins repeats into one candidate with all its evidence', async () => {
    const log = new MemoryLog().user(Q).assistant(A).button('up', PAIR).pause(100);
    log.user(`${Q.toUpperCase()} `).assistant(`${A} `).button('up');
    const { candidates } = await mine(log);
    assert.equal(candidates.length, 1);
    assert.deepEqual(candidates[0]?.evidence, [
      { rule: 'R1-positive-feedback', version: 2, count: 2 },
    ]);
    assert.deepEqual(
      candidates[0]?.provenance.map(({ line, part }) => `${part} ${line}`),
      ['question 1', 'answer 2', 'signal 3', 'question 4', 'answer 5', 'signal 6'],
    );
  });

  it('says why a signal became nothing', async () => {
    const { dropped } = await mine(new MemoryLog().button('up').assistant(A).button('up'));
    assert.deepEqual(dropped, { 'no-answer': 1, 'no-question': 1 });
  });

  it('does not join entries over a long pause', async () => {
    const { dropped } = await mine(new MemoryLog().user(Q).assistant(A).pause(45).button('up'));
    assert.deepEqual(dropped, { 'no-answer': 1 });
  });

  it('marks a time it had to infer', async () => {
    const log = new MemoryLog().user('before').pause(60);
    for (const entry of [
      { role: 'user', text: Q },
      { role: 'assistant', text: A },
      { role: 'signal', text: 'feedback:up', meta: { type: 'up', ...PAIR } },
    ]) {
      log.raw(JSON.stringify(entry));
    }
    const { candidates } = await mine(log);
    assert.equal(candidates[0]?.timestamp, '2026-11-01T08:01:00.000Z');
    assert.equal(candidates[0]?.metadata.timestamp_inferred, true);
  });
});
