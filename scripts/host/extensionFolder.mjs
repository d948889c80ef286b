// Makes VS Code see the checkout as an installed extension. Unlike the development host this shows
// notification toasts and needs nothing in the address; a rebuilt file counts after a window reload.
import { copyFile, mkdir, rm, symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { inRoot, manifest } from './paths.mjs';
import { exists } from './workspace.mjs';

const files = ['package.json', 'package.nls.json', 'README.md', 'CHANGELOG.md', 'LICENSE'];
const folders = ['dist', 'media'];

/**
 * The extension is a folder of links, never the checkout itself: VS Code deletes the folder of an
 * extension that somebody uninstalls.
 * @param {string} extensionsDir
 */
export async function installCheckout(extensionsDir) {
  const { name, publisher, version } = manifest();
  const id = `${publisher}.${name}`;
  const folderName = `${id}-${version}`;
  const folder = join(extensionsDir, folderName);
  await rm(folder, { recursive: true, force: true }); // removes links, not what they point to
  await mkdir(folder, { recursive: true });
  for (const file of files) {
    if (await exists(inRoot(file))) await copyFile(inRoot(file), join(folder, file));
  }
  for (const target of folders) {
    await symlink(inRoot(target), join(folder, target), 'junction');
  }
  const location = { $mid: 1, path: folder, scheme: 'file' };
  const entry = { identifier: { id }, version, location, relativeLocation: folderName };
  await writeFile(join(extensionsDir, 'extensions.json'), JSON.stringify([entry]));
}
