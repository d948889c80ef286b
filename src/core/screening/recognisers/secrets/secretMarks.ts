import type { ScannedText } from '../../scannedText.js';

/** Where a word stands that may lead to a secret. */
export interface SecretMark {
  readonly word: string;
  readonly start: number;
  readonly end: number;
}

/** Every name of a secret holds one of the first; the others are what says so without a name. */
const MARK =
  /pass|pw|psk|secret|token|key|cred|auth|login(?=\()|kennwort|contraseña|senha|bearer |convertto-securestring/gu;

const known = new WeakMap<ScannedText, readonly SecretMark[]>();

/** All of them in text order, in one pass for all the rules that ask. */
export function secretMarksIn(scanned: ScannedText): readonly SecretMark[] {
  const before = known.get(scanned);
  if (before !== undefined) return before;
  const { lower } = scanned;
  const marks: SecretMark[] = [];
  MARK.lastIndex = 0;
  for (let found = MARK.exec(lower); found !== null; found = MARK.exec(lower)) {
    marks.push({ word: found[0], start: found.index, end: MARK.lastIndex });
  }
  known.set(scanned, marks);
  return marks;
}
