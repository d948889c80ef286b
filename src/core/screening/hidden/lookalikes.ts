/** A word that mixes alphabets so that it reads as another, and that other word. */
export interface Lookalike {
  readonly start: number;
  readonly end: number;
  readonly plain: string;
}

/**
 * Cyrillic, Greek, Armenian and Cherokee letters that cannot be told from a Latin one in most fonts
 * (a subset of Unicode's confusables.txt). Greek lower case other than omicron is left out: it is
 * used in formulas beside Latin letters.
 */
const LOOKALIKES = new Map(
  Object.entries({
    a: 'а',
    c: 'сϲ',
    d: 'ԁ',
    e: 'еҽ',
    g: 'ց',
    h: 'һհ',
    i: 'іӏ',
    j: 'јϳ',
    k: 'к',
    l: 'ⅼ',
    n: 'ո',
    o: 'оοօ',
    p: 'р',
    q: 'ԛ',
    s: 'ѕ',
    u: 'ս',
    w: 'ԝ',
    x: 'х',
    y: 'у',
    A: 'АΑᎪ',
    B: 'ВΒ',
    C: 'СᏟ',
    E: 'ЕΕᎬ',
    H: 'НΗ',
    I: 'ІΙ',
    J: 'ЈᎫ',
    K: 'КΚ',
    M: 'МΜᎷ',
    N: 'Ν',
    O: 'ОΟ',
    P: 'РΡ',
    S: 'ЅՏ',
    T: 'ТΤ',
    X: 'ХΧ',
    Y: 'ҮΥ',
    Z: 'ΖᏃ',
  }).flatMap(([latin, others]) => Array.from(others, (other) => [other, latin] as const)),
);

/** A word with a letter beyond Latin and one of ASCII; words have a bounded length, so this is linear. */
const WORD = /[\p{L}\p{N}_]{2,64}/gu;
const LATIN = /[a-z]/iu;
const OTHER = /[\u0370-\u03ff\u0400-\u052f\u0530-\u058f\u13a0-\u13f5\u217c]/u;

/** Whether there is anything to look at; some of the characters of a text are enough to tell. */
export function mayLookAlike(characters: string): boolean {
  return OTHER.test(characters);
}

/** Words of Latin letters in which some letters are another alphabet's. Linear. */
export function lookalikesIn(text: string): Lookalike[] {
  const found: Lookalike[] = [];
  for (const { index, 0: word } of text.matchAll(WORD)) {
    if (!LATIN.test(word) || !OTHER.test(word)) continue;
    const plain = Array.from(word, (letter) => LOOKALIKES.get(letter) ?? letter).join('');
    // `μs` and `Δt` are what they seem: a letter that looks like no other stays.
    if (!OTHER.test(plain)) found.push({ start: index, end: index + word.length, plain });
  }
  return found;
}
