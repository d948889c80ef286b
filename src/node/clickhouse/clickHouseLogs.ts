import { CodelumiError } from '../../core/errors.js';
import type {
  CentralLogs,
  StoredEntry,
  StoredLine,
  StoredSearches,
} from '../../core/ports/centralLogs.js';
import type { ByteRange } from '../../core/ports/files.js';
import {
  entriesQuery,
  lineStartQuery,
  linesAtQuery,
  linesQuery,
  searchesQuery,
  sizesQuery,
} from './queries.js';
import { type ReadRow, type RowBinaryCursor, rowsOf } from './rowBinary.js';
import { named } from './sqlText.js';

/** Runs a query and streams what it gives, in RowBinary. */
export type RunQuery = (sql: string) => AsyncIterable<Uint8Array>;

/** So much of a log at a time, so that neither side has to hold more. */
const WINDOW_BYTES = 32 * 1024 * 1024;
/** Servers read no more than 256 KiB of a statement. */
const MOST_OFFSETS = 5_000;

/** Logs in a table of ClickHouse; docs/scale.md has its definition. */
export class ClickHouseLogs implements CentralLogs {
  readonly #run: RunQuery;
  readonly #table: string;

  constructor(run: RunQuery, { database, table }: { database: string; table: string }) {
    this.#run = run;
    this.#table = named(database, table);
  }

  async sizes(): Promise<ReadonlyMap<string, number>> {
    const sizes = new Map<string, number>();
    const row = (from: RowBinaryCursor) => [from.string().toString('utf8'), from.uint64()] as const;
    for await (const rows of this.#rows(sizesQuery(this.#table), row))
      for (const [file, size] of rows) sizes.set(file, size);
    return sizes;
  }

  lines(file: string, range: ByteRange): AsyncGenerator<StoredLine[]> {
    return this.#windows(range, (part) => linesQuery(this.#table, file, part), lineRow);
  }

  async *linesAt(file: string, byteOffsets: readonly number[]): AsyncGenerator<StoredLine[]> {
    for (let at = 0; at < byteOffsets.length; at += MOST_OFFSETS) {
      const part = byteOffsets.slice(at, at + MOST_OFFSETS);
      yield* this.#rows(linesAtQuery(this.#table, file, part), lineRow);
    }
  }

  async lineStart(file: string, byte: number): Promise<number> {
    let start = 0;
    const query = lineStartQuery(this.#table, file, byte);
    for await (const rows of this.#rows(query, (from) => from.uint64())) start = rows[0] ?? 0;
    return start;
  }

  entries(file: string, range: ByteRange): AsyncGenerator<(StoredEntry | StoredLine)[]> {
    return this.#windows(range, (part) => entriesQuery(this.#table, file, part), entryRow);
  }

  /** One stretch is one batch: only when all groups are there is it known which line comes first. */
  async *searches(file: string, range: ByteRange): AsyncGenerator<StoredSearches[]> {
    for (const part of windowsOf(range)) {
      const groups: StoredSearches[] = [];
      for await (const rows of this.#rows(searchesQuery(this.#table, file, part), searchesRow))
        groups.push(...rows);
      yield groups;
    }
  }

  async *#windows<Row>(
    range: ByteRange,
    query: (range: ByteRange) => string,
    readRow: ReadRow<Row>,
  ): AsyncGenerator<Row[]> {
    for (const part of windowsOf(range)) yield* this.#rows(query(part), readRow);
  }

  #rows<Row>(query: string, readRow: ReadRow<Row>): AsyncGenerator<Row[]> {
    return rowsOf(this.#run(query), readRow, cutShort);
  }
}

function* windowsOf({ start, end }: ByteRange): Generator<ByteRange> {
  for (let at = start; at < end; at += WINDOW_BYTES)
    yield { start: at, end: Math.min(end, at + WINDOW_BYTES) };
}

function lineRow(from: RowBinaryCursor): StoredLine {
  const [line, byteOffset, isEnded] = [from.uint64(), from.uint64(), from.uint8() === 1];
  const bytes = from.string();
  return { line, byteOffset, isEnded, byteLength: bytes.length, bytes };
}

function entryRow(from: RowBinaryCursor): StoredEntry | StoredLine {
  const [line, byteOffset, isEnded] = [from.uint64(), from.uint64(), from.uint8() === 1];
  const byteLength = from.uint64();
  const [role, time] = [from.string().toString('latin1'), from.uint64()];
  const [endsInReturn, bytes] = [from.uint8() === 1, from.string()];
  const place = { line, byteOffset, isEnded, byteLength };
  if (role === '') return { ...place, bytes };
  return { ...place, role, time: time === 0 ? undefined : time, endsInReturn };
}

function searchesRow(from: RowBinaryCursor): StoredSearches {
  const [isTimed, isEnded, bytes] = [from.uint8() === 1, from.uint8() === 1, from.string()];
  const lines = from.array(() => ({
    line: from.uint64(),
    byteOffset: from.uint64(),
    time: from.uint64(),
  }));
  return { isTimed, isEnded, bytes, lines };
}

/** An answer that ends in the middle of a row. */
export function cutShort(): CodelumiError {
  return new CodelumiError({
    reason: 'not-readable',
    what: 'The answer of the ClickHouse server broke off',
    remedy: "Run it again; if it stays so, the server's log says why.",
  });
}
