import { isAscii } from '../../records/isAscii.js';

/** What joins words in identifiers, paths, versions and addresses. */
const JOINTS = /[._\-/\\:@'’]+/u;
const CONTRACTED = /['’](?:s|re|ve|ll|d|m)$/iu;
const CONTRACTED_NOT = /n['’](t)$/iu;

/** `user's` is `user`, `don't` is one word. */
export function withoutContraction(token: string): string {
  if (!token.includes("'") && !token.includes('’')) return token;
  return token.replace(CONTRACTED, '').replace(CONTRACTED_NOT, 'n$1');
}

/** The words of a compound: `src/app.ts` has three. */
export function joinedWords(token: string): string[] {
  return token.split(JOINTS).filter((word) => word !== '');
}

/** The parts of a word whose case changes within (`getUserName`, `HTTPServer`); empty when it has only one. */
export function casedParts(word: string): readonly string[] {
  if (word === word.toLowerCase()) return [];
  const parts = word.match(/\p{Lu}+(?!\p{Ll})|\p{Lu}?\p{Ll}+/gu) ?? [];
  return parts.length > 1 ? parts : [];
}

/** Lower case; Latin letters without their accents. */
export function folded(word: string): string {
  const lower = word.toLowerCase();
  if (isAscii(lower)) return lower;
  // Only Latin letters: in other scripts a mark makes another letter, or is a vowel.
  return lower
    .normalize('NFD')
    .replace(/([a-z])\p{M}+/gu, '$1')
    .normalize('NFC');
}

const SPACELESS =
  /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}\p{Script=Myanmar}ー]+/gu;

/**
 * A word without what is written without spaces, and every pair of neighbours in that: nobody can tell
 * without a dictionary where its words begin.
 */
export function spacelessPairs(word: string): { rest: string; pairs: string[] } {
  const pairs: string[] = [];
  const rest = word.replace(SPACELESS, (run) => {
    const characters = [...run];
    if (characters.length === 1) pairs.push(run);
    for (let i = 1; i < characters.length; i += 1)
      pairs.push(`${characters[i - 1]}${characters[i]}`);
    return ' ';
  });
  return { rest: rest.trim(), pairs };
}
