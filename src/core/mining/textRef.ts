import type { RecordPosition } from '../records/recordPosition.js';

/** Where in the logs a question or an answer stands. Texts are read back only for what became a candidate. */
export interface TextRef {
  readonly position: RecordPosition;
  /** The text of an entry, the query of a search, or what the signal of that number quotes. */
  readonly place:
    | 'entry'
    | 'search'
    | { readonly signal: number; readonly part: 'question' | 'answer' };
}

/** The same for the same place. */
export function refKey({ position, place }: TextRef): string {
  const { file, byteOffset, byteLength } = position;
  const where = typeof place === 'string' ? place : `${place.part} ${place.signal}`;
  return `${file}\n${byteOffset} ${byteLength} ${where}`;
}
