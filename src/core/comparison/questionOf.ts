import type { JsonObject } from '../records/readItem.js';

/** The names under which our own files and the assistant's hold a question. */
const NAMES = ['query', 'q', 'question', 'input', 'title'] as const;

/** undefined where a record has none. */
export function questionOf(value: JsonObject): string | undefined {
  for (const name of NAMES) {
    const question = value[name];
    if (typeof question === 'string' && question !== '') return question;
  }
  return undefined;
}
