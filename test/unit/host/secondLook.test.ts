import { strict as assert } from 'node:assert';
import { resolve } from 'node:path';
import { pathToFileURL } from 'node:url';

type FileCounts = Record<string, { passed: number; failed: string[] }>;

interface SecondLook {
  withSecondLook(
    run: (only?: string[]) => Promise<FileCounts>,
    tell: (words: string) => void,
  ): Promise<{ passed: number; failed: number; titles: string[] }>;
}

const SOUND = { passed: 2, failed: [] };

describe('a second look at files of tests that failed', () => {
  let look: SecondLook;
  before(async () => {
    const file = pathToFileURL(resolve('scripts/host/secondLook.mjs')).href;
    look = (await import(file)) as SecondLook;
  });

  /** @param runs what each run comes to */
  async function sumAfter(...runs: (FileCounts | Error)[]) {
    const asked: (string[] | undefined)[] = [];
    const told: string[] = [];
    const run = async (only?: string[]) => {
      asked.push(only);
      const counts = runs[asked.length - 1];
      if (counts === undefined || counts instanceof Error) throw counts ?? new Error('Ran again.');
      return counts;
    };
    const sum = await look.withSecondLook(run, (words) => told.push(words));
    return { sum, asked, told };
  }

  it('is not taken where nothing failed', async () => {
    const { sum, asked } = await sumAfter({ a: SOUND, b: SOUND });
    assert.deepEqual(
      { sum, asked },
      { sum: { passed: 4, failed: 0, titles: [] }, asked: [undefined] },
    );
  });

  it('counts what the file came to when it ran again, and nothing else anew', async () => {
    const failing = { passed: 1, failed: ['a is late'] };
    const { sum, asked, told } = await sumAfter({ a: failing, b: SOUND }, { a: SOUND });
    assert.match(told.join('\n'), /Failed at first, passed when its file ran again: a is late/u);
    assert.deepEqual(sum, { passed: 4, failed: 0, titles: [] });
    assert.deepEqual(asked, [undefined, ['a']]);
  });

  it('leaves failed what fails again, whatever else does, and names it', async () => {
    const first = { a: { passed: 1, failed: ['one'] }, b: SOUND };
    const { sum } = await sumAfter(first, { a: { passed: 0, failed: ['one', 'two'] } });
    assert.deepEqual(sum, { passed: 2, failed: 2, titles: ['one', 'two'] });
  });

  it('keeps the first count where the second look ended early', async () => {
    const first = { a: { passed: 1, failed: ['one'] } };
    const sum = { passed: 1, failed: 1, titles: ['one'] };
    assert.deepEqual((await sumAfter(first, new Error('gone'))).sum, sum);
    assert.deepEqual((await sumAfter(first, {})).sum, sum);
  });

  it('is not taken where much failed', async () => {
    const failing = { passed: 0, failed: ['x'] };
    const { sum, asked } = await sumAfter({
      a: failing,
      b: failing,
      c: failing,
      d: failing,
      e: failing,
    });
    const { passed, failed } = sum;
    assert.deepEqual({ passed, failed, runs: asked.length }, { passed: 0, failed: 5, runs: 1 });
  });
});
