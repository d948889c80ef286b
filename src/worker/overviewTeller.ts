import type { QueueOverview } from '../core/review/queueOverview.js';
import type { ReviewIndex } from '../core/review/reviewIndex.js';

const FIRST_AFTER_MS = 50;
/** Ever longer: who looks on needs to see soon that something is there, and then that it goes on. */
const LONGEST_MS = 2_000;

/** Tells of changes to the queue at once when asked, and now and then while much is read. */
export class OverviewTeller {
  readonly #index: Pick<ReviewIndex, 'version' | 'overview'>;
  readonly #send: (overview: QueueOverview) => void;
  readonly #now: () => number;
  #told = 0;
  #pause = FIRST_AFTER_MS;
  /** When the next one is due, in milliseconds since the epoch; undefined: nothing changed since the last. */
  #due: number | undefined;

  /** @param now milliseconds since the epoch */
  constructor(
    index: Pick<ReviewIndex, 'version' | 'overview'>,
    send: (overview: QueueOverview) => void,
    now: () => number = Date.now,
  ) {
    this.#index = index;
    this.#send = send;
    this.#now = now;
  }

  changed(): void {
    const now = this.#now();
    this.#due ??= now + this.#pause;
    if (now < this.#due) return;
    this.#pause = Math.min(2 * this.#pause, LONGEST_MS);
    this.#say();
  }

  /** Tells what has not been told yet; a burst of changes is over. */
  tell(): void {
    this.#pause = FIRST_AFTER_MS;
    if (this.#told !== this.#index.version) this.#say();
  }

  #say(): void {
    this.#due = undefined;
    this.#told = this.#index.version;
    this.#send(this.#index.overview());
  }
}
