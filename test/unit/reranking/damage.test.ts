import assert from 'node:assert/strict';
import fc from 'fast-check';
import { CodelumiError } from '../../../src/core/errors.js';
import { loadReranker } from '../../../src/core/reranking/loadReranker.js';
import { OPCODES } from '../../../src/core/reranking/pickle/pickleOpcodes.js';
import { answerAlone } from '../../../src/core/reranking/reranker.js';
import { filesHolding } from '../support/memoryChunks.js';
import { fixture } from './rerankerFixtures.js';

/** Every way of writing there is. */
const FILES = [
  'sklearn-1.2.1/plain',
  'sklearn-1.2.1/gzip',
  'sklearn-1.2.1/protocol-2',
  'sklearn-1.2.1/plain-pickle-2',
  'sklearn-1.2.1/plain-pickle-5',
  'sklearn-1.2.1/unaligned',
  'sklearn-1.2.1/diagonal-idf',
  'sklearn-1.9.1/stop-words-english',
];
const RUNS_A_FILE = 1000;

const place = fc.double({ min: 0, max: 1, noNaN: true, maxExcluded: true });
const bytes = fc.oneof(
  fc.uint8Array({ maxLength: 12 }),
  fc.constantFrom(...Object.values(OPCODES)).map((opcode) => Uint8Array.of(opcode)),
);
/** Replaces `cut` bytes, `place` of the way through, by others. */
interface Damage {
  readonly place: number;
  readonly cut: number;
  readonly bytes: Uint8Array;
}

const damage: fc.Arbitrary<Damage> = fc.record({
  place,
  cut: fc.constantFrom(0, 1, 1, 2, 7, 100),
  bytes,
});

function damaged(content: Uint8Array, { place, cut, bytes }: Damage): Uint8Array {
  const at = Math.floor(place * content.length);
  return Buffer.concat([content.subarray(0, at), bytes, content.subarray(at + cut)]);
}

/** Either it is refused with a typed error, or it still gives scores. */
async function assertReadOrRefused(content: Uint8Array): Promise<boolean> {
  try {
    const reranker = await loadReranker(filesHolding(content));
    const scores = await reranker?.score(
      'reset the settings',
      ['open settings', 'x² Σ', ''].map(answerAlone),
    );
    assert.equal(scores?.length, 3);
    assert.ok(
      scores.every((score) => score >= 0 && score <= 1),
      String(scores),
    );
    return true;
  } catch (error) {
    if (!(error instanceof CodelumiError)) throw error;
    assert.equal(error.reason, 'invalid-input');
    return false;
  }
}

describe('a damaged reranker', () => {
  for (const file of FILES) {
    it(`is refused or still scores, and never breaks its reader: ${file}`, async () => {
      const content = await fixture(file);
      const property = fc.asyncProperty(
        fc.array(damage, { minLength: 1, maxLength: 3 }),
        async (damages) => {
          await assertReadOrRefused(damages.reduce(damaged, content));
        },
      );
      await fc.assert(property, { numRuns: RUNS_A_FILE });
    });
  }

  it('is refused wherever it is cut', async () => {
    const content = await fixture('sklearn-1.2.1/plain');
    for (let length = 0; length < content.length; length++) {
      assert.equal(await assertReadOrRefused(content.subarray(0, length)), false, `${length}`);
    }
  });

  it('is refused with anything behind its end', async () => {
    const content = await fixture('sklearn-1.2.1/plain');
    assert.equal(await assertReadOrRefused(Buffer.concat([content, Buffer.from('.')])), false);
  });
});
