import type { Files } from '../ports/files.js';
import type { ReadJournal } from '../workspace/journal.js';
import type { JournalMemory } from '../workspace/journalMemory.js';
import { type DayDecisions, journalsOf, readDecisions } from './decisionJournals.js';

/** Reads the decisions of one day, and puts them in order again only when a journal changed. */
export class DecisionMemory {
  readonly #files: Files;
  readonly #day: string;
  readonly #journals: JournalMemory;
  #last:
    | { readonly from: ReadonlyMap<string, ReadJournal>; readonly decisions: DayDecisions }
    | undefined;

  constructor(files: Files, day: string, journals: JournalMemory) {
    this.#files = files;
    this.#day = day;
    this.#journals = journals;
  }

  /** As `readDecisions`. */
  async read(): Promise<DayDecisions> {
    const from = new Map<string, ReadJournal>();
    for (const path of await journalsOf(this.#files, this.#day))
      from.set(path, await this.#journals.read(path));
    const last = this.#last;
    const isSame =
      last?.from.size === from.size &&
      [...from].every(([path, journal]) => last.from.get(path) === journal);
    if (last !== undefined && isSame) return last.decisions;
    const read = async (path: string) => from.get(path) ?? this.#journals.read(path);
    const decisions = await readDecisions({ files: this.#files }, this.#day, read);
    this.#last = { from, decisions };
    return decisions;
  }
}
