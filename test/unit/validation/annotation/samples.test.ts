import assert from 'node:assert/strict';
import fc from 'fast-check';
import { CodelumiError } from '../../../../src/core/errors.js';
import { cohenKappa } from '../../../../src/core/statistics/kappa.js';
import { weightedKappa } from '../../../../src/core/statistics/weightedKappa.js';
import {
  type Grade,
  grade,
  takeBack,
  ungraded,
} from '../../../../src/core/validation/annotation/annotations.js';
import { drawSample } from '../../../../src/core/validation/annotation/drawSample.js';
import { readSample } from '../../../../src/core/validation/annotation/sample.js';
import { sampleStatus } from '../../../../src/core/validation/annotation/sampleStatus.js';
import {
  ANNOTATED_FILE,
  readAnnotated,
} from '../../../../src/core/validation/holdout/annotated.js';
import { put, temporaryWorkspace, text } from '../../support/temporaryWorkspace.js';
import { testContext } from '../../support/testContext.js';

const THINGS = ['cache', 'proxy', 'branch', 'socket', 'cursor', 'thread', 'buffer', 'bundle'];
const LEAKED = 'how is the branch of the tool cleared';
const PRIVATE = 'clear the socket of jane.doe@brightforge.com';

function lines(records: readonly object[]): string {
  return records.map((record) => `${JSON.stringify(record)}\n`).join('');
}

async function workspace(): Promise<string> {
  const entries = THINGS.flatMap((thing, at) =>
    ['clear', 'fill', 'show'].map((verb, of) => ({
      id: `kb-${at}-${of}`,
      q: `How do I ${verb} the ${thing} of the tool?`,
      a: `Open the page of the ${thing} and press ${verb}; the tool does the rest by itself.`,
    })),
  );
  const asked = [
    ...THINGS.flatMap((thing) => [`${thing} tool`, `clear ${thing}`, `fill the ${thing} page`]),
    LEAKED,
    PRIVATE,
    'nothing syllables',
  ];
  const log = [...asked, ...asked].map((query, at) => ({
    ts: 1_769_147_483_624 + at,
    query,
    source: 'kbContext',
    hits: [],
  }));
  return temporaryWorkspace({
    'training/kb.jsonl': lines(entries),
    'userData/kb_usage.jsonl': `${lines(log)}{"torn`,
    'training/eval/holdout.jsonl': lines([{ query: LEAKED, relevant: [{ id: 'kb-2-0' }] }]),
  });
}

describe('a sample to be graded', () => {
  it('is drawn alike from every stratum, the same for the same seed, and from no forbidden query', async () => {
    const root = await workspace();
    const context = testContext(root);
    const drawn = await drawSample({ size: 36 }, context);
    assert.deepEqual(drawn.leftOut, { evaluation: 1, private: 1 });
    assert.equal(drawn.pairs, 36);
    const counts = Object.values(drawn.strata);
    // Four bands of ranks, three thirds of scores, as far as there are pairs of each.
    assert.ok(counts.length > 8 && Math.max(...counts) < 6, JSON.stringify(drawn.strata));
    const { lines: pairs, faults } = await readSample(context, drawn.name);
    assert.deepEqual(faults, []);
    for (const { value } of pairs) {
      assert.notEqual(value.query, LEAKED);
      assert.notEqual(value.query, PRIVATE);
      assert.match(value.candidate, /the tool does the rest/u);
    }
    // What is graded one after the other must not tell its rank.
    const ranks = pairs.map(({ value }) => value.rank);
    assert.notDeepEqual(
      ranks,
      ranks.toSorted((a, b) => a - b),
    );
    const again = await drawSample({ size: 36, name: 'again' }, context);
    assert.equal(await text(root, again.file), await text(root, drawn.file));
    const other = await drawSample({ size: 36, seed: 2 }, context);
    assert.notEqual(other.name, drawn.name);
    assert.notEqual(await text(root, other.file), await text(root, drawn.file));
  });

  it('has a plain name that is free, and a size that can be', async () => {
    const context = testContext(await workspace());
    await drawSample({ size: 3, name: 'a' }, context);
    for (const input of [
      { size: 3, name: 'a' },
      { size: 3, name: '../a' },
      { size: 0 },
      { size: 1.5 },
    ])
      await assert.rejects(
        drawSample(input, context),
        (error) => error instanceof CodelumiError && error.reason === 'wrong-usage',
      );
    await put(context.files.root, 'userData/kb_usage.jsonl', '');
    await assert.rejects(
      drawSample({ size: 3 }, context),
      (error) => error instanceof CodelumiError && error.reason === 'not-found',
    );
  });

  it('is graded pair by pair, resumed, and taken back without touching what others wrote', async () => {
    const root = await workspace();
    const context = testContext(root);
    const { name } = await drawSample({ size: 4 }, context);
    // A line that is no UTF-8, and one without its end.
    const others = Buffer.concat([
      Buffer.from([0x7b, 0xff, 0x0a]),
      Buffer.from('{"query":"q","candidate":"c","label":3,"annotator":"Bo"}'),
    ]);
    await put(root, ANNOTATED_FILE, others);
    const pairs = (await readSample(context, name)).lines.map(({ value }) => value);
    const [first, second] = pairs;
    assert.ok(first !== undefined && second !== undefined);
    assert.equal(await grade(context, first, 2, 'Ada'), true);
    assert.equal(await grade(context, first, 3, 'Ada'), false);
    assert.equal(await grade(context, second, 0, 'Ada'), true);
    assert.equal(await grade(context, first, 1, 'Bo'), true);
    const annotated = async () => (await readAnnotated(context)).lines.map(({ value }) => value);
    assert.deepEqual(ungraded(pairs, await annotated(), 'Ada'), pairs.slice(2));
    assert.deepEqual(ungraded(pairs, await annotated(), 'Bo'), pairs.slice(1));
    await takeBack(context, second, 'Ada');
    assert.deepEqual(ungraded(pairs, await annotated(), 'Ada'), pairs.slice(1));
    await assert.rejects(takeBack(context, second, 'Ada'), /no grade of yours/u);
    await takeBack(context, first, 'Ada');
    await takeBack(context, first, 'Bo');
    const bytes = await context.files.read(ANNOTATED_FILE);
    assert.deepEqual(Buffer.from(bytes), Buffer.concat([others, Buffer.from('\n')]));
  });

  it('tells how far it is and how far its annotators agree', async () => {
    const context = testContext(await workspace());
    const { name } = await drawSample({ size: 8 }, context);
    const pairs = (await readSample(context, name)).lines.map(({ value }) => value);
    for (const [at, pair] of pairs.entries()) {
      await grade(context, pair, (at % 4) as Grade, 'Ada');
      if (at < 6) await grade(context, pair, (at === 5 ? 3 : at % 4) as Grade, 'Bo');
    }
    const status = await sampleStatus({}, context);
    assert.deepEqual(status.samples, [{ name, pairs: 8, graded: { Ada: 8, Bo: 6 } }]);
    const [agreement] = status.agreements;
    assert.deepEqual(agreement?.annotators, ['Ada', 'Bo']);
    assert.equal(agreement?.n, 6);
    assert.equal(agreement?.same, 5 / 6);
    // Ada 0 1 2 3 0 1, Bo 0 1 2 3 0 3: observed 4 / 6, expected 102 / 36 by hand.
    assert.ok(Math.abs((agreement?.agreement?.kappa ?? 0) - (1 - 4 / 6 / (102 / 36))) < 1e-12);
  });
});

describe('weighted kappa', () => {
  it('is Cohen’s kappa where there are two grades', () => {
    const rating = fc.tuple(fc.integer({ min: 0, max: 1 }), fc.integer({ min: 0, max: 1 }));
    fc.assert(
      fc.property(fc.array(rating, { minLength: 2, maxLength: 40 }), (pairs) => {
        const plain = cohenKappa(pairs.map(([a, b]) => [`${a}`, `${b}`] as const));
        const weighted = weightedKappa(pairs);
        if (typeof plain === 'string') assert.equal(weighted, undefined);
        else assert.ok(Math.abs((weighted?.kappa ?? Number.NaN) - plain.kappa) < 1e-9);
      }),
    );
  });

  it('is 1 for the same grades, and less the further they are apart', () => {
    const same = [0, 1, 2, 3].map((each) => [each, each] as const);
    assert.equal(weightedKappa(same)?.kappa, 1);
    const near = weightedKappa([...same, [0, 1]])?.kappa ?? Number.NaN;
    const far = weightedKappa([...same, [0, 3]])?.kappa ?? Number.NaN;
    assert.ok(far < near && near < 1);
    assert.equal(weightedKappa([]), undefined);
    assert.equal(weightedKappa([[2, 2]]), undefined);
  });
});
