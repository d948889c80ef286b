import { mkdtemp, rm } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { ClickHouseLogs, type RunQuery } from '../../../src/node/clickhouse/clickHouseLogs.js';
import type { LogEngine } from './logEngine.js';

const PIECE = 64 * 1024;

/** What is used here of the package chdb. */
interface Session {
  queryAsync(sql: string, options?: { format: string }): Promise<{ bytes(): Uint8Array }>;
  insert(rows: {
    table: string;
    columns: readonly string[];
    values: Buffer;
    format: 'TabSeparated';
  }): Promise<unknown>;
  cleanup(): void;
}

/** Installs it where it is missing; throws where it cannot be had. */
async function openSession(folder: string): Promise<Session> {
  const installer = pathToFileURL(join(process.cwd(), 'scripts/clickhouse/chdb.mjs')).href;
  const { ensureChdb }: { ensureChdb: () => Promise<string> } = await import(installer);
  const chdb: { Session: new (folder: string) => Session } = createRequire(import.meta.url)(
    await ensureChdb(),
  );
  return new chdb.Session(folder);
}

/** ClickHouse inside of this process; it takes one session at a time. */
export class EmbeddedClickHouse implements LogEngine {
  readonly database = 'logs';
  readonly sent = { bytes: 0, queries: 0 };
  readonly #session: Session;
  readonly #folder: string;

  private constructor(session: Session, folder: string) {
    this.#session = session;
    this.#folder = folder;
  }

  static async start(): Promise<EmbeddedClickHouse> {
    const folder = await mkdtemp(join(tmpdir(), 'codelumi-clickhouse-'));
    const engine = new EmbeddedClickHouse(await openSession(folder), folder);
    await engine.execute('CREATE DATABASE logs');
    return engine;
  }

  readonly open: LogEngine['open'] = (address) => new ClickHouseLogs(this.#run, address);

  async execute(sql: string): Promise<void> {
    await this.#session.queryAsync(sql);
  }

  async insert(table: string, columns: readonly string[], rows: Buffer): Promise<void> {
    const target = `${this.database}.${table}`;
    await this.#session.insert({ table: target, columns, values: rows, format: 'TabSeparated' });
  }

  async stop(): Promise<void> {
    this.#session.cleanup();
    await rm(this.#folder, { recursive: true, force: true });
  }

  readonly #run: RunQuery = (sql) => this.#answerTo(sql);

  /** In pieces like a network's, so that values lie across their borders. */
  async *#answerTo(sql: string): AsyncGenerator<Uint8Array> {
    const answer = await this.#session.queryAsync(sql, { format: 'RowBinary' });
    const bytes = answer.bytes();
    this.sent.queries += 1;
    this.sent.bytes += bytes.length;
    for (let at = 0; at < bytes.length; at += PIECE) yield bytes.subarray(at, at + PIECE);
  }
}
