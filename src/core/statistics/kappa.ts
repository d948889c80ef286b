/** How far raters agree beyond what chance alone would give. */
export interface Agreement {
  readonly kind: 'cohen' | 'fleiss';
  /** Items that were rated. */
  readonly n: number;
  /** Ratings of each item. */
  readonly ratings: number;
  /** Share of pairs of ratings of one item that are the same, 0 to 1. */
  readonly observed: number;
  /** The same share if everybody had rated at random, each with the frequencies that were seen. */
  readonly expected: number;
  /** 1: always the same; 0: as chance would have it; below 0: less than that. */
  readonly kappa: number;
  /** Standard error of `kappa`; null where too few items say nothing about it. */
  readonly standardError: number | null;
  /** Ends of its 95 % confidence interval, within -1 and 1; null where there is no standard error. */
  readonly interval: readonly [low: number, high: number] | null;
}

/** Why there is no figure. */
export type NoAgreement = 'no-items' | 'one-category' | 'unequal-ratings' | 'one-rating';

/** Two-sided 95 % of the standard normal distribution. */
const Z_95 = 1.959963984540054;

/**
 * Cohen's kappa of two raters: Cohen 1960, "A coefficient of agreement for nominal scales". Its standard error is
 * the asymptotic one for a kappa that is not 0: Fleiss, Cohen and Everitt 1969, "Large sample standard errors of
 * kappa and weighted kappa", equation 13.
 *
 * @param pairs what the first and the second rater said of each item
 */
export function cohenKappa(
  pairs: readonly (readonly [first: string, second: string])[],
): Agreement | NoAgreement {
  const n = pairs.length;
  if (n === 0) return 'no-items';
  const categories = [...new Set(pairs.flat())];
  const share = (fits: (pair: readonly [string, string]) => boolean) =>
    pairs.filter(fits).length / n;
  const first = new Map(categories.map((each) => [each, share(([one]) => one === each)]));
  const second = new Map(categories.map((each) => [each, share(([, two]) => two === each)]));
  const sum = (of: (category: string) => number) =>
    categories.reduce((total, each) => total + of(each), 0);
  const observed = share(([one, two]) => one === two);
  const expected = sum((each) => (first.get(each) ?? 0) * (second.get(each) ?? 0));
  if (isOne(expected)) return 'one-category';
  const kappa = (observed - expected) / (1 - expected);

  const margins = (category: string) => (first.get(category) ?? 0) + (second.get(category) ?? 0);
  const cell = (one: string, two: string) => share((pair) => pair[0] === one && pair[1] === two);
  const onDiagonal = sum((each) => cell(each, each) * (1 - margins(each) * (1 - kappa)) ** 2);
  const beside = sum((one) =>
    sum((two) =>
      one === two ? 0 : cell(one, two) * ((second.get(one) ?? 0) + (first.get(two) ?? 0)) ** 2,
    ),
  );
  const constant = (kappa - expected * (1 - kappa)) ** 2;
  const variance = (onDiagonal + (1 - kappa) ** 2 * beside - constant) / (n * (1 - expected) ** 2);
  const standardError = n < 2 ? null : Math.sqrt(Math.max(variance, 0));
  const found = { kind: 'cohen', n, ratings: 2, observed, expected, kappa, standardError } as const;
  return { ...found, interval: intervalOf(kappa, standardError) };
}

/**
 * Fleiss' kappa for three or more raters, each item rated equally often by whichever of them: Fleiss 1971, "Measuring
 * nominal scale agreement among many raters". The standard error is that of the jackknife over the items (Efron and
 * Stein 1981, "The jackknife estimate of variance"): the one that Fleiss gives holds for a kappa of 0 alone.
 *
 * @param items the ratings of each item, in any order
 */
export function fleissKappa(items: readonly (readonly string[])[]): Agreement | NoAgreement {
  const [one] = items;
  if (one === undefined) return 'no-items';
  const ratings = one.length;
  if (items.some(({ length }) => length !== ratings)) return 'unequal-ratings';
  if (ratings < 2) return 'one-rating';
  const table = new FleissTable(items);
  const whole = table.without(undefined);
  if (whole === undefined) return 'one-category';
  const standardError = jackknifeError(items, table);
  const { observed, expected, kappa } = whole;
  const found = { kind: 'fleiss', n: items.length, ratings, observed, expected, kappa } as const;
  return { ...found, standardError, interval: intervalOf(kappa, standardError) };
}

/** Sums over all items, from which one item can be taken out again without counting the others anew. */
class FleissTable {
  readonly #items: number;
  readonly #ratings: number;
  /** Of all ratings, by category. */
  readonly #totals = new Map<string, number>();
  /** Of the share of equal pairs of each item. */
  #agreement = 0;

  constructor(items: readonly (readonly string[])[]) {
    this.#items = items.length;
    this.#ratings = items[0]?.length ?? 0;
    for (const item of items) {
      for (const category of item)
        this.#totals.set(category, (this.#totals.get(category) ?? 0) + 1);
      this.#agreement += equalPairs(item);
    }
  }

  /** undefined where only one category is left, for which chance gives full agreement. */
  without(
    item: readonly string[] | undefined,
  ): { observed: number; expected: number; kappa: number } | undefined {
    const n = this.#items - (item === undefined ? 0 : 1);
    const observed = (this.#agreement - (item === undefined ? 0 : equalPairs(item))) / n;
    let expected = 0;
    for (const [category, total] of this.#totals) {
      const gone = item?.filter((each) => each === category).length ?? 0;
      expected += ((total - gone) / (n * this.#ratings)) ** 2;
    }
    if (isOne(expected)) return undefined;
    return { observed, expected, kappa: (observed - expected) / (1 - expected) };
  }
}

/** Of the pairs of ratings of one item, the share that are the same. */
function equalPairs(item: readonly string[]): number {
  const counts = new Map<string, number>();
  for (const category of item) counts.set(category, (counts.get(category) ?? 0) + 1);
  let equal = 0;
  for (const count of counts.values()) equal += count * (count - 1);
  return equal / (item.length * (item.length - 1));
}

/** null where leaving one item out leaves nothing to measure. */
function jackknifeError(items: readonly (readonly string[])[], table: FleissTable): number | null {
  const n = items.length;
  if (n < 2) return null;
  const left: number[] = [];
  for (const item of items) {
    const kappa = table.without(item)?.kappa;
    if (kappa === undefined) return null;
    left.push(kappa);
  }
  const mean = left.reduce((sum, each) => sum + each, 0) / n;
  const squares = left.reduce((sum, each) => sum + (each - mean) ** 2, 0);
  return Math.sqrt(((n - 1) / n) * squares);
}

function intervalOf(kappa: number, standardError: number | null): readonly [number, number] | null {
  if (standardError === null) return null;
  const half = Z_95 * standardError;
  return [Math.max(kappa - half, -1), Math.min(kappa + half, 1)];
}

/** Sums of shares are 1 up to rounding. */
function isOne(share: number): boolean {
  return 1 - share < 1e-12;
}
