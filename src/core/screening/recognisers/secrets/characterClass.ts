/** A set of ASCII characters, as a table: membership is one look-up. */
export type CharacterClass = Uint8Array;

const ASCII = 128;

/** @param members ranges and single characters as inside a regular expression's brackets; `-` last */
export function characterClass(members: string): CharacterClass {
  const table = new Uint8Array(ASCII);
  for (let at = 0; at < members.length; at += 1) {
    const first = members.charCodeAt(at);
    const isRange = members[at + 1] === '-' && at + 2 < members.length;
    const last = isRange ? members.charCodeAt(at + 2) : first;
    table.fill(1, first, last + 1);
    if (isRange) at += 2;
  }
  return table;
}

export const ALPHANUMERIC = characterClass('0-9A-Za-z');
export const WORD = characterClass('0-9A-Za-z_');

export function isIn(set: CharacterClass, code: number): boolean {
  return code < ASCII && set[code] === 1;
}

/** Where the run of characters of the class that begins at `start` ends, at most `longest` on. */
export function runEnd(
  text: string,
  start: number,
  set: CharacterClass,
  longest = Number.POSITIVE_INFINITY,
): number {
  const limit = Math.min(text.length, start + longest);
  let end = start;
  while (end < limit && isIn(set, text.charCodeAt(end))) end += 1;
  return end;
}

/** Where the run that ends at `end` begins, at most `longest` back. */
export function runStart(text: string, end: number, set: CharacterClass, longest: number): number {
  const limit = Math.max(0, end - longest);
  let start = end;
  while (start > limit && isIn(set, text.charCodeAt(start - 1))) start -= 1;
  return start;
}
