// Puts what the checkout has built where VS Code looks for installed extensions. Unlike the development
// host this shows notification toasts and needs nothing in the address.
import { copyFile, cp, mkdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { inRoot, manifest } from './paths.mjs';
import { run } from './processes.mjs';
import { Trouble } from './steps.mjs';
import { ensureServer } from './vscodeServer.mjs';
import { exists } from './workspace.mjs';

const files = ['package.json', 'package.nls.json', 'README.md', 'CHANGELOG.md', 'LICENSE'];
const folders = ['dist', 'media'];

/**
 * What is to be tried: the checkout, or with CODELUMI_VSIX a package of it, as its users install it.
 * @param {string} extensionsDir
 */
export async function installExtension(extensionsDir) {
  const vsix = process.env['CODELUMI_VSIX'];
  await (vsix ? installPackage(extensionsDir, vsix) : installCheckout(extensionsDir));
}

/**
 * @param {string} extensionsDir
 * @param {string} vsix its absolute path
 */
async function installPackage(extensionsDir, vsix) {
  const { node, main } = await ensureServer();
  await mkdir(extensionsDir, { recursive: true });
  const folders = [
    '--extensions-dir',
    extensionsDir,
    '--server-data-dir',
    join(extensionsDir, '..', 'data'),
  ];
  const { code, output } = await run(node, [main, ...folders, '--install-extension', vsix]);
  if (code !== 0) throw new Trouble(`VS Code did not install ${vsix}:\n${output}`);
}

/**
 * The extension is a copy. Links would not do: VS Code tells extensions apart by the real path of
 * their code, and deletes the folder of one that somebody uninstalls.
 * @param {string} extensionsDir
 */
export async function installCheckout(extensionsDir) {
  const { name, publisher, version } = manifest();
  const id = `${publisher}.${name}`;
  const folderName = `${id}-${version}`;
  const folder = join(extensionsDir, folderName);
  await rm(folder, { recursive: true, force: true });
  await mkdir(folder, { recursive: true });
  for (const file of files) {
    if (await exists(inRoot(file))) await copyFile(inRoot(file), join(folder, file));
  }
  for (const target of folders) {
    await cp(inRoot(target), join(folder, target), { recursive: true });
  }
  const location = { $mid: 1, path: folder, scheme: 'file' };
  const entry = { identifier: { id }, version, location, relativeLocation: folderName };
  await writeFile(join(extensionsDir, 'extensions.json'), JSON.stringify([entry]));
}
