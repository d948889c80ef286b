import { SeededRandom } from '../../src/core/statistics/seededRandom.js';

/** What changes on `day`; each is 0 or 1 where nothing does. */
export interface Change {
  readonly day: number;
  /** Added to the logit of every score. */
  readonly logit: number;
  /** Times the usual share of conversations with negative feedback. */
  readonly negative: number;
  /** Share of conversations that are about entries which were rarely asked for before. */
  readonly mix: number;
}

export const NO_CHANGE: Change = { day: Number.POSITIVE_INFINITY, logit: 0, negative: 1, mix: 0 };

/** A conversation: its first search counts, and its other rows repeat it. */
export interface Conversation {
  readonly top: number;
  readonly margin: number;
  readonly hit: string;
  readonly isZeroHit: boolean;
  readonly isNegative: boolean;
  readonly isError: boolean;
  readonly latency: number;
  /** Top scores of all of its rows, the first included. */
  readonly rows: readonly number[];
}

const ENTRIES = 60;
const WEEKDAY = 60;
const WEEKEND = 20;
/** Deviations of logits: of conversations, of rows within one, and of days. */
const OF_CONVERSATION = 0.9;
const OF_ROW = 0.45;
const OF_DAY = 0.05;
const NEGATIVE = 0.06;
const ZERO_HITS = 0.08;
const ERRORS = 0.01;

/** Days of made-up conversations: fewer at weekends, several rows each that resemble one another, days that differ a little. */
export function* history(seed: number, change: Change, days: number): Generator<Conversation[]> {
  const random = new SeededRandom(seed);
  for (let day = 0; day < days; day += 1) {
    const usual = day % 7 < 5 ? WEEKDAY : WEEKEND;
    const count = Math.max(Math.round(usual + Math.sqrt(usual) * normal(random)), 1);
    const isChanged = day >= change.day;
    const ofDay = OF_DAY * normal(random) + (isChanged ? change.logit : 0);
    yield Array.from({ length: count }, () =>
      conversation(random, ofDay, isChanged ? change : NO_CHANGE),
    );
  }
}

function conversation(
  random: SeededRandom,
  ofDay: number,
  { negative, mix }: Change,
): Conversation {
  const logit = 0.5 + ofDay + OF_CONVERSATION * normal(random);
  const length = 1 + Math.floor(Math.log(1 - uniform(random)) / Math.log(1 - 0.4));
  const rows = Array.from({ length }, () => sigmoid(logit + OF_ROW * normal(random)));
  const rank = zipf(random);
  const isElsewhere = uniform(random) < mix;
  return {
    top: rows[0] ?? 0,
    margin: Math.abs(0.15 * normal(random)) * (rows[0] ?? 0),
    hit: `kb-${isElsewhere ? ENTRIES - rank : rank}`,
    isZeroHit: uniform(random) < ZERO_HITS,
    isNegative: uniform(random) < NEGATIVE * negative,
    isError: uniform(random) < ERRORS,
    latency: Math.exp(5 + 0.5 * normal(random)),
    rows,
  };
}

/** 1 is the most frequent. */
function zipf(random: SeededRandom): number {
  return Math.min(Math.floor(ENTRIES ** uniform(random)), ENTRIES - 1);
}

function sigmoid(logit: number): number {
  return 1 / (1 + Math.exp(-logit));
}

function uniform(random: SeededRandom): number {
  return random.bits() / 2 ** 32;
}

/** Box and Muller 1958. */
function normal(random: SeededRandom): number {
  const radius = Math.sqrt(-2 * Math.log(1 - uniform(random)));
  return radius * Math.cos(2 * Math.PI * uniform(random));
}
