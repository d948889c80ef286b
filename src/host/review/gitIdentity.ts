import { type Disposable, EventEmitter, workspace } from 'vscode';
import { MINUTE_MS } from '../../core/durations.js';
import type { Reviewer } from '../../core/records/decision.js';
import { gitReviewer } from '../../node/gitReviewer.js';
import { workspaceRoot } from '../workspace/workspaceFolder.js';

/** Asking Git takes two processes; who somebody is changes about never. */
const FRESH_MS = MINUTE_MS;

/** Who reviews in this window, as Git knows them; nobody in a workspace that is not trusted. */
export class GitIdentity implements Disposable {
  readonly #changed = new EventEmitter<void>();
  /** Somebody else is known now than before. */
  readonly onDidChange = this.#changed.event;
  #known: Reviewer | undefined;
  #asked: { readonly at: number; readonly root: string; readonly found: Promise<void> } | undefined;

  /** Without waiting. */
  get known(): Reviewer | undefined {
    return this.#known;
  }

  /** undefined where Git must not be run, or nobody has a name. */
  async find(): Promise<Reviewer | undefined> {
    const root = workspaceRoot();
    if (root === undefined || !workspace.isTrusted) return undefined;
    const isFresh = this.#asked?.root === root && Date.now() - this.#asked.at < FRESH_MS;
    if (!isFresh) this.#asked = { at: Date.now(), root, found: this.#ask(root) };
    await this.#asked?.found;
    return this.#known;
  }

  async #ask(root: string): Promise<void> {
    // Who has no name is told so when they decide.
    const found = await gitReviewer(root).catch(() => undefined);
    const isOther = JSON.stringify(found) !== JSON.stringify(this.#known);
    this.#known = found;
    if (isOther) this.#changed.fire();
  }

  dispose(): void {
    this.#changed.dispose();
  }
}
