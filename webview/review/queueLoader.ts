import type { Summary } from '../../src/shared/candidateProtocol.js';
import { messageOf } from '../page/hostLink.js';
import type { PanelLink } from './panelLink.js';
import { beginningWith } from './panelState.js';
import type { PanelStore } from './panelStore.js';
import { missingPages, PAGE_SIZE, withPage, withSelected } from './queueState.js';

/**
 * Reads the queue where somebody looks at it, a page at a time and one after the other. A change of
 * the queue starts anew; the rows in use stay until the first new page is there.
 */
export class QueueLoader {
  readonly #store: PanelStore;
  readonly #link: PanelLink;
  /** The rows in view. */
  #view = { start: 0, end: 1 };
  /** A row that somebody waits for. */
  #wanted: number | undefined;
  #isOutdated = false;
  #isBeginning = false;
  #running: Promise<void> | undefined;

  constructor(store: PanelStore, link: PanelLink) {
    this.#store = store;
    this.#link = link;
  }

  /** Reads the first rows, and what to begin with comes in the same answer. */
  begin(): Promise<void> {
    this.#isBeginning = true;
    return this.reload();
  }

  /** Reads the rows in view again: the queue changed. */
  reload(): Promise<void> {
    this.#isOutdated = true;
    return this.#run();
  }

  /** These rows came into view. @param end exclusive */
  look(start: number, end: number): void {
    this.#view = { start, end };
    if (missingPages(this.#store.state.queue, start, end).length > 0) void this.#run();
  }

  /** The row at a place, read where it is not known; undefined when there is none. */
  async rowAt(place: number): Promise<Summary | undefined> {
    if (!this.#store.state.queue.rows.has(place)) {
      this.#wanted = place;
      await this.#run();
    }
    return this.#store.state.queue.rows.get(place);
  }

  /** Reads until nothing is missing; calls while that is under way share its end. */
  #run(): Promise<void> {
    this.#running ??= this.#readAll().finally(() => {
      this.#running = undefined;
    });
    return this.#running;
  }

  async #readAll(): Promise<void> {
    try {
      for (let page = this.#next(); page !== undefined; page = this.#next()) {
        const isMissing = !this.#isOutdated;
        await this.#read(page);
        // Whoever says there are more rows than it gives is not asked for them again and again.
        if (isMissing && this.#next() === page && !this.#isOutdated) return;
      }
    } catch (error) {
      this.#isOutdated = false;
      this.#fail(messageOf(error));
    } finally {
      this.#wanted = undefined;
    }
  }

  #next(): number | undefined {
    const { queue } = this.#store.state;
    const { start, end } = this.#view;
    if (this.#isOutdated || queue.phase !== 'ready') return Math.floor(start / PAGE_SIZE);
    const wanted = this.#wanted === undefined ? [] : [this.#wanted];
    const pages = wanted.flatMap((place) => missingPages(queue, place, place + 1));
    return [...pages, ...missingPages(queue, start, end)][0];
  }

  async #read(page: number): Promise<void> {
    const how = this.#isOutdated ? 'anew' : 'more';
    this.#isOutdated = false;
    const { selected } = this.#store.state;
    const offset = page * PAGE_SIZE;
    const about = selected === undefined ? {} : { selected };
    const begin = this.#isBeginning ? { begin: true } : {};
    this.#isBeginning = false;
    const read = await this.#link.request({
      type: 'queue',
      offset,
      limit: PAGE_SIZE,
      ...about,
      ...begin,
    });
    this.#store.update((state) => {
      const queue = withPage(state.queue, read, how);
      const isAboutAnother = state.selected !== selected;
      if (isAboutAnother) return { ...state, queue: withSelected(queue, state.selected) };
      return read.opened === undefined
        ? { ...state, queue }
        : beginningWith({ ...state, queue }, read.opened);
    });
  }

  #fail(failure: string): void {
    this.#store.update((state) =>
      state.queue.phase === 'ready'
        ? { ...state, queue: { ...state.queue, problems: [...state.queue.problems, failure] } }
        : { ...state, queue: { ...state.queue, phase: 'failed', failure } },
    );
  }
}
