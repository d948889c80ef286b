import type { ScannedText } from '../scannedText.js';
import { spelledAddresses } from './spelledAddresses.js';
import { spelledDigits } from './spelledDigits.js';
import { type Edit, EditedView, type View } from './view.js';

/**
 * The text with addresses and numbers written as machines expect them where they are spelled out:
 * `john at mail dot com`, `4 1 1 1 …`, `five five five …`; undefined: it has none.
 *
 * @param under the view whose text is looked at, where that is not the scanned text itself
 */
export function spokenView(scanned: ScannedText, under: View | undefined): View | undefined {
  const found = [...spelledAddresses(scanned), ...spelledDigits(scanned)];
  if (found.length === 0) return undefined;
  const edits = found.sort((a, b) => a.start - b.start || b.end - a.end);
  const apart: Edit[] = [];
  for (const edit of edits) {
    if (edit.start >= (apart.at(-1)?.end ?? 0)) apart.push(edit);
  }
  return new EditedView(scanned.text, apart, under);
}
