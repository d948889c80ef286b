import fc from 'fast-check';

/** One way in which the product is tormented, many times over. */
export interface Torment {
  readonly name: string;
  /** How many cases of a reader of lines take as long as one of these. */
  readonly cost: number;
  /** Tries cases until there are enough, or the time is over. A case that breaks does not end it. */
  readonly run: (limits: Limits) => Promise<Outcome>;
}

interface TormentOf<Case> extends Pick<Torment, 'name' | 'cost'> {
  readonly cases: fc.Arbitrary<Case>;
  /** What is made once, before the first case. */
  readonly prepare: () => Promise<Trial<Case>>;
}

/**
 * Tries one case.
 * @returns how many records had to be there afterwards, and were
 * @throws Lost, or whatever broke
 */
export type Trial<Case> = (given: Case) => Promise<number>;

/** Records that had to be there and were not. */
export class Lost extends Error {
  readonly records: number;

  constructor(records: number, message: string) {
    super(message);
    this.name = 'Lost';
    this.records = records;
  }
}

export interface Complaint {
  readonly message: string;
  /** The first case that it came of. */
  readonly given: string;
}

export interface Outcome {
  readonly name: string;
  readonly cases: number;
  /** Records that were looked for and found. */
  readonly held: number;
  readonly lost: number;
  /** One of each kind. */
  readonly complaints: readonly Complaint[];
  readonly seconds: number;
}

export interface Limits {
  readonly seed: number;
  readonly cases: number;
  /** How long, once it is prepared; nothing new is begun afterwards. */
  readonly milliseconds?: number;
  /** Told before each case. */
  readonly onCase?: (name: string, number: number) => void;
}

const BATCH = 50;
const MOST_COMPLAINTS = 20;
/** Of processor time, for one case; those that hang take for ever. */
const LONGEST_MS = 30_000;

export function torment<Case>(of: TormentOf<Case>): Torment {
  const { name, cost } = of;
  return { name, cost, run: (limits) => run(of, limits) };
}

async function run<Case>(torment: TormentOf<Case>, limits: Limits): Promise<Outcome> {
  const { name } = torment;
  const started = Date.now();
  const trial = await torment.prepare();
  const until = Date.now() + (limits.milliseconds ?? Number.POSITIVE_INFINITY);
  const complaints = new Map<string, Complaint>();
  const count = { cases: 0, held: 0, lost: 0 };
  for (const given of casesOf(torment.cases, limits)) {
    if (count.cases > 0 && Date.now() > until) break;
    count.cases += 1;
    limits.onCase?.(name, count.cases);
    try {
      count.held += await inTime(trial, given);
    } catch (error) {
      count.lost += error instanceof Lost ? error.records : 0;
      const message = kindOf(error);
      if (complaints.size < MOST_COMPLAINTS && !complaints.has(message))
        complaints.set(message, { message: wordsOf(error), given: fc.stringify(given) });
    }
  }
  const seconds = (Date.now() - started) / 1_000;
  return { name, ...count, complaints: [...complaints.values()], seconds };
}

/** A few at a time: thousands may not fit into memory. */
function* casesOf<Case>(cases: fc.Arbitrary<Case>, { seed, cases: wanted }: Limits) {
  for (let from = 0; from < wanted; from += BATCH)
    yield* fc.sample(cases, { seed: seed + from, numRuns: Math.min(BATCH, wanted - from) });
}

async function inTime<Case>(trial: Trial<Case>, given: Case): Promise<number> {
  const before = process.cpuUsage();
  const held = await trial(given);
  const { user } = process.cpuUsage(before);
  if (user / 1_000 > LONGEST_MS) throw new Error(`One case took ${(user / 1e6).toFixed(1)} s.`);
  return held;
}

function wordsOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  const because = error.cause === undefined ? '' : `\n  because of ${wordsOf(error.cause)}`;
  return `${error.cause === undefined ? (error.stack ?? error.message) : error.message}${because}`;
}

/** What is the same of two errors that come of one fault: message and place of the first cause, without what differs. */
function kindOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  if (error.cause !== undefined) return kindOf(error.cause);
  const where = (error.stack ?? '').split('\n').find((line) => line.trim().startsWith('at '));
  const message = `${error.name} ${error.message}`.replaceAll(/[0-9a-f]{6,}|\d+/gu, '#');
  return `${message.slice(0, 160)} ${where}`;
}
