import type { CandidateText } from '../../records/candidate.js';
import { isAscii } from '../../records/isAscii.js';
import { inUnicodeForm } from '../../records/unicodeForm.js';

/** Of one candidate, in bytes of UTF-8 after folding; what stands behind is not searched. */
export const SEARCHED_BYTES = 16_384;

/** Stands between question and answer; no folded text holds it. */
const BETWEEN = '\0';

/**
 * A text in one case, without accents and with single spaces, so that `uber  cafe` finds `Über Café`.
 * Compatibility forms become what they stand for, as in the analyser of the knowledge base.
 */
export function folded(text: string): string {
  const plain = isAscii(text)
    ? text.toLowerCase()
    : inUnicodeForm(text, 'NFKD')
        .toLowerCase()
        .replaceAll(/\p{M}+/gu, '');
  return plain.replaceAll(/[\s\0]+/gu, ' ');
}

const scratch = new Uint8Array(SEARCHED_BYTES);
const encoder = new TextEncoder();

/** What a search looks through; valid until the next call. */
export function searchedBytes({ query, assistant_output }: CandidateText): Uint8Array {
  // Cut before it is folded: a hostile text of megabytes costs no more than a long one.
  const cut = (text: string) => folded(text.slice(0, 4 * SEARCHED_BYTES));
  const text = `${cut(query)}${BETWEEN}${cut(assistant_output)}`;
  return scratch.subarray(0, encoder.encodeInto(text, scratch).written);
}
