/** Scripts that are written without spaces between words have no borders to look at. */
const BORDERED = /(?!\p{sc=Han}|\p{sc=Hira}|\p{sc=Kana}|\p{sc=Hang}|\p{sc=Thai})\p{L}/u;
const LOWER = /\p{Ll}/u;
const UPPER = /\p{Lu}/u;

/** Whether a span is a word: `customer_ssn` and `userSsn` hold the word `ssn`; `classname` does not. */
export function isWord(text: string, start: number, end: number): boolean {
  return beginsWord(text, start) && endsWord(text, end);
}

function beginsWord(text: string, start: number): boolean {
  const before = text[start - 1] ?? ' ';
  if (!isLetter(before)) return true;
  const first = text[start] ?? ' ';
  return !isLetter(first) || (LOWER.test(before) && UPPER.test(first));
}

function endsWord(text: string, end: number): boolean {
  const after = text[end] ?? ' ';
  if (!isLetter(after)) return true;
  const last = text[end - 1] ?? ' ';
  if (!isLetter(last) || (after === 's' && !isLetter(text[end + 1] ?? ' '))) return true;
  return LOWER.test(last) && UPPER.test(after);
}

function isLetter(sign: string): boolean {
  const code = sign.charCodeAt(0);
  if (code >= 0x80) return BORDERED.test(sign);
  return (code >= 0x61 && code <= 0x7a) || (code >= 0x41 && code <= 0x5a);
}
