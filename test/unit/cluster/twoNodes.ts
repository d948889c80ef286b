// Not a part of `npm test`: `npm run test:cluster` starts the servers and then this.
import assert from 'node:assert/strict';
import { readdir } from 'node:fs/promises';
import { WorkspaceFiles } from '../../../src/node/workspaceFiles.js';
import { centralLogsSuite } from '../support/centralLogsSuite.js';
import { ClickHouseCluster } from '../support/clickHouseCluster.js';
import { emptyTable, ship } from '../support/logEngine.js';

const urls = (process.env['CODELUMI_CLUSTER'] ?? '').split(' ').filter((url) => url !== '');

describe('extraction from Distributed tables on two ClickHouse servers', () => {
  before(() => assert.equal(urls.length, 2, 'Start this with `npm run test:cluster`.'));

  centralLogsSuite(async () => new ClickHouseCluster(urls));

  it('spreads logs over the nodes, each log whole on one', async () => {
    const cluster = new ClickHouseCluster(urls);
    await emptyTable(cluster, 'spread');
    const files = new WorkspaceFiles('.');
    for (const name of await readdir('userData'))
      if (/\.jsonl?$/u.test(name)) await ship(cluster, 'spread', files, `userData/${name}`);
    const rows = await cluster.rowsByNode('spread');
    await cluster.stop();
    assert.ok(
      rows.every((count) => count > 0),
      `rows by node: ${rows.join(', ')}`,
    );
  });
});
