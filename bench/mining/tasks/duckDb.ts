import { createRequire } from 'node:module';
import { resolve } from 'node:path';

/** Where `npm` puts it: a folder of its own, outside of the project's dependencies. */
export const DUCKDB_FOLDER = resolve('out/bench/duckdb');
export const DUCKDB_PACKAGE = '@duckdb/node-api@1.5.6-r.1';

interface DuckDb {
  readonly DuckDBInstance: {
    create(path: string): Promise<{
      connect(): Promise<{
        runAndReadAll(sql: string): Promise<{ getRows(): unknown[][] }>;
      }>;
    }>;
  };
}

const READ = 'ignore_errors = true, maximum_object_size = 16777216';

/**
 * The same lines read and aggregated: entries and characters by role, ratings by kind, and uses, distinct
 * queries and the last use of every entry of the knowledge base. Less than our rules look at.
 */
export async function duckDb(memory: string, uses: string): Promise<{ readonly rows: number }> {
  const load = createRequire(`${DUCKDB_FOLDER}/package.json`);
  const { DuckDBInstance } = load('@duckdb/node-api') as DuckDb;
  const connection = await (await DuckDBInstance.create(':memory:')).connect();
  const entries = `read_ndjson('${quoted(memory)}', columns = {role: 'VARCHAR', text: 'VARCHAR', meta: 'JSON', t: 'BIGINT'}, ${READ})`;
  const searches = `read_ndjson('${quoted(uses)}', columns = {ts: 'BIGINT', query: 'VARCHAR', hits: 'STRUCT(id VARCHAR, title VARCHAR)[]'}, ${READ})`;
  let rows = 0;
  for (const sql of [
    `SELECT role, meta->>'type' AS kind, count(*), sum(length(text)), max(t) FROM ${entries} GROUP BY ALL`,
    `SELECT hits[1].id AS id, count(*), count(DISTINCT query), max(ts) FROM ${searches} GROUP BY ALL`,
  ])
    rows += (await connection.runAndReadAll(sql)).getRows().length;
  return { rows };
}

function quoted(path: string): string {
  return path.replaceAll("'", "''");
}
