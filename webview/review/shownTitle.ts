import { printableLine } from '../../src/shared/printable.js';

/** A candidate by the beginning of its question, as messages name it. */
export function titleOf(query: string): string {
  return `“${printableLine(query, 60)}”`;
}
