import type { ScannedText } from '../../scannedText.js';
import { Trigger } from '../../triggers.js';

/** Where a word stands that may lead to a secret. */
export interface SecretMark {
  readonly word: string;
  readonly start: number;
  readonly end: number;
}

/** Every name of a secret holds one of the first; the others are what says so without a name. */
const MARKS = new Trigger([
  'pass',
  'pw',
  'psk',
  'secret',
  'token',
  'key',
  'cred',
  'auth',
  'login(',
  'kennwort',
  'contraseña',
  'senha',
  'bearer ',
  'convertto-securestring',
]);
const LOGIN = 'login(';
const BEARER = 'bearer ';

const known = new WeakMap<ScannedText, readonly SecretMark[]>();

/** All of them in text order, in one pass for all the rules that ask. */
export function secretMarksIn(scanned: ScannedText): readonly SecretMark[] {
  const before = known.get(scanned);
  if (before !== undefined) return before;
  const { text } = scanned;
  const marks: SecretMark[] = [];
  const hits = scanned.hits(MARKS);
  for (let hit = 0; hit < hits.length; hit += 2) {
    const start = hits[hit] ?? 0;
    const end = hits[hit + 1] ?? 0;
    const word = text.slice(start, end).toLowerCase();
    if (word === LOGIN) marks.push({ word: 'login', start, end: end - 1 });
    else if (word === BEARER || !word.startsWith('bearer')) marks.push({ word, start, end });
  }
  known.set(scanned, marks);
  return marks;
}
