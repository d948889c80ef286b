import assert from 'node:assert/strict';
import fc from 'fast-check';
import {
  type Agreement,
  cohenKappa,
  fleissKappa,
  type NoAgreement,
} from '../../../src/core/statistics/kappa.js';

type Pair = readonly [string, string];

/** A table of two raters: how often the first said the row and the second the column. */
function pairsOf(table: readonly (readonly number[])[]): Pair[] {
  return table.flatMap((row, one) =>
    row.flatMap((count, two) => Array.from({ length: count }, (): Pair => [`${one}`, `${two}`])),
  );
}

/** One row an item: how many raters said each category. */
function itemsOf(table: readonly (readonly number[])[]): string[][] {
  return table.map((row) =>
    row.flatMap((count, category) => Array.from({ length: count }, () => `${category}`)),
  );
}

function computed(found: Agreement | NoAgreement): Agreement {
  assert.ok(typeof found === 'object', String(found));
  return found;
}

function near(actual: number | null | undefined, wanted: number, digits = 1e-9): void {
  assert.ok(Math.abs((actual ?? Number.NaN) - wanted) < digits, `${actual} is not ${wanted}`);
}

/** Two raters of nineteen items, for whom SAS PROC FREQ prints a kappa of 0.4842 (0.2137 to 0.7547). */
const SAS_TABLE = [
  [0, 4, 1],
  [0, 8, 0],
  [0, 1, 5],
];

/** Fleiss 1971, table 1: thirty patients, each diagnosed by six psychiatrists; a digit is a diagnosis. */
const DIAGNOSES =
  '444444 222555 233335 555555 222444 113333 333355 113334 114444 555555 144444 124444 222333 144444 ' +
  '224445 333335 111455 111112 224444 133555 555555 244444 224555 114444 144445 222224 111155 224444 ' +
  '133333 555555';

/** The worked example of Wikipedia's article on Fleiss' kappa: ten items, fourteen raters, five categories. */
const WORKED = [
  [0, 0, 0, 0, 14],
  [0, 2, 6, 4, 2],
  [0, 0, 3, 5, 6],
  [0, 3, 9, 2, 0],
  [2, 2, 8, 1, 1],
  [7, 7, 0, 0, 0],
  [3, 2, 6, 3, 0],
  [2, 5, 3, 2, 2],
  [6, 5, 2, 1, 0],
  [0, 2, 2, 3, 7],
];

describe("Cohen's kappa", () => {
  it('is what SAS gives, with its standard error and limits', () => {
    const { n, kappa, standardError, interval } = computed(cohenKappa(pairsOf(SAS_TABLE)));
    assert.equal(n, 19);
    near(kappa, 0.4842, 5e-5);
    near(standardError, 0.138, 5e-5);
    near(interval?.[0], 0.2137, 5e-5);
    near(interval?.[1], 0.7547, 5e-5);
  });

  it('is what the textbook gives: 0.7 observed, 0.5 expected, 0.4', () => {
    const { observed, expected, kappa } = computed(
      cohenKappa(
        pairsOf([
          [20, 5],
          [10, 15],
        ]),
      ),
    );
    near(observed, 0.7);
    near(expected, 0.5);
    near(kappa, 0.4);
  });

  it('says when there is nothing to measure', () => {
    assert.equal(cohenKappa([]), 'no-items');
    assert.equal(
      cohenKappa([
        ['accept', 'accept'],
        ['accept', 'accept'],
      ]),
      'one-category',
    );
    assert.equal(computed(cohenKappa([['accept', 'reject']])).standardError, null);
  });

  const ratings = fc.array(fc.tuple(word(), word()), { minLength: 2, maxLength: 60 });

  it('is the same whoever is the first, and its limits hold it', () => {
    fc.assert(
      fc.property(ratings, (pairs) => {
        const found = cohenKappa(pairs);
        const turned = cohenKappa(pairs.map(([one, two]) => [two, one]));
        if (typeof found === 'string') return assert.equal(turned, found);
        near(computed(turned).kappa, found.kappa);
        near(computed(turned).standardError, found.standardError ?? Number.NaN);
        const [low, high] = found.interval ?? [Number.NaN, Number.NaN];
        return assert.ok(-1 <= low && low <= found.kappa && found.kappa <= high && high <= 1);
      }),
    );
  });

  it('is 1 exactly where both always say the same', () => {
    fc.assert(
      fc.property(ratings, (pairs) => {
        const found = cohenKappa(pairs);
        if (typeof found === 'string') return;
        const same = pairs.every(([one, two]) => one === two);
        assert.equal(Math.abs(found.kappa - 1) < 1e-9, same);
      }),
    );
  });
});

describe("Fleiss' kappa", () => {
  it('is what R gives for the data of Fleiss 1971', () => {
    const items = DIAGNOSES.split(' ').map((digits) => [...digits]);
    const { n, ratings, kappa } = computed(fleissKappa(items));
    assert.deepEqual([n, ratings], [30, 6]);
    near(kappa, 0.4302445, 5e-8);
  });

  it('is what the worked example gives: 0.378 observed, 0.213 expected, 0.210', () => {
    const { observed, expected, kappa } = computed(fleissKappa(itemsOf(WORKED)));
    near(observed, 0.378, 5e-4);
    near(expected, 0.213, 5e-4);
    near(kappa, 0.21, 5e-4);
  });

  it('has the standard error that leaving out each item in turn gives', () => {
    const items = itemsOf(WORKED);
    const left = items.map(
      (_, out) => computed(fleissKappa(items.filter((_, at) => at !== out))).kappa,
    );
    const mean = left.reduce((sum, each) => sum + each, 0) / left.length;
    const squares = left.reduce((sum, each) => sum + (each - mean) ** 2, 0);
    const { standardError } = computed(fleissKappa(items));
    near(standardError, Math.sqrt((squares * (items.length - 1)) / items.length));
  });

  it('says when there is nothing to measure', () => {
    assert.equal(fleissKappa([]), 'no-items');
    assert.equal(fleissKappa([['accept']]), 'one-rating');
    assert.equal(fleissKappa([['accept', 'reject'], ['accept']]), 'unequal-ratings');
    assert.equal(fleissKappa([['accept', 'accept']]), 'one-category');
  });

  it('does not ask who rated what', () => {
    const table = fc.array(fc.array(word(), { minLength: 3, maxLength: 3 }), { minLength: 1 });
    fc.assert(
      fc.property(table, (items) => {
        const turned = items.map((item) => [...item].reverse());
        const [found, again] = [fleissKappa(items), fleissKappa(turned)];
        if (typeof found === 'string') assert.equal(again, found);
        else near(computed(again).kappa, found.kappa);
      }),
    );
  });
});

function word(): fc.Arbitrary<string> {
  return fc.constantFrom('accept', 'reject', 'flag');
}
