/** UAX #15 §13, Stream-Safe Text Format: real text never has more marks in a row. */
const MOST_MARKS = 30;
const LONG_RUN = new RegExp(`(\\p{M}{${MOST_MARKS}})\\p{M}+`, 'gu');

/**
 * A text in a Unicode normalisation form, without the marks that no script stacks so high: the time
 * that normalising takes grows with the square of a run of marks, and hostile text has long ones.
 */
export function inUnicodeForm(text: string, form: 'NFC' | 'NFKC' | 'NFKD'): string {
  return text.replaceAll(LONG_RUN, '$1').normalize(form);
}
