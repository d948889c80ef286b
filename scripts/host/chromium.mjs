// Finds a Chromium-like browser for the tests, or installs Debian's where that is possible.
import { access, constants } from 'node:fs/promises';
import { delimiter, join } from 'node:path';
import { run } from './processes.mjs';
import { step, Trouble, tail } from './steps.mjs';

const names = [
  'chromium',
  'chromium-browser',
  'google-chrome',
  'google-chrome-stable',
  'microsoft-edge',
  'msedge',
];

/** @param {string | undefined} file */
const executable = (file) =>
  !file
    ? Promise.resolve(false)
    : access(file, constants.X_OK).then(
        () => true,
        () => false,
      );

/** Where Chrome and Edge live on systems that do not put them on PATH. */
function usualPlaces() {
  if (process.platform === 'darwin') {
    return ['Chromium', 'Google Chrome', 'Microsoft Edge'].map(
      (name) => `/Applications/${name}.app/Contents/MacOS/${name}`,
    );
  }
  if (process.platform !== 'win32') return ['/snap/bin/chromium'];
  const roots = ['PROGRAMFILES', 'PROGRAMFILES(X86)', 'LOCALAPPDATA'];
  const programs = [
    'Google\\Chrome\\Application\\chrome.exe',
    'Microsoft\\Edge\\Application\\msedge.exe',
  ];
  return roots
    .flatMap((name) => process.env[name] ?? [])
    .flatMap((folder) => programs.map((program) => join(folder, program)));
}

/**
 * @param {string[]} programs
 * @returns {Promise<string | undefined>}
 */
export async function onPath(...programs) {
  const folders = (process.env['PATH'] ?? '').split(delimiter).filter(Boolean);
  for (const program of programs) {
    for (const folder of folders) {
      const file = join(folder, program);
      if (await executable(file)) return file;
    }
  }
  return undefined;
}

async function downloadedByPlaywright() {
  const { chromium } = await import('playwright-core');
  const file = chromium.executablePath();
  return (await executable(file)) ? file : undefined;
}

async function find() {
  const found = await onPath(...names);
  if (found) return found;
  for (const file of usualPlaces()) if (await executable(file)) return file;
  return downloadedByPlaywright();
}

/** @returns {Promise<string>} the path of a browser */
export async function ensureChromium() {
  for (const variable of ['CHROME_PATH', 'CODELUMI_CHROMIUM']) {
    const file = process.env[variable];
    if (!file) continue;
    if (await executable(file)) return file;
    throw new Trouble(`${variable} names ${file}, which is not an executable file.`);
  }
  const found = await find();
  if (found) return found;
  if (process.getuid?.() === 0 && (await onPath('apt-get'))) {
    await step('Chromium by apt-get', aptInstall);
    const installed = await find();
    if (installed) return installed;
  }
  throw new Trouble(
    'No Chromium, Chrome or Edge found: install one (`npx playwright-core install chromium`), or set CHROME_PATH.',
  );
}

async function aptInstall() {
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
  const update = await run('apt-get', ['update', '-qq'], { env });
  const install = await run('apt-get', ['install', '-y', '-qq', 'chromium'], { env });
  if (install.code !== 0) {
    throw new Trouble(
      `apt-get could not install Chromium:\n${tail(update.output + install.output)}`,
    );
  }
}
