import { type Disposable, EventEmitter, type Memento } from 'vscode';
import { formatQuery } from '../../core/review/query/formatQuery.js';
import { parseQuery } from '../../core/review/query/parseQuery.js';
import { EVERYTHING, type Query, SORTS } from '../../core/review/query/query.js';

const KEY = 'codelumi.review.filter';

/** Who changed the filter: the panel itself knows what it asked for. */
export type FilterChanger = 'panel' | 'elsewhere';

/** What the review panel is narrowed down to; survives hiding, reloading and restarting. */
export class ActiveFilter implements Disposable {
  readonly #store: Memento;
  readonly #changed = new EventEmitter<FilterChanger>();
  readonly onDidChange = this.#changed.event;
  #query: Query;

  constructor(store: Memento) {
    this.#store = store;
    const stored = store.get(KEY);
    // What another version kept and this one does not understand filters nothing.
    const parsed = parseQuery(typeof stored === 'string' ? stored : '');
    this.#query = parsed.ok ? parsed.query : EVERYTHING;
  }

  get query(): Query {
    return this.#query;
  }

  /** In its one written form; empty: everything, as it comes. */
  get text(): string {
    return formatQuery(this.#query);
  }

  async set(query: Query, by: FilterChanger): Promise<void> {
    const before = this.text;
    this.#query = query;
    if (this.text === before) return;
    this.#changed.fire(by);
    await this.#store.update(KEY, this.text === '' ? undefined : this.text);
  }

  /** The next order, from the last back to that of the queue. */
  nextSort(by: FilterChanger): Promise<void> {
    const next = SORTS[(SORTS.indexOf(this.#query.sort) + 1) % SORTS.length] ?? 'queue';
    return this.set({ ...this.#query, sort: next }, by);
  }

  dispose(): void {
    this.#changed.dispose();
  }
}
