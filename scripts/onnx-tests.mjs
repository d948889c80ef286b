// `npm run test:onnx`: a cross-encoder in the runtime that really runs such models, the npm package onnxruntime-node. It
// is no dependency of ours (290 MB): it is installed into .onnx-runtime/ when it is not there, or in the folder that
// CODELUMI_ONNX_RUNTIME names. What cannot run is a failure: it says why in one line and exits with 1.
import { existsSync } from 'node:fs';
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { build, ensureNodeModules } from './host/nodeModules.mjs';
import { inRoot } from './host/paths.mjs';
import { runNode, runNpm } from './host/processes.mjs';
import { explain, say, step, Trouble, tail } from './host/steps.mjs';

const PACKAGE = 'onnxruntime-node@1.30.0';
const TESTS = inRoot('out', 'unit', 'test', 'unit', 'reranking', 'onnx', 'realRuntime.js');

/** Without its install script, which would fetch what runs on graphics cards. */
async function install(folder) {
  await mkdir(folder, { recursive: true });
  await writeFile(join(folder, 'package.json'), '{"private":true}\n');
  const { code, output } = await runNpm(['install', '--ignore-scripts', PACKAGE], { cwd: folder });
  if (code !== 0) throw new Trouble(`npm install failed:\n${tail(output)}`);
}

try {
  await ensureNodeModules();
  await build('build', '--tests');
  const folder = process.env.CODELUMI_ONNX_RUNTIME ?? inRoot('.onnx-runtime');
  if (!existsSync(join(folder, 'node_modules', 'onnxruntime-node')))
    await step(`installing ${PACKAGE}`, () => install(folder));
  const mocha = inRoot('node_modules', 'mocha', 'bin', 'mocha.js');
  const env = { ...process.env, CODELUMI_ONNX_RUNTIME: folder };
  const args = ['--enable-source-maps', mocha, '--no-config', '--timeout=60000', TESTS];
  process.exitCode = (await runNode(args, { env, show: true })).code;
} catch (error) {
  say(`The tests of ONNX models could not run: ${explain(error)}`);
  process.exitCode = 1;
}
