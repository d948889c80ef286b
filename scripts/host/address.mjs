// Where a VS Code server listens, and the addresses that open a folder in it.
import { createServer } from 'node:net';
import { root } from './paths.mjs';

/**
 * @param {number} [wanted]
 * @returns {Promise<number>} `wanted` if nobody listens there, else any free port
 */
export function freePort(wanted = 0) {
  return new Promise((resolve, reject) => {
    const probe = createServer();
    probe.once('error', (error) => (wanted ? resolve(freePort()) : reject(error)));
    probe.listen(wanted, '127.0.0.1', () => {
      const address = probe.address();
      const port = typeof address === 'object' && address ? address.port : 0;
      probe.close(() => resolve(port));
    });
  });
}

/**
 * @param {number} port
 * @param {string | undefined} folder undefined: an empty window; a `.code-workspace` file opens its folders
 */
export function folderAddress(port, folder) {
  if (folder === undefined) return `http://127.0.0.1:${port}/?ew=true`;
  const kind = folder.endsWith('.code-workspace') ? 'workspace' : 'folder';
  return `http://127.0.0.1:${port}/?${kind}=${encodeURIComponent(folder).replaceAll('%2F', '/')}`;
}

/**
 * The address under which VS Code calls `run()` of a module in the extension host.
 * @param {number} port
 * @param {string} folder
 * @param {string} testModule
 */
export function testAddress(port, folder, testModule) {
  const remote = (/** @type {string} */ file) => `vscode-remote://127.0.0.1:${port}${file}`;
  const payload = [
    ['extensionDevelopmentPath', remote(root)],
    ['extensionTestsPath', remote(testModule)],
    ['skipWelcome', 'true'],
  ];
  return `${folderAddress(port, folder)}&payload=${encodeURIComponent(JSON.stringify(payload))}`;
}
