import { setImmediate } from 'node:timers/promises';
import type { Disposable, ExtensionContext, LogOutputChannel } from 'vscode';
import type { CommandHandlers, CommandWorld } from './commands/commandHandlers.js';
import type { ErrorReporter } from './errorReporter.js';
import type { Session } from './session.js';

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
      const session = startSession(context, log, errors);
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
  }

  #started(): Promise<Session | undefined> {
    this.#session ??= this.#start();
    return this.#session;
  }
}
