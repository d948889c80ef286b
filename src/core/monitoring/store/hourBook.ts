import { compareBytes } from '../../records/byteOrder.js';
import { addLines } from './addLines.js';
import { dayIn, hourOf } from './hour.js';
import type { HourRow } from './hourRow.js';
import type { Session } from './session.js';

/** Of an hour, the first that come: a busier hour is drawn from its beginning. */
const MOST_VALUES = 2_000;
const MOST_HITS = 200;
/** Longer ids are none of ours. */
const LONGEST_ID = 200;
/** What the rest of the hits is counted as. */
export const OTHER_HITS = 'other';

/** A session that is over, the log it stands in, and what reranker its deployment has. */
export interface CountedSession {
  readonly session: Session;
  readonly file: string;
  readonly reranker: string | null;
}

/** Rows by hour, those of a day loaded when they are needed. */
export class HourBook {
  readonly #load: (day: string) => Promise<readonly HourRow[]>;
  readonly #days = new Map<string, Map<string, HourRow>>();
  /** Rows that were added or changed, by their keys. */
  readonly #changed = new Map<string, HourRow>();

  /** @param load what is known of a day */
  constructor(load: (day: string) => Promise<readonly HourRow[]>) {
    this.#load = load;
  }

  /** Days of which a row was added or changed. */
  get days(): ReadonlySet<string> {
    return new Set(this.changed.map(({ hour }) => dayIn(hour)));
  }

  get changed(): HourRow[] {
    return [...this.#changed.values()];
  }

  /** Everything that is known of a day, in order. */
  async rowsOf(day: string): Promise<HourRow[]> {
    return inOrder([...(await this.#day(day)).values()]);
  }

  async add({ session, file, reranker }: CountedSession): Promise<void> {
    const { deployment, scored, top, margin, hit, latency, first, final } = session;
    const row = await this.#row({ hour: hourOf(session.begin), deployment, reranker, scored });
    row.sessions += 1;
    row.searches += session.searches;
    row.zero_hits += Number(session.zero_hit);
    row.negative += Number(session.negative);
    row.positive += Number(session.positive);
    row.errors += Number(session.failed);
    pushValue(row.top, top);
    pushValue(row.margin, margin);
    pushValue(row.latency, latency);
    if (hit !== null) countHit(row.hits, hit, 1);
    addLines(row.lines, { file, first, last: final });
  }

  /** Adds what was counted of the same hour before. */
  async merge(counted: HourRow): Promise<void> {
    const row = await this.#row(counted);
    for (const name of COUNTS) row[name] += counted[name];
    for (const name of VALUES) for (const value of counted[name]) pushValue(row[name], value);
    for (const [id, count] of Object.entries(counted.hits)) countHit(row.hits, id, count);
    for (const stretch of counted.lines) addLines(row.lines, stretch);
  }

  async #row(key: Pick<HourRow, KeyName>): Promise<HourRow> {
    const day = await this.#day(dayIn(key.hour));
    const name = rowKey(key);
    const row = day.get(name) ?? emptyRow(key);
    day.set(name, row);
    this.#changed.set(name, row);
    return row;
  }

  async #day(day: string): Promise<Map<string, HourRow>> {
    const known = this.#days.get(day);
    if (known !== undefined) return known;
    const rows = new Map<string, HourRow>();
    for (const row of await this.#load(day)) rows.set(rowKey(row), structuredClone(row));
    this.#days.set(day, rows);
    return rows;
  }
}

const KEYS = ['hour', 'deployment', 'reranker', 'scored'] as const;
type KeyName = (typeof KEYS)[number];
const COUNTS = ['searches', 'sessions', 'zero_hits', 'negative', 'positive', 'errors'] as const;
const VALUES = ['top', 'margin', 'latency'] as const;

export function rowKey(row: Pick<HourRow, KeyName>): string {
  return JSON.stringify(KEYS.map((name) => row[name]));
}

/** By hour, then deployment, reranker and kind of scores; the values of each ascending, its hits by id. */
export function inOrder(rows: readonly HourRow[]): HourRow[] {
  const keyed = rows.map((row) => ({ key: rowKey(row), row }));
  return keyed
    .sort((a, b) => compareBytes(a.key, b.key))
    .map(({ row }) => ({
      ...row,
      top: row.top.toSorted((a, b) => a - b),
      margin: row.margin.toSorted((a, b) => a - b),
      hits: Object.fromEntries(Object.entries(row.hits).sort(([a], [b]) => compareBytes(a, b))),
      latency: row.latency.toSorted((a, b) => a - b),
      lines: row.lines.toSorted((a, b) => compareBytes(a.file, b.file)),
    }));
}

function emptyRow({ hour, deployment, reranker, scored }: Pick<HourRow, KeyName>): HourRow {
  return {
    ...{ hour, deployment, reranker, scored, searches: 0, sessions: 0, zero_hits: 0 },
    ...{ negative: 0, positive: 0, errors: 0, top: [], margin: [], hits: {}, latency: [] },
    lines: [],
  };
}

function pushValue(values: number[], value: number | null): void {
  if (value !== null && values.length < MOST_VALUES) values.push(value);
}

function countHit(hits: Record<string, number>, id: string, count: number): void {
  // A schema of records passes over this name, and JSON does not.
  const isUsable = id.length <= LONGEST_ID && id !== '__proto__';
  const isKnown = isUsable && Object.hasOwn(hits, id);
  const isNamed = isKnown || (isUsable && Object.keys(hits).length < MOST_HITS);
  const name = isNamed ? id : OTHER_HITS;
  hits[name] = (Object.hasOwn(hits, name) ? (hits[name] ?? 0) : 0) + count;
}
