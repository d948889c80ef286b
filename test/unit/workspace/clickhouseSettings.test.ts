import assert from 'node:assert/strict';
import { configSchema } from '../../../src/core/workspace/configSchema.js';

function isTaken(clickhouse: object): boolean {
  return configSchema.safeParse({ sources: { clickhouse } }).success;
}

describe('the settings of a table of logs', () => {
  it('go over TLS, or to this machine', () => {
    assert.ok(isTaken({ url: 'https://clickhouse.example:8443' }));
    assert.ok(isTaken({ url: 'http://localhost:8123' }));
    assert.ok(isTaken({ url: 'http://[::1]:8123/' }));
    for (const url of [
      'http://clickhouse.example:8123',
      'http://localhost.example',
      'http://localhost:8123@example.org',
      'https://user:pass@clickhouse.example',
      'https://clickhouse.example/?password=x',
      'file:///etc/passwd',
    ])
      assert.equal(isTaken({ url }), false, url);
  });

  it('hold no password, and can send no other secret of the environment', () => {
    const url = 'https://clickhouse.example';
    assert.ok(isTaken({ url, username: 'miner', passwordEnv: 'CODELUMI_CLICKHOUSE_PASSWORD' }));
    assert.equal(isTaken({ url, passwordEnv: 'AWS_SECRET_ACCESS_KEY' }), false);
    assert.equal(isTaken({ url, password: 'x' }), false);
  });
});
