import assert from 'node:assert/strict';
import { createServer } from 'node:net';
import { openClickHouseLogs } from '../../../../src/node/clickhouse/openClickHouseLogs.js';

const TABLE = { database: 'default', table: 'codelumi_lines' };

async function closedPort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  await new Promise((resolve) => server.close(resolve));
  return typeof address === 'object' ? (address?.port ?? 0) : 0;
}

describe('opening logs in ClickHouse', () => {
  const { signal } = new AbortController();

  it('says that no server answers', async () => {
    const url = `http://127.0.0.1:${await closedPort()}`;
    await assert.rejects(openClickHouseLogs({ ...TABLE, url }, signal).sizes(), {
      reason: 'not-readable',
      message: `The ClickHouse server at ${url} cannot be reached. See whether it runs, or correct sources.clickhouse.url in .codelumi/config.json.`,
    });
  });

  it('says which environment variable should hold the password', async () => {
    const logs = openClickHouseLogs(
      { ...TABLE, url: 'http://127.0.0.1:1', passwordEnv: 'CODELUMI_NOT_SET' },
      signal,
    );
    await assert.rejects(logs.sizes(), {
      reason: 'invalid-input',
      message: /CODELUMI_NOT_SET that should hold the ClickHouse password is not set/u,
    });
  });
});
