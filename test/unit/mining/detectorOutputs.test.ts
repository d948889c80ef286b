import assert from 'node:assert/strict';
import * as fc from 'fast-check';
import { DetectorOutputs } from '../../../src/core/mining/detectorOutputs.js';
import { ratedAnswers, ratedQuestion, ratedText } from '../../../src/core/mining/ratedAnswer.js';
import type { MemoryEntry } from '../../../src/core/records/memoryEntry.js';
import { temporaryWorkspace } from '../support/temporaryWorkspace.js';
import { testContext } from '../support/testContext.js';

function entry(role: string, time: number | undefined): MemoryEntry {
  const position = { file: role, line: 1, byteOffset: 0, byteLength: 1 };
  return { role, text: '', meta: {}, time, position };
}

function merged(
  conversation: readonly MemoryEntry[],
  outputs: DetectorOutputs | readonly MemoryEntry[],
): MemoryEntry[] {
  const all = outputs instanceof DetectorOutputs ? outputs : new DetectorOutputs(outputs);
  const feed = all.after(undefined);
  return [...conversation.flatMap((each) => [...feed.before(each), each]), ...feed.rest()];
}

describe('a detector’s outputs in a file of their own', () => {
  it('come before the first entry that is later', () => {
    const conversation = [10, undefined, 30, 30, 50].map((time) => entry('user', time));
    const outputs = [5, 30, 31, 60].map((time) => entry('signal', time));
    assert.deepEqual(
      merged(conversation, outputs).map(({ role, time }) => `${role} ${time}`),
      [
        'signal 5',
        'user 10',
        'user undefined',
        'user 30',
        'user 30',
        'signal 30',
        'signal 31',
        'user 50',
        'signal 60',
      ],
    );
  });

  it('neither lose nor repeat anything, and leave the conversation as it is', async () => {
    const times = fc.array(fc.option(fc.nat(100), { nil: undefined }), { maxLength: 30 });
    await fc.assert(
      fc.asyncProperty(times, times, async (conversation, outputs) => {
        const said = conversation.map((time) => entry('user', time));
        const found = outputs.map((time) => entry('signal', time));
        const all = merged(said, found);
        assert.deepEqual(
          all.filter(({ role }) => role === 'user'),
          said,
        );
        const put = all.filter(({ role }) => role === 'signal');
        assert.deepEqual(new Set(put), new Set(found));
        assert.equal(put.length, found.length);
      }),
    );
  });

  it('are left out where the conversation holds the same', () => {
    const of = (time: number, ...types: string[]) => ({
      ...entry('signal', time),
      meta: { signals: types.map((type) => ({ type, evidence: 'thanks' })) },
    });
    const conversation = [of(10, 'approval', 'undo'), entry('user', 50), of(60, 'undo')];
    const outputs = [of(10, 'undo'), of(10, 'undo', 'test_fail'), of(11, 'undo'), of(60, 'undo')];
    assert.deepEqual(
      merged(conversation, outputs).map(({ time }) => time),
      [10, 10, 11, 50, 60],
    );
  });

  it('are weighed as if they stood in the conversation', async () => {
    const answer = 'Open the settings, go to Advanced and press Reset.';
    const signal = { type: 'positive_feedback', confidence: 0.9, evidence: 'thanks' };
    const root = await temporaryWorkspace({
      'signals.jsonl': `${JSON.stringify({ signals: [signal], source: 'think', t: 35 })}\n`,
    });
    const conversation = [
      { ...entry('user', 10), text: 'How do I reset it?' },
      { ...entry('assistant', 20), text: answer },
      { ...entry('user', 30), text: 'thanks, that worked' },
      { ...entry('user', 40), text: 'And how do I back it up?' },
    ];
    const outputs = await DetectorOutputs.read(testContext(root), ['signals.jsonl']);
    const entries = merged(conversation, outputs);
    const rated = ratedAnswers({ entries, timeBefore: undefined });
    assert.deepEqual(
      rated.map((rating) => [
        [ratedQuestion(rating), ratedText(rating), rating.polarity, rating.strong],
        rating.signalEntry.position.file,
      ]),
      [[['How do I reset it?', answer, 'positive', true], 'signals.jsonl']],
    );
    assert.deepEqual(
      outputs.tallies.map(({ report }) => report.records),
      [1],
    );
  });
});
