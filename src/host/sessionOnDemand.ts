import { setImmediate } from 'node:timers/promises';
import { type Disposable, type ExtensionContext, type LogOutputChannel, workspace } from 'vscode';
import type { CommandHandlers, CommandWorld } from './commands/commandHandlers.js';
import type { ErrorReporter } from './errorReporter.js';
import type { Session } from './session.js';
import { workspaceRoot } from './workspace/workspaceFolder.js';

/**
 * What the session stands on, loaded one after the other: each takes the extension host some milliseconds, in which no other
 * extension of the window is answered.
 */
const GROUND: readonly (() => Promise<unknown>)[] = [
  () => import('../core/workspace/configSchema.js'),
  () => import('../core/screening/rules.js'),
  () => import('../node/nodeContext.js'),
];

/** The session of this window, from when something needs it. */
export class SessionOnDemand implements Disposable {
  readonly #start: () => Promise<Session | undefined>;
  readonly #errors: ErrorReporter;
  #session: Promise<Session | undefined> | undefined;
  #handlers: CommandHandlers | undefined;
  /** What the session registered. */
  #parts: Disposable[] = [];
  #isOver = false;

  constructor(context: ExtensionContext, log: LogOutputChannel, errors: ErrorReporter) {
    this.#errors = errors;
    this.#start = async () => {
      const startedAt = performance.now();
      for (const load of GROUND) {
        if (this.#isOver) return undefined;
        await load();
        await setImmediate();
      }
      const { startSession } = await import('./session.js');
      await setImmediate();
      if (this.#isOver) return undefined; // The window closed meanwhile, and would not dispose what came now.
      const subscriptions: Disposable[] = [];
      this.#parts = subscriptions;
      const own = Object.create(context, { subscriptions: { value: subscriptions } });
      const session = startSession(own, log, errors);
      if (workspaceRoot() === undefined) this.#waitForFolder();
      log.debug(`Ready ${Math.round(performance.now() - startedAt)} ms after activation`);
      return session;
    };
  }

  /** Begins behind whatever VS Code does in this turn. */
  beginSoon(): void {
    void setImmediate()
      .then(() => this.#started())
      .catch((error: unknown) => void this.#errors.report(error));
  }

  /** @throws Error when the window is closing */
  async world(): Promise<CommandWorld> {
    const session = await this.#started();
    if (session === undefined) throw new Error('The window is closing.');
    return session.world;
  }

  /** @throws Error when the window is closing */
  async commands(): Promise<CommandHandlers> {
    const world = await this.world();
    const { commandHandlers } = await import('./commands/commandHandlers.js');
    this.#handlers ??= commandHandlers(world);
    return this.#handlers;
  }

  async end(): Promise<void> {
    this.#isOver = true;
    await (await this.#session)?.end();
  }

  dispose(): void {
    this.#isOver = true;
    this.#disposeParts();
  }

  /**
   * What a session watches lies in its folder, so one that began without is followed by another. VS Code starts extensions
   * anew with the first folder of a window, but not where the window only read late which folders it has.
   */
  #waitForFolder(): void {
    this.#parts.push(
      workspace.onDidChangeWorkspaceFolders(() => {
        if (this.#isOver || workspaceRoot() === undefined) return;
        this.#disposeParts();
        this.#handlers = undefined;
        this.#session = undefined;
        this.beginSoon();
      }),
    );
  }

  #disposeParts(): void {
    for (const part of this.#parts.splice(0)) part.dispose();
  }

  #started(): Promise<Session | undefined> {
    this.#session ??= this.#start();
    return this.#session;
  }
}
