import { Readable } from 'node:stream';
import { type ClickHouseClient, createClient } from '@clickhouse/client';
import { openClickHouseLogs } from '../../../src/node/clickhouse/openClickHouseLogs.js';
import { tableDefinition } from '../../../src/node/clickhouse/tableDefinition.js';
import type { LogEngine } from './logEngine.js';

/** Server nodes that know each other as the cluster `codelumi`; logs lie in Distributed tables. */
export class ClickHouseCluster implements LogEngine {
  readonly database = 'default';
  readonly url: string;
  readonly #nodes: readonly ClickHouseClient[];

  /** @param urls of the nodes; statements and queries go to the first */
  constructor(urls: readonly string[]) {
    const [url = ''] = urls;
    this.url = url;
    this.#nodes = urls.map((each) => createClient({ url: each, request_timeout: 60_000 }));
  }

  readonly open: LogEngine['open'] = (address, signal) =>
    openClickHouseLogs({ ...address, url: this.url }, signal);

  async execute(sql: string): Promise<void> {
    await this.#nodes[0]?.command({ query: sql });
  }

  async insert(table: string, columns: readonly string[], rows: Buffer): Promise<void> {
    const query = `INSERT INTO ${table} (${columns.join(', ')}) FORMAT TabSeparated`;
    const values = Readable.from([rows], { objectMode: false });
    const answer = await this.#nodes[0]?.exec({ query, values });
    answer?.stream.resume();
  }

  async createTable(table: string): Promise<void> {
    const shard = `${table}_shard`;
    for (const node of this.#nodes) {
      for (const each of [table, shard])
        await node.command({ query: `DROP TABLE IF EXISTS ${each}` });
      await node.command({ query: tableDefinition('default', shard) });
      await node.command({
        query: `CREATE TABLE ${table} AS ${shard} ENGINE = Distributed(codelumi, default, ${shard}, cityHash64(file))`,
      });
    }
  }

  /** How many rows each node holds. */
  async rowsByNode(table: string): Promise<number[]> {
    const counts: number[] = [];
    for (const node of this.#nodes) {
      const query = `SELECT count() AS rows FROM ${table}_shard`;
      const answer = await node.query({ query, format: 'JSONEachRow' });
      const [row] = await answer.json<{ rows: string }>();
      counts.push(Number(row?.rows));
    }
    return counts;
  }

  async stop(): Promise<void> {
    await Promise.all(this.#nodes.map((node) => node.close()));
  }
}
