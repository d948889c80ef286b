/** V8 copies what is shorter. */
const SHORTEST_SLICE = 13;

/**
 * The same text in memory of its own. V8 cuts a word out of a text by pointing into it, so that keeping
 * the word would keep the whole text.
 */
export function unsliced(text: string): string {
  if (text.length < SHORTEST_SLICE) return text;
  return Buffer.from(text, 'utf16le').toString('utf16le');
}
