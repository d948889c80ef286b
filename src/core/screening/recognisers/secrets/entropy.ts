/** Shannon entropy of the characters of a string, in bits a character; 0 for an empty one. */
export function entropy(text: string): number {
  const counts = new Map<string, number>();
  for (const character of text) counts.set(character, (counts.get(character) ?? 0) + 1);
  let bits = 0;
  for (const count of counts.values()) {
    const share = count / text.length;
    bits -= share * Math.log2(share);
  }
  return bits;
}

const LOWER = 1;
const UPPER = 2;
const DIGIT = 3;
const OTHER = 4;

function kindOf(code: number): number {
  if (code >= 97 && code <= 122) return LOWER;
  if (code >= 65 && code <= 90) return UPPER;
  return code >= 48 && code <= 57 ? DIGIT : OTHER;
}

/**
 * How often the kind of character (small letter, capital, digit, other) changes, as a share of the
 * places where it could. Names in camel case change at each word, that is, seldom; random text changes at
 * every second place. A capital before small letters, and punctuation between words, are not counted.
 */
export function kindChanges(text: string): number {
  let changes = 0;
  for (let at = 1; at < text.length; at += 1) {
    const before = kindOf(text.charCodeAt(at - 1));
    const here = kindOf(text.charCodeAt(at));
    if (before === here || before === OTHER || here === OTHER) continue;
    if (before === UPPER && here === LOWER) continue;
    changes += 1;
  }
  return text.length < 2 ? 0 : changes / (text.length - 1);
}

const CONSONANTS = /[bcdfghjklmnpqrstvwxz]{5,12}/iu;

/** Nobody can say it: no word of any language written in Latin letters. */
export function isUnpronounceable(letters: string): boolean {
  return CONSONANTS.test(letters);
}
