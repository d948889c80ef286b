// Not a part of `npm test`: `npm run test:cluster` starts the servers and then this.
import assert from 'node:assert/strict';
import { appendFile, readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { JobCancelled } from '../../../src/core/errors.js';
import type { CentralLogsAddress } from '../../../src/core/ports/centralLogs.js';
import { openClickHouseLogs } from '../../../src/node/clickhouse/openClickHouseLogs.js';
import { shipLogs } from '../../../src/node/clickhouse/shipLogs.js';
import { WorkspaceFiles } from '../../../src/node/workspaceFiles.js';
import { centralLogsSuite } from '../support/centralLogsSuite.js';
import { ClickHouseCluster } from '../support/clickHouseCluster.js';
import { emptyTable, ship } from '../support/logEngine.js';
import { put, temporaryWorkspace } from '../support/temporaryWorkspace.js';
import { testContext } from '../support/testContext.js';

const urls = (process.env['CODELUMI_CLUSTER'] ?? '').split(' ').filter((url) => url !== '');
const LOG = 'userData/lumi_memory.jsonl';
/** As scripts/clickhouse/nodes.mjs sets it. */
const READER = { username: 'reader', passwordEnv: 'CODELUMI_TEST_PASSWORD' };

describe('extraction from Distributed tables on two ClickHouse servers', () => {
  let cluster: ClickHouseCluster;

  before(() => {
    assert.equal(urls.length, 2, 'Start this with `npm run test:cluster`.');
    cluster = new ClickHouseCluster(urls);
    process.env[READER.passwordEnv] = 'only-for-tests';
  });
  after(() => cluster?.stop());

  centralLogsSuite(async () => new ClickHouseCluster(urls));

  function address(table: string): CentralLogsAddress {
    return { url: cluster.url, database: 'default', table };
  }

  async function sizes(
    from: CentralLogsAddress,
    signal = new AbortController().signal,
  ): Promise<Record<string, number>> {
    return Object.fromEntries(await openClickHouseLogs(from, signal).sizes());
  }

  it('spreads logs over the nodes, each log whole on one', async () => {
    await emptyTable(cluster, 'spread');
    const files = new WorkspaceFiles('.');
    for (const name of await readdir('userData'))
      if (/\.jsonl?$/u.test(name)) await ship(cluster, 'spread', files, `userData/${name}`);
    const rows = await cluster.rowsByNode('spread');
    assert.ok(
      rows.every((count) => count > 0),
      `rows by node: ${rows.join(', ')}`,
    );
  });

  it('is sent what a log has gained, and nothing twice', async () => {
    await emptyTable(cluster, 'shipped');
    const sample = await readFile(LOG);
    const root = await temporaryWorkspace({ [LOG]: sample.subarray(0, 100_000) });
    const shipped = () => shipLogs(testContext(root), address('shipped'), [LOG], 'alice/');
    const file = `alice/${LOG}`;
    const unended = 100_000 - (sample.lastIndexOf('\n', 99_999) + 1);
    assert.ok(unended > 0);
    assert.deepEqual(await shipped(), [{ file, bytes: 100_000 }]);
    await appendFile(join(root, LOG), sample.subarray(100_000));
    assert.deepEqual(await shipped(), [{ file, bytes: sample.length - 100_000 + unended }]);
    assert.deepEqual(await sizes(address('shipped')), { [file]: sample.length });
    assert.equal(
      (await shipped())[0]?.bytes,
      sample.at(-1) === 10 ? 0 : sample.length - sample.lastIndexOf('\n') - 1,
    );
    const logs = openClickHouseLogs(address('shipped'), new AbortController().signal);
    const pieces: Buffer[] = [];
    let at = 0;
    for await (const lines of logs.lines(file, { start: 0, end: sample.length })) {
      for (const { byteOffset, bytes, isEnded } of lines) {
        if (byteOffset < at) continue;
        pieces.push(bytes, Buffer.from(isEnded ? '\n' : ''));
        at = byteOffset + bytes.length + Number(isEnded);
      }
    }
    assert.ok(Buffer.concat(pieces).equals(sample));
    await put(root, LOG, 'rotated\n');
    await assert.rejects(shipped(), { reason: 'changed-meanwhile' });
  });

  it('lets a user read who may not write', async () => {
    await emptyTable(cluster, 'read');
    await ship(cluster, 'read', new WorkspaceFiles('.'), LOG);
    assert.ok(((await sizes({ ...address('read'), ...READER }))[LOG] ?? 0) > 0);
  });

  it('says what is wrong with the server, the table or the password', async () => {
    await cluster.execute('CREATE TABLE other (file String) ENGINE = Memory');
    await assert.rejects(sizes(address('nowhere')), {
      reason: 'not-found',
      message: /has no table default\.nowhere\. Create it/u,
    });
    await assert.rejects(sizes(address('other')), {
      reason: 'invalid-input',
      message: /has other columns/u,
    });
    process.env['CODELUMI_WRONG_PASSWORD'] = 'wrong';
    const wrong = { ...READER, passwordEnv: 'CODELUMI_WRONG_PASSWORD' };
    await assert.rejects(sizes({ ...address('spread'), ...wrong }), {
      reason: 'not-readable',
      message: /does not let the user reader read/u,
    });
  });

  it('stops when it is told to, and not as an error', async () => {
    const cancel = new AbortController();
    const asked = sizes(address('spread'), cancel.signal);
    cancel.abort();
    await assert.rejects(asked, JobCancelled);
  });
});
