// `npm start`: a real VS Code with the extension on a copy of the sample workspace.
//   --fresh    throw the copy away first (it keeps your decisions otherwise)
//   --no-open  do not open a browser
//   --server   VS Code in the browser, even where the desktop one is installed
import { rm } from 'node:fs/promises';
import { homedir } from 'node:os';
import { join, relative } from 'node:path';
import { folderAddress, freePort } from './host/address.mjs';
import { onPath } from './host/chromium.mjs';
import { installCheckout } from './host/extensionFolder.mjs';
import { build, ensureNodeModules } from './host/nodeModules.mjs';
import { openAddress } from './host/openAddress.mjs';
import { inRoot, root } from './host/paths.mjs';
import { run, runNode } from './host/processes.mjs';
import { startServer } from './host/server.mjs';
import { calmSettings } from './host/settings.mjs';
import { explain, say, step, Trouble } from './host/steps.mjs';
import { ensureServer } from './host/vscodeServer.mjs';
import { copySample, exists, initRepository, onlyForOwner } from './host/workspace.mjs';

const flags = new Set(process.argv.slice(2));
const folder = inRoot('.sample-workspace');
const usualPort = 8320; // the browser keeps layout and drafts by address, so it should stay the same

async function prepareWorkspace() {
  if (flags.has('--fresh')) await rm(folder, { recursive: true, force: true });
  const name = relative(root, folder);
  let isNew = false;
  if (await exists(folder)) {
    say(`✔ ${name} kept as you left it (npm start -- --fresh makes a new copy)`);
  } else {
    await step(`sample workspace into ${name}`, () => copySample(folder));
    await onlyForOwner(join(folder, 'userData'));
    isNew = true;
  }
  await calmSettings(folder);
  // A repository of its own, so that VS Code does not show the changes of the checkout around it.
  if ((await onPath('git')) && !(await exists(join(folder, '.git')))) {
    // Before the first commit, so that what users said is never in Git.
    await codelumi('init');
    // Who has no name in Git yet decides as an invented reviewer.
    await initRepository(folder, { reviewer: !(await hasIdentity()) });
  }
  if (isNew) await step('candidates mined from its logs', () => codelumi('extract'));
}

async function hasIdentity() {
  const { code } = await run('git', ['config', '--get', 'user.email'], { cwd: homedir() });
  return code === 0;
}

/** @param {string} command */
async function codelumi(command) {
  const cli = inRoot('dist', 'codelumi.cjs');
  const { code, output } = await runNode([cli, command, '--workspace', folder]);
  if (code !== 0) throw new Trouble(`codelumi ${command} failed:\n${output}`);
}

/** @returns {Promise<boolean>} whether the installed VS Code took the folder */
async function openDesktop() {
  const names = process.platform === 'win32' ? ['code.cmd'] : ['code'];
  const code = await onPath(...names);
  if (!code || flags.has('--server')) return false;
  const windows = process.platform === 'win32';
  const quoted = (/** @type {string} */ text) => (windows ? `"${text}"` : text);
  const args = ['--new-window', `--extensionDevelopmentPath=${root}`, folder].map(quoted);
  const { code: failed } = await run(quoted(code), args, { shell: windows }).catch(() => ({
    code: 1,
  }));
  if (failed) say('✘ the installed VS Code did not start; using the server instead');
  else say('✔ opened in VS Code');
  return !failed;
}

async function openServer() {
  await ensureServer();
  const home = inRoot('.vscode-test', 'start');
  const extensionsDir = inRoot('.vscode-test', 'start', 'extensions');
  await installCheckout(extensionsDir);
  const port = await freePort(usualPort);
  const server = await step('VS Code server', () =>
    startServer({ dataDir: home, extensionsDir, port }),
  );
  const address = folderAddress(port, folder);
  say(`\n  VS Code with CodeLumi:  ${address}\n\n  Ctrl+C ends it.`);
  if (!flags.has('--no-open')) openAddress(address);
  await server.exited;
  say(`The VS Code server ended by itself:\n${await server.log()}`);
  process.exitCode = 1;
}

try {
  await ensureNodeModules();
  await build('build');
  await prepareWorkspace();
  if (!(await openDesktop())) await openServer();
} catch (error) {
  say(explain(error));
  process.exitCode = 1;
}
