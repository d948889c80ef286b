// The settings with which VS Code starts in tests and in `npm start`.
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { exists } from './workspace.mjs';

/**
 * No welcome pages, no assistants, no look-ups outside: only the extension is on the screen. These are
 * settings a workspace may hold; about the others VS Code complains in a toast.
 */
const calm = {
  'workbench.startupEditor': 'none',
  'workbench.tips.enabled': false,
  'workbench.enableExperiments': false,
  'chat.disableAIFeatures': true,
  'telemetry.telemetryLevel': 'off',
  'extensions.ignoreRecommendations': true,
  'git.openRepositoryInParentFolders': 'never',
};

/** What a workspace may not decide. */
const calmUser = {
  'workbench.secondarySideBar.defaultVisibility': 'hidden',
  'extensions.autoCheckUpdates': false,
  'extensions.autoUpdate': false,
};

/**
 * @param {string} folder
 * @param {Record<string, unknown>} settings
 */
async function writeSettings(folder, settings) {
  await mkdir(folder, { recursive: true });
  await writeFile(join(folder, 'settings.json'), `${JSON.stringify(settings, null, 2)}\n`);
}

/**
 * A person's settings, on the server's side; those that are there already are left as they are.
 * @param {string} folder
 */
export async function userSettings(folder) {
  if (!(await exists(join(folder, 'settings.json')))) await writeSettings(folder, calmUser);
}

/**
 * Calm defaults, where the workspace has no settings of its own.
 * @param {string} workspace
 */
export async function calmSettings(workspace) {
  const folder = join(workspace, '.vscode');
  if (!(await exists(join(folder, 'settings.json')))) await writeSettings(folder, calm);
}

/**
 * Changes settings of a workspace; a running VS Code takes them up at once (`undefined` removes one).
 * @public used by test/e2e/support/machine.ts, which loads this file by path
 * @param {string} workspace
 * @param {Record<string, unknown>} settings
 */
export async function changeSettings(workspace, settings) {
  await calmSettings(workspace);
  const folder = join(workspace, '.vscode');
  const present = JSON.parse(await readFile(join(folder, 'settings.json'), 'utf8'));
  await writeSettings(folder, { ...present, ...settings });
}
