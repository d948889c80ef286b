// One VS Code server and one Chromium on a fresh copy of a workspace, from start to clean-up.
import { cp, mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { machine, type Server, type TemporaryFolder } from './machine.js';

export interface SessionOptions {
  /** Folder to copy instead of the sample workspace; `null`: no folder is opened at all. */
  workspace?: string | null;
  /** Settings besides the calm defaults, e.g. `{ 'workbench.colorTheme': 'Light Modern' }`. */
  settings?: Record<string, unknown>;
  /** Make the workspace a Git repository with one commit. */
  git?: boolean;
  /** Last touch on the files before VS Code sees them. */
  prepare?: (folder: string) => Promise<void>;
  /** Names of folders beside the workspace's own: all are opened in one window, these first. */
  besides?: readonly string[];
  /** false: the workspace opens in Restricted Mode. */
  trust?: boolean;
  /** Variables for the extension host. */
  env?: Record<string, string>;
  viewport?: { width: number; height: number };
  /** Puts other extensions beside ours. */
  extensions?: (extensionsDir: string) => Promise<void>;
}

// In a browser VS Code stores its own state only every 5 s, and not when the page is left; on the
// desktop it does so as it quits. Waiting makes the browser behave like the desktop.
const storeInterval = 6000;
/** VS Code's first page is long in coming where the machine is busy with other tests. */
const STARTING = { timeout: 180_000 };

export class Session {
  readonly folder: string;
  page!: Page;
  #work: TemporaryFolder;
  #options: SessionOptions;
  #server: Server | undefined;
  #browser: Browser | undefined;
  #context: BrowserContext | undefined;

  private constructor(work: TemporaryFolder, options: SessionOptions) {
    this.#work = work;
    this.#options = options;
    this.folder = join(work.path, 'lumi-workspace');
  }

  static async start(options: SessionOptions): Promise<Session> {
    const { temporaryFolder } = await machine();
    const session = new Session(await temporaryFolder('e2e'), options);
    try {
      await session.#fillFolder();
      await session.#open();
    } catch (error) {
      await session.close();
      throw error;
    }
    return session;
  }

  async close(): Promise<void> {
    await this.#browser?.close();
    await this.#server?.stop();
    await this.#work.remove();
  }

  /** Ends VS Code and opens it anew on the same workspace and the same stored state. */
  async restart({ crash = false } = {}): Promise<void> {
    const port = this.#server?.port;
    if (crash) {
      await this.#server?.kill();
    } else {
      this.page.on('dialog', (dialog) => void dialog.accept()); // "Leave site?" with unsaved files
      await this.page.waitForTimeout(storeInterval);
      await this.page.goto('about:blank');
      await this.#server?.stop();
    }
    await this.page.close();
    this.#server = await this.#startServer(port); // the browser keeps VS Code's state by port
    await this.#openPage();
  }

  async settings(changes: Record<string, unknown>): Promise<void> {
    await (await machine()).changeSettings(this.folder, changes);
  }

  async serverLog(): Promise<string> {
    return (await this.#server?.log()) ?? '';
  }

  async #fillFolder(): Promise<void> {
    const { workspace, settings = {}, prepare, git } = this.#options;
    const { changeSettings, copySample, initRepository } = await machine();
    if (workspace) await cp(workspace, this.folder, { recursive: true });
    else if (workspace === undefined) await copySample(this.folder);
    await changeSettings(this.folder, { 'workbench.colorTheme': 'Dark Modern', ...settings });
    await prepare?.(this.folder);
    if (git) await initRepository(this.folder);
    await this.#fillWindow();
  }

  /** The file that opens several folders at once. */
  async #fillWindow(): Promise<void> {
    const { besides } = this.#options;
    if (besides === undefined) return;
    for (const name of besides) await mkdir(join(this.#work.path, name), { recursive: true });
    const folders = [...besides, 'lumi-workspace'].map((path) => ({ path }));
    // What is of the whole window, a folder of several cannot set.
    const settings = await readFile(join(this.folder, '.vscode', 'settings.json'), 'utf8');
    await writeFile(this.#window, JSON.stringify({ folders, settings: JSON.parse(settings) }));
  }

  get #window(): string {
    return join(this.#work.path, 'several.code-workspace');
  }

  async #open(): Promise<void> {
    const { installExtension, launchBrowser } = await machine();
    const extensionsDir = join(this.#work.path, 'extensions');
    await installExtension(extensionsDir);
    await this.#options.extensions?.(extensionsDir);
    this.#server = await this.#startServer();
    this.#browser = await launchBrowser();
    const { viewport = { width: 1440, height: 900 } } = this.#options;
    this.#context = await this.#browser.newContext({ viewport, locale: 'en-US' });
    this.#context.setDefaultTimeout(30_000);
    await this.#context.grantPermissions(['clipboard-read', 'clipboard-write']);
    await this.#openPage();
  }

  async #startServer(port?: number): Promise<Server> {
    const { trust, env } = this.#options;
    return (await machine()).startServer({
      dataDir: join(this.#work.path, 'data'),
      extensionsDir: join(this.#work.path, 'extensions'),
      ...(port === undefined ? {} : { port }),
      ...(trust === undefined ? {} : { trust }),
      ...(env === undefined ? {} : { env }),
    });
  }

  async #openPage(): Promise<void> {
    if (!this.#context || !this.#server) throw new Error('The session has not been opened.');
    const { folderAddress } = await machine();
    this.page = await this.#context.newPage();
    const { workspace, besides } = this.#options;
    const one = workspace === null ? undefined : this.folder;
    const folder = besides === undefined ? one : this.#window;
    await this.page.goto(folderAddress(this.#server.port, folder), STARTING);
    // A theme comes from an extension: once its class is there, extensions have been read and settings too.
    const ready = this.page.locator('.monaco-workbench[class*="vscode-theme-"] .part.statusbar');
    await ready.waitFor(STARTING);
  }
}
