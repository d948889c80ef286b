import { Facts } from '../facts.js';
import type { Numbers } from '../table.js';

/** Facts as plain data, for another thread. */
export interface PackedFacts {
  /** Columns by table. */
  readonly tables: Readonly<Record<string, readonly Numbers[]>>;
  readonly strings: Readonly<Record<string, readonly string[]>>;
}

/** Without copying: the facts must not be used any more. */
export function packFacts(facts: Facts): PackedFacts {
  const tables = Object.entries(facts.tables).map(([name, table]) => [
    name,
    table.columns(table.length),
  ]);
  const strings = Object.entries(facts.strings).map(([name, list]) => [
    name,
    list.first(list.length),
  ]);
  return { tables: Object.fromEntries(tables), strings: Object.fromEntries(strings) };
}

/** Facts to look at and to take over from; what they hold cannot be found by its text. */
export function unpackFacts({ tables, strings }: PackedFacts): Facts {
  const facts = new Facts();
  for (const [name, list] of Object.entries(facts.strings)) list.adopt(strings[name] ?? []);
  for (const [name, table] of Object.entries(facts.tables)) table.adopt(tables[name] ?? []);
  return facts;
}

/** The memory that the columns lie in. */
export function buffersOf({ tables }: PackedFacts): ArrayBuffer[] {
  const buffers = Object.values(tables)
    .flat()
    .map(({ buffer }) => buffer)
    .filter((buffer) => buffer instanceof ArrayBuffer);
  return [...new Set(buffers)];
}
