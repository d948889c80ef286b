/** No rule gets to see more at once; also what an adversary can make superlinear work of. */
const LONGEST_SLICE = 64 * 1024;
/** What a slice shares with its neighbours: longer than anything a rule finds, context words included. */
const SHARED = 8 * 1024;

/** A part of a text. What begins in `[start, end)` is this slice's to find; the rest is for context. */
export interface Slice {
  readonly text: string;
  /** Where `text` begins. */
  readonly offset: number;
  readonly start: number;
  readonly end: number;
}

/** Cuts a long text into overlapping slices, so that the work is linear in its length. */
export function slicesOf(text: string): Slice[] {
  if (text.length <= LONGEST_SLICE) return [{ text, offset: 0, start: 0, end: text.length }];
  const slices: Slice[] = [];
  for (let start = 0; start < text.length; start += LONGEST_SLICE) {
    const end = Math.min(start + LONGEST_SLICE, text.length);
    const offset = Math.max(0, start - SHARED);
    slices.push({ text: text.slice(offset, end + SHARED), offset, start, end });
  }
  return slices;
}
