/** Counting bytes is the quickest way to see whether there is anything else. */
export function isAscii(text: string): boolean {
  return Buffer.byteLength(text) === text.length;
}
