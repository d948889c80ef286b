/** Looked at before dear work that ASCII needs none of. Counting bytes is the quickest way to see it. */
export function isAscii(text: string): boolean {
  return Buffer.byteLength(text) === text.length;
}
