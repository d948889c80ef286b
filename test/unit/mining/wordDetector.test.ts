import assert from 'node:assert/strict';
import { detectWords } from '../../../src/core/mining/wordDetector.js';

function polarity(message: string): string {
  return detectWords(message)?.polarity ?? 'none';
}

describe('detectWords', () => {
  it('hears praise', () => {
    for (const message of [
      'thanks!',
      'Thank you so much, that cleared it up',
      'Perfect. And how do I undo it again?',
      'ok that fixed it',
      'exactly what I was looking for',
      'works like a charm :)',
      'Super, danke dir!',
    ]) {
      assert.equal(polarity(message), 'positive', message);
    }
  });

  it('hears complaints, also behind a thank-you', () => {
    for (const message of [
      "that doesn't work",
      'It does not really help.',
      'thanks, but it still fails',
      'not what I asked for',
      'Wrong, there is no such flag.',
      "that's incorrect",
      'das funktioniert nicht',
    ]) {
      assert.equal(polarity(message), 'negative', message);
    }
  });

  it('hears nothing in questions and ordinary talk', () => {
    for (const message of [
      'What works perfectly with Node 20?',
      'How do I write a great answer template?',
      'Is this the perfect place for a cache?',
      'How do I say thanks in the changelog?',
      'Why is the worked example in chapter 2 failing?',
      'no idea how to start a container',
      'right click menu in vs code',
      'yes, go ahead',
      '',
    ]) {
      assert.equal(polarity(message), 'none', message);
    }
  });

  it('looks only at the beginning, in linear time', () => {
    assert.equal(polarity(`${'Please look at the log. '.repeat(20)} thanks`), 'none');
    const started = process.cpuUsage();
    for (const hostile of [
      'thank '.repeat(200_000),
      'does '.repeat(200_000),
      'x'.repeat(1_000_000),
    ])
      detectWords(hostile);
    assert.ok(process.cpuUsage(started).user < 1_000_000);
  });
});
