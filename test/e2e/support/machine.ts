// The scripts that start VS Code and Chromium, with types. They are plain modules that also run before
// anything is built, so they are loaded by path from the checkout instead of being compiled in here.
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Browser } from 'playwright-core';

export interface Server {
  readonly port: number;
  log(): Promise<string>;
  stop(): Promise<void>;
  /** Ends it without a warning, as a power cut would. */
  kill(): Promise<void>;
}

interface ServerOptions {
  dataDir: string;
  extensionsDir: string;
  port?: number;
  /** false: the workspace opens in Restricted Mode. */
  trust?: boolean;
  /** Variables for the extension host. */
  env?: Record<string, string>;
}

export interface TemporaryFolder {
  readonly path: string;
  remove(): Promise<void>;
}

interface Machine {
  launchBrowser(): Promise<Browser>;
  startServer(options: ServerOptions): Promise<Server>;
  folderAddress(port: number, folder: string | undefined): string;
  installExtension(extensionsDir: string): Promise<void>;
  temporaryFolder(name: string): Promise<TemporaryFolder>;
  copySample(folder: string): Promise<void>;
  onlyForOwner(folder: string): Promise<void>;
  changeSettings(folder: string, settings: Record<string, unknown>): Promise<void>;
  initRepository(folder: string): Promise<void>;
}

/** Tests are run from the checkout, which is also where mocha puts its working folder. */
export const checkout = process.cwd();

export async function machine(): Promise<Machine> {
  const names = ['address', 'browser', 'extensionFolder', 'server', 'settings', 'workspace'];
  const modules = await Promise.all(
    names.map((name) => import(pathToFileURL(join(checkout, 'scripts/host', `${name}.mjs`)).href)),
  );
  return Object.assign({}, ...modules);
}
