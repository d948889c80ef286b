// `npm run test:cluster`: mining from two ClickHouse server nodes with Distributed tables, through
// @clickhouse/client. What cannot run is a failure: it says why in one line and exits with 1.
import { startNodes } from './clickhouse/nodes.mjs';
import { ensureServer } from './clickhouse/server.mjs';
import { build, ensureNodeModules } from './host/nodeModules.mjs';
import { inRoot } from './host/paths.mjs';
import { runNode } from './host/processes.mjs';
import { explain, say, step } from './host/steps.mjs';

const TESTS = inRoot('out', 'unit', 'test', 'unit', 'cluster', 'twoNodes.js');

try {
  await ensureNodeModules();
  await build('build', '--tests');
  const command = await ensureServer();
  const nodes = await step('two ClickHouse servers', () => startNodes(command, 2));
  try {
    const mocha = inRoot('node_modules', 'mocha', 'bin', 'mocha.js');
    const env = { ...process.env, CODELUMI_CLUSTER: nodes.urls.join(' ') };
    const args = ['--enable-source-maps', mocha, '--no-config', '--timeout=60000', TESTS];
    process.exitCode = (await runNode(args, { env, show: true })).code;
  } finally {
    await nodes.stop();
  }
} catch (error) {
  say(`The cluster tests could not run: ${explain(error)}`);
  process.exitCode = 1;
}
