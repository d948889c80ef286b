/**
 * The same text in memory of its own. V8 cuts a word out of a text by pointing into it, so that keeping
 * the word would keep the whole text.
 */
export function unsliced(text: string): string {
  return Buffer.from(text, 'utf16le').toString('utf16le');
}
