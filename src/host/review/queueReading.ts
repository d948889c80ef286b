import { type Disposable, EventEmitter } from 'vscode';
import type { QueueOverview } from '../../core/review/queueOverview.js';
import { workspaceRoot } from '../workspace/workspaceFolder.js';

/** What is known of a queue that nobody has read, or that has no workspace. */
export const NO_QUEUE: QueueOverview = {
  version: 0,
  isComplete: true,
  counts: { pending: 0, flagged: 0, accepted: 0, rejected: 0 },
  groups: [],
  problems: [],
  problemCount: 0,
};

/** How far the overview is. `reading`: a part of the queue shows already. */
export type ReadingState = 'unread' | 'reading' | 'read' | 'failed';

/** How far this window has read the queue: one reading at a time, and who is told of it. */
export class QueueReading implements Disposable {
  readonly #read: (root: string) => Promise<void>;
  readonly #changed = new EventEmitter<void>();
  readonly onDidChange = this.#changed.event;
  readonly #refreshed = new EventEmitter<void>();
  /** The files were looked at again, whether or not the queue is another. */
  readonly onDidRefresh = this.#refreshed.event;
  #overview = NO_QUEUE;
  #state: ReadingState = 'unread';
  #error: unknown;
  #loading: Promise<void> | undefined;
  #again = false;

  /** @param read reads what changed, and tells of it by `take` */
  constructor(read: (root: string) => Promise<void>) {
    this.#read = read;
  }

  get overview(): QueueOverview {
    return this.#overview;
  }

  get state(): ReadingState {
    return this.#state;
  }

  /** Why reading failed, while `state` is `failed`; the last good overview is kept. */
  get error(): unknown {
    return this.#error;
  }

  /** Reads what changed. Calls while one is under way share one more reading after it. */
  refresh(): Promise<void> {
    if (this.#loading !== undefined) {
      this.#again = true;
      return this.#loading;
    }
    this.#loading = this.#load().finally(() => {
      this.#loading = undefined;
    });
    return this.#loading;
  }

  /** Resolves as soon as there is something to show, or reading is over. */
  async somethingToShow(): Promise<void> {
    if (this.#state !== 'unread' && this.#state !== 'failed') return;
    let stop = () => {};
    const shown = new Promise<void>((resolve) => {
      stop = () => resolve();
    });
    const listening = this.onDidChange(stop);
    await Promise.race([this.refresh(), shown]);
    listening.dispose();
  }

  async #load(): Promise<void> {
    const before = this.#state;
    do {
      this.#again = false;
      await this.#loadOnce();
    } while (this.#again);
    this.#refreshed.fire();
    // What changed in the queue has been told already.
    if (this.#state !== before || this.#state === 'failed') this.#changed.fire();
  }

  async #loadOnce(): Promise<void> {
    const root = workspaceRoot();
    try {
      if (root === undefined) this.#overview = NO_QUEUE;
      else await this.#read(root);
      this.#state = 'read';
      this.#error = undefined;
    } catch (error) {
      this.#state = 'failed';
      this.#error = error;
    }
  }

  /** Whoever reads was lost. */
  fail(error: unknown): void {
    this.#state = 'failed';
    this.#error = error;
    this.#changed.fire();
  }

  /** What is known by now, also in the middle of reading. */
  take(overview: QueueOverview): void {
    this.#overview = overview;
    if (this.#state === 'unread') this.#state = 'reading';
    this.#changed.fire();
  }

  dispose(): void {
    this.#changed.dispose();
    this.#refreshed.dispose();
  }
}
