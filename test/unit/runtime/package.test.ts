import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { mkdir, readFile, stat, symlink } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { minimatch } from 'minimatch';
import { flagsText } from '../../../src/core/registry/split/flagsDocument.js';
import { FLAGS_FILE } from '../../../src/core/workspace/paths.js';
import type * as api from '../../../src/runtime/api.js';
import * as provider from '../../../src/runtime/openfeature.js';
import type * as providerApi from '../../../src/runtime/providerApi.js';
import * as runtime from '../../../src/runtime/runtime.js';
import { STABLE } from '../support/splitSamples.js';
import { temporaryWorkspace } from '../support/temporaryWorkspace.js';

const run = promisify(execFile);

// The declarations are written by hand; the compiler holds what they declare against what there is.
const RUNTIME: typeof api = runtime;
const PROVIDER: typeof providerApi = provider;

const MODULES = ['runtime', 'openfeature'];
const LIMIT_BYTES = 10_240;

describe('what an assistant imports', () => {
  it('is had by the name of the package, as an ES module and by require', async () => {
    const require = createRequire(import.meta.url);
    const workspace = await temporaryWorkspace({ [FLAGS_FILE]: flagsText({ stable: STABLE }, 1) });
    for (const [name, declared] of [
      ['runtime', RUNTIME],
      ['openfeature', PROVIDER],
    ] as const) {
      const path = `codelumi-pipeline/${name}`;
      const exported = Object.keys(declared).sort();
      assert.deepEqual(Object.keys(await import(path)).sort(), exported);
      assert.deepEqual(Object.keys(require(path)).sort(), exported);
    }
    const required: typeof api = require('codelumi-pipeline/runtime');
    const resolution = await required.openDeployments({ workspace }).resolve();
    assert.equal(resolution?.deploymentId, STABLE.deploymentId);
  });

  it('is smaller than 10 kB and needs nothing but Node', async () => {
    for (const name of MODULES) {
      for (const extension of ['js', 'cjs']) {
        const file = `dist/runtime/${name}.${extension}`;
        assert.ok((await stat(file)).size < LIMIT_BYTES, file);
        const code = await readFile(file, 'utf8');
        const imported = [...code.matchAll(/(?:from ?|require\()"([^"]+)"/gu)];
        for (const [, module = ''] of imported) assert.match(module, /^node:/u, file);
      }
    }
  });

  it('is declared for TypeScript, for both kinds of modules', async function () {
    this.timeout(120_000);
    const project = await temporaryWorkspace({
      'package.json': '{"type":"module"}',
      'module.ts': CONSUMER,
      'common.cts': CONSUMER,
    });
    await mkdir(join(project, 'node_modules'));
    await symlink(process.cwd(), join(project, 'node_modules/codelumi-pipeline'), 'junction');
    const tsc = join(process.cwd(), 'node_modules/typescript/bin/tsc');
    const options = ['--noEmit', '--strict', '--module', 'nodenext', '--types', ''];
    const files = ['module.ts', 'common.cts'].map((file) => join(project, file));
    await run(process.execPath, [tsc, ...options, ...files], { cwd: project });
  });

  it('is not in the VSIX', async () => {
    const rules = (await readFile('.vscodeignore', 'utf8')).split('\n');
    const shipped = rules.flatMap((rule) => (rule.startsWith('!') ? [rule.slice(1)] : []));
    assert.ok(shipped.length > 0);
    for (const name of MODULES) {
      for (const extension of ['js', 'cjs', 'd.ts', 'd.cts']) {
        const file = `dist/runtime/${name}.${extension}`;
        const by = shipped.filter((pattern) => minimatch(file, pattern, { dot: true }));
        assert.deepEqual(by, []);
      }
    }
  });
});

const CONSUMER = `
import { CodelumiProvider } from 'codelumi-pipeline/openfeature';
import { openDeployments, targetingKey, type Resolution } from 'codelumi-pipeline/runtime';

export async function answer(query: string, user: string): Promise<string> {
  const deployments = openDeployments({ workspace: '.' });
  const resolution: Resolution | undefined = await deployments.resolve({ user });
  if (resolution === undefined) return deployments.problem?.remedy ?? 'nothing deployed';
  const [first] = (await deployments.loadKnowledge(resolution)) ?? [];
  const hits = first === undefined ? [] : [{ id: first.id, title: first.q }];
  await deployments.logExposure(resolution, { query, source: 'kbContext', hits, scores: [1] });
  const key: string | undefined = targetingKey({ user });
  const provider = new CodelumiProvider(deployments);
  const details = await provider.resolveObjectEvaluation('codelumi.deployment', {}, key === undefined ? {} : { targetingKey: key });
  // @ts-expect-error There is no such variant.
  if (resolution.variant === 'other') return '';
  return first?.a ?? details.variant;
}
`;
