import assert from 'node:assert/strict';
import fc from 'fast-check';
import { countTokens as countWhole } from 'gpt-tokenizer/encoding/cl100k_base';
import { countTokens } from '../../../src/core/retrieval/tokenCounts.js';

async function tokensOf(text: string): Promise<number> {
  return (await countTokens({ query: '', assistant_output: text })).assistant_output;
}

describe('token counts', () => {
  it('are those of the named encoding', async () => {
    assert.deepEqual(await countTokens({ query: 'hello world', assistant_output: '' }), {
      encoding: 'cl100k_base',
      query: 2,
      assistant_output: 0,
    });
    assert.equal(await tokensOf('tiktoken is great!'), 6); // OpenAI's cookbook counts so.
    assert.equal(await tokensOf('お誕生日おめでとう'), 9);
  });

  it('take control tokens in a log for text', async () => {
    assert.ok((await tokensOf('<|endoftext|>')) > 3);
  });

  it('are what the library counts in texts of ordinary words', async () => {
    const word = fc.string({ unit: 'grapheme-composite', minLength: 1, maxLength: 60 });
    await fc.assert(
      fc.asyncProperty(fc.array(word, { maxLength: 60 }), async (words) => {
        const text = words.join(' ');
        fc.pre(!text.includes('<|'));
        assert.equal(await tokensOf(text), countWhole(text));
      }),
      { seed: 2, numRuns: 200 },
    );
  });

  it('come in time that grows with the text, whatever it is made of', async () => {
    // Counted whole, each of these would take minutes.
    for (const unit of ['a', '_', ' ', '漢', '👩‍👩‍👧', '\n']) {
      const run = unit.repeat(400_000 / unit.length);
      const [all, half] = [await tokensOf(run), await tokensOf(run.slice(0, run.length / 2))];
      assert.ok(Math.abs(all / half - 2) < 0.05, `${unit}: ${half}, ${all}`);
    }
  });
});
