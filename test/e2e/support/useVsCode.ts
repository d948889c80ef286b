// The mocha side of a session: `const vscode = useVsCode()` inside a `describe` gives its tests one
// running VS Code, ends it after them, and keeps a screenshot of every failure.
import { writeFile } from 'node:fs/promises';
import type { Page } from 'playwright-core';
import { resultFile, screenshot } from './screenshot.js';
import { Session, type SessionOptions } from './session.js';

/** A busy machine takes minutes to make a workspace with several runs of the command line, and to start. */
const STARTS_WITHIN_MS = 300_000;

export interface VsCode {
  readonly page: Page;
  /** The copy of the workspace that is open. */
  readonly folder: string;
  /** Changes workspace settings (themes too); VS Code takes them up at once. */
  settings(changes: Record<string, unknown>): Promise<void>;
  /**
   * Ends VS Code and opens it anew on the same files. `crash` kills it without a warning: what VS Code
   * had not yet stored of its own state (which editors are open, `getState` of webviews) is lost then.
   */
  restart(how?: { crash?: boolean }): Promise<void>;
  /** Another VS Code on a fresh copy of the workspace, by default with the same options. */
  fresh(options?: SessionOptions): Promise<void>;
}

export function useVsCode(options: SessionOptions = {}): VsCode {
  let session: Session | undefined;
  let starting: Promise<Session> | undefined;
  const running = (): Session => {
    if (!session) throw new Error('VS Code runs only inside tests and hooks.');
    return session;
  };
  before('start VS Code', async function () {
    this.timeout(STARTS_WITHIN_MS);
    starting = Session.start(options);
    session = await starting;
  });
  afterEach('keep a screenshot of a failure', async function () {
    if (this.currentTest?.state !== 'failed' || !session) return;
    const name = `failed ${this.currentTest.fullTitle()}`;
    await screenshot(session.page, name).catch(() => undefined);
    await writeFile(resultFile(name, 'log'), await session.serverLog());
  });
  after('end VS Code', async function () {
    this.timeout(STARTS_WITHIN_MS);
    // One that took too long to start may still come, and would keep everything running.
    session ??= await starting?.catch(() => undefined);
    await session?.close();
    session = undefined;
  });
  return {
    get page() {
      return running().page;
    },
    get folder() {
      return running().folder;
    },
    settings: (changes) => running().settings(changes),
    restart: (how) => running().restart(how),
    fresh: async (others = options) => {
      await session?.close();
      session = undefined;
      starting = Session.start(others);
      session = await starting;
    },
  };
}
