import { compareText } from '../../records/compareText.js';
import { queryKey } from '../../retrieval/queryText.js';
import type { JudgedQuestion } from './judgedQuestion.js';

interface Row {
  readonly query: string;
  readonly relevant: Set<string>;
  readonly rejected: Set<string>;
}

/** Brings together what was said of the same question, and parts questions into groups. */
export class QuestionTable {
  readonly #rows = new Map<string, Row>();
  readonly #isKept: (query: string) => boolean;
  readonly #leaks = new Set<string>();

  /** @param isKept false for what quality is measured with: that is counted, and not learned from */
  constructor(isKept: (query: string) => boolean) {
    this.#isKept = isKept;
  }

  /** How many distinct questions were not taken. */
  get leftOut(): number {
    return this.#leaks.size;
  }

  add(query: string, what: 'relevant' | 'rejected', ids: Iterable<string>): void {
    const key = queryKey(query);
    if (key === '') return;
    if (!this.#isKept(query)) {
      this.#leaks.add(key);
      return;
    }
    const row = this.#rows.get(key) ?? { query, relevant: new Set(), rejected: new Set() };
    this.#rows.set(key, row);
    for (const id of ids) row[what].add(id);
  }

  /**
   * Ordered by group, then by question, as code units compare. What somebody accepted for a question nobody else
   * takes back from it.
   *
   * @param isThere whether an entry is among those that are ranked
   */
  questions(isThere: (id: string) => boolean): JudgedQuestion[] {
    const rows = [...this.#rows.values()].flatMap(({ query, ...said }) => {
      const relevant = [...said.relevant].filter(isThere).sort();
      const rejected = [...said.rejected].filter((id) => isThere(id) && !said.relevant.has(id));
      return relevant.length === 0 ? [] : [{ query, relevant, rejected: rejected.sort() }];
    });
    const groupOf = groupsOf(rows);
    return rows
      .map((row) => ({ ...row, group: groupOf(row.relevant[0] ?? '') }))
      .sort((a, b) => compareText(a.group, b.group) || compareText(a.query, b.query));
  }
}

/** Entries that some question has in common are of one group, named by the first id of it (union–find). */
function groupsOf(rows: readonly Omit<JudgedQuestion, 'group'>[]): (id: string) => string {
  const parents = new Map<string, string>();
  const rootOf = (id: string): string => {
    let root = id;
    for (let next = parents.get(root); next !== undefined; next = parents.get(root)) root = next;
    return root;
  };
  for (const { relevant, rejected } of rows) {
    const [first, ...others] = [...relevant, ...rejected];
    if (first === undefined) continue;
    for (const other of others) {
      const [a, b] = [rootOf(first), rootOf(other)].sort();
      if (a !== b && a !== undefined && b !== undefined) parents.set(b, a);
    }
  }
  return rootOf;
}
