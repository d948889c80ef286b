import { Disposable, type LogOutputChannel, workspace } from 'vscode';
import { MINUTE_MS } from '../../core/durations.js';
import { messageOf } from '../../core/errors.js';
import type { ReviewPanel } from '../panel/reviewPanel.js';
import { folderInUse } from '../workspace/workspaceFolder.js';
import type { ReviewDesk } from './reviewDesk.js';

/** Renewals that are not due yet are not written: see `changeClaims`. */
const RENEW_MS = MINUTE_MS;
const SETTING = 'review.reserve';

/**
 * Keeps the open candidate reserved while it is open: by itself where the user wants that, else once they asked
 * for it. Whoever goes on to another one lets go. It is a courtesy: where it fails, the log says so and nobody is
 * held up.
 */
export class Reservations implements Disposable {
  readonly #desk: ReviewDesk;
  readonly #panel: ReviewPanel;
  readonly #log: LogOutputChannel;
  readonly #listening: Disposable;
  #held: string | undefined;

  constructor(desk: ReviewDesk, panel: ReviewPanel, log: LogOutputChannel) {
    this.#desk = desk;
    this.#panel = panel;
    this.#log = log;
    const timer = setInterval(() => void this.#renew(), RENEW_MS);
    this.#listening = Disposable.from(
      panel.onDidShow((candidate) => void this.#goOn(candidate)),
      new Disposable(() => clearInterval(timer)),
    );
  }

  /** Somebody reserved a candidate; while it is open that is renewed. */
  keep(candidate: string): void {
    if (candidate === this.#panel.shown) this.#held = candidate;
  }

  /** Somebody let go of it. */
  forget(candidate: string): void {
    if (candidate === this.#held) this.#held = undefined;
  }

  async #goOn(candidate: string | undefined): Promise<void> {
    const before = this.#held;
    this.#held = undefined;
    if (before !== undefined) await this.#try('release', before);
    const wanted = workspace.getConfiguration('codelumi', folderInUse()?.uri).get(SETTING, false);
    if (!wanted || candidate === undefined || this.#panel.shown !== candidate) return;
    if (await this.#try('reserve', candidate)) this.keep(candidate);
  }

  async #renew(): Promise<void> {
    if (this.#held !== undefined) await this.#try('reserve', this.#held);
  }

  /** @returns whether it is so now */
  async #try(action: 'reserve' | 'release', candidate: string): Promise<boolean> {
    if (!workspace.isTrusted) return false;
    try {
      const { claimed } = await this.#desk.claim({ action, candidates: [{ candidate }] });
      return claimed.length > 0;
    } catch (error) {
      this.#log.warn(`Could not ${action} ${candidate}: ${messageOf(error)}`);
      return false;
    }
  }

  dispose(): void {
    this.#listening.dispose();
  }
}
