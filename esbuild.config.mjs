// Builds every bundle of the project:
//   dist/extension.cjs   the VS Code extension; the rest of it is read when it is first needed
//   dist/review.worker.cjs  the queue and the decisions, off the host thread
//   dist/chunks/         what those two load, parts of it both
//   dist/codelumi.cjs    the command line, and in other roles the threads of jobs and the trainer (src/cli/codelumi.ts);
//                        one file, so that it can be put anywhere alone
//   dist/part.worker.cjs  one of these threads by itself, so that it begins sooner
//   dist/review.js, dist/dashboard.js, dist/annotation.js  the pages (browser)
//   dist/runtime/        what an assistant imports, as ES modules and CommonJS; not in the VSIX
// and, on request, what the tests and the sample generator run:
//   --tests   out/unit/** (file by file, so that coverage is exact), out/host/index.cjs, out/e2e/**
//   --sample  out/sample/generate.cjs        --bench  out/bench/*.mjs
// Other flags: --watch, --production (minified, no source maps), --kit=native (pages without the UI toolkit).
import { mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import * as esbuild from 'esbuild';
import { packedTable } from './scripts/build/packedTable.mjs';
import { buildSplit, requireNoVscode } from './scripts/build/splitCommonJs.mjs';

const flags = new Set(process.argv.slice(2));
const production = flags.has('--production');
/** The controls of our pages; the other kit is built with the tests, so that it stays buildable. */
const [kit, otherKit] = flags.has('--kit=native')
  ? ['kitNative', 'kitToolkit']
  : ['kitToolkit', 'kitNative'];

const { version } = JSON.parse(await readFile('package.json', 'utf8'));

/** @type {import('esbuild').BuildOptions} */
const common = {
  define: { CODELUMI_VERSION: JSON.stringify(version) },
  bundle: true,
  minify: production,
  sourcemap: production ? false : 'linked',
  legalComments: 'none',
  logLevel: 'warning',
  target: 'es2022',
};

/** @type {import('esbuild').BuildOptions} */
const node = {
  ...common,
  platform: 'node',
  format: 'cjs',
  target: 'node20',
  // Its CommonJS file hides its own parts from bundlers (microsoft/node-jsonc-parser#57).
  alias: {
    'jsonc-parser': './node_modules/jsonc-parser/lib/esm/main.js',
    // Without the JSON Schema validator, which our server has no use for.
    '@modelcontextprotocol/server/_shims': './src/cli/mcp/sdkShims.ts',
  },
};

/**
 * A page of ours.
 * @param {string} name its folder in `webview`
 * @param {string} controls the kit file
 * @param {string} outfile
 * @returns {import('esbuild').BuildOptions}
 */
const page = (name, controls, outfile) => ({
  ...common,
  platform: 'browser',
  format: 'iife',
  entryPoints: [`webview/${name}/main.ts`],
  outfile,
  tsconfig: 'webview/tsconfig.json',
  alias: {
    '#kit': `./webview/kit/${controls}.ts`,
    // The toolkit's own prebuilt file is the smallest way to ship it (notes: 240 kB against 360 kB).
    '@vscode/webview-ui-toolkit': './node_modules/@vscode/webview-ui-toolkit/dist/toolkit.min.js',
  },
});

/** Modules that an assistant imports, with the file that declares each. */
const RUNTIME = { runtime: 'api', openfeature: 'providerApi' };

/** As small as they get, also in development: what they weigh is a promise. */
const runtime = /** @type {const} */ ([
  ['esm', '.js'],
  ['cjs', '.cjs'],
]).map(([format, extension]) => ({
  ...node,
  format,
  minify: true,
  sourcemap: false,
  entryPoints: Object.keys(RUNTIME).map((name) => `src/runtime/${name}.ts`),
  outdir: 'dist/runtime',
  outExtension: { '.js': extension },
}));

/** The declarations are written by hand and need no compiler; only the names of the files differ. */
async function copyDeclarations() {
  await mkdir('dist/runtime', { recursive: true });
  for (const [name, declarations] of Object.entries(RUNTIME)) {
    const text = await readFile(`src/runtime/${declarations}.ts`, 'utf8');
    for (const [extension, imported] of [
      ['.d.ts', '.js'],
      ['.d.cts', '.cjs'],
    ]) {
      const adapted = text.replaceAll("'./api.js'", `'./runtime${imported}'`);
      await writeFile(`dist/runtime/${name}${extension}`, adapted);
    }
  }
}

const reviewWorker = 'src/worker/reviewWorker.ts';

/** What the window itself loads, and the worker that stays as long as it: they share what both need. */
const editor = {
  ...node,
  entryPoints: { extension: 'src/host/main.ts', 'review.worker': reviewWorker },
  outdir: 'dist',
  external: ['vscode'],
};

async function buildEditor() {
  requireNoVscode(await buildSplit(editor), reviewWorker);
}

/** The split has a second pass, which esbuild cannot repeat by itself; its first pass tells when there is something new. */
async function watchEditor() {
  const setup = (/** @type {esbuild.PluginBuild} */ build) =>
    build.onEnd(({ errors }) =>
      errors.length > 0 ? undefined : buildEditor().catch((error) => console.error(error)),
    );
  const again = { ...editor, plugins: [{ name: 'split', setup }] };
  const options = { ...again, format: 'esm', splitting: true, write: false, logLevel: 'info' };
  await (await esbuild.context(options)).watch();
}

const products = [
  // `vscode` is not external here: an import of it that leaks out of src/host breaks the build.
  {
    ...node,
    entryPoints: ['src/cli/codelumi.ts'],
    outfile: 'dist/codelumi.cjs',
    plugins: [packedTable],
    banner: { js: '#!/usr/bin/env node' },
  },
  // The engine compiles the whole of a file before a thread begins, and reading logs takes a fiftieth of the other.
  { ...node, entryPoints: ['src/worker/partWorker.ts'], outfile: 'dist/part.worker.cjs' },
  page('review', kit, 'dist/review.js'),
  page('dashboard', kit, 'dist/dashboard.js'),
  page('annotation', kit, 'dist/annotation.js'),
  ...runtime,
];

async function typeScriptFiles(...folders) {
  const found = [];
  for (const folder of folders) {
    for (const name of await readdir(folder, { recursive: true })) {
      if (name.endsWith('.ts') && !name.endsWith('.d.ts')) found.push(join(folder, name));
    }
  }
  return found;
}

/** Test code keeps its folders, so that a stack trace names the file one edits. */
async function testBuilds() {
  await Promise.all(
    ['out/unit', 'out/host', 'out/e2e'].map((dir) => rm(dir, { recursive: true, force: true })),
  );
  const sources = ['src/core', 'src/node', 'src/runtime', 'src/shared', 'src/cli', 'src/worker'];
  sources.push('webview');
  // Made-up data that tests and benchmarks share.
  sources.push('bench/screening', 'scripts/assistant');
  const fileByFile = { ...common, bundle: false, platform: 'node', format: 'esm', outbase: '.' };
  return [
    page('review', otherKit, 'out/otherKit/review.js'),
    page('dashboard', otherKit, 'out/otherKit/dashboard.js'),
    page('annotation', otherKit, 'out/otherKit/annotation.js'),
    {
      ...fileByFile,
      entryPoints: await typeScriptFiles(...sources, 'test/unit'),
      outdir: 'out/unit',
    },
    { ...fileByFile, entryPoints: await typeScriptFiles('test/e2e'), outdir: 'out/e2e' },
    {
      ...node,
      sourcemap: 'linked',
      entryPoints: await typeScriptFiles('test/host'),
      outdir: 'out/host',
      outExtension: { '.js': '.cjs' },
      external: ['vscode', 'mocha'],
    },
  ];
}

const sample = [
  { ...node, entryPoints: ['scripts/sample/generate.ts'], outfile: 'out/sample/generate.cjs' },
  { ...node, entryPoints: ['scripts/assistant/simulate.ts'], outfile: 'out/sample/simulate.cjs' },
  { ...node, entryPoints: ['scripts/assistant/makeHistory.ts'], outfile: 'out/sample/history.cjs' },
];

const bench = [
  'mining/mining',
  'mining/miningTask',
  'monitoring/monitoring',
  'retrieval/retrieval',
  'retrieval/priorMeasurement',
  'review/longQueue',
  'review/filterSpeed',
  'monitoring/store',
  'rollout/rollbackTime',
  'snapshots/snapshotBuild',
  'review/impactSpeed',
  'screening/screening',
  'screening/screeningTool',
  'screening/judgement',
  'workspace/largeWorkspace',
].map((path) => ({
  ...node,
  format: 'esm',
  entryPoints: [`bench/${path}.ts`],
  outfile: `out/bench/${path.slice(path.indexOf('/') + 1)}.mjs`,
  // Bundled CommonJS packages ask for what is built into Node.
  banner: {
    js: "import { createRequire as toRequire } from 'node:module'; const require = toRequire(import.meta.url);",
  },
}));

/** Tests measure how the editor bears what this one writes. */
function isForTests({ outfile }) {
  return outfile.endsWith('longQueue.mjs');
}

/** What one of the flags asks for instead of the products. */
function wanted() {
  if (flags.has('--sample')) return sample;
  return flags.has('--bench') ? bench : products;
}

async function main() {
  if (flags.has('--watch')) {
    await copyDeclarations();
    for (const options of products)
      await (await esbuild.context({ ...options, logLevel: 'info' })).watch();
    await watchEditor();
    return;
  }
  const builds = wanted();
  if (production) await rm('dist', { recursive: true, force: true });
  await Promise.all(builds.map((options) => esbuild.build(options)));
  if (builds === products) await Promise.all([buildEditor(), copyDeclarations()]);
  if (flags.has('--tests'))
    await Promise.all(
      [...(await testBuilds()), ...sample, ...bench.filter(isForTests)].map((options) =>
        esbuild.build(options),
      ),
    );
}

await main();
