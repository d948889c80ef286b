import { sha256 } from '../records/sha256.js';

/** Of printable ASCII characters alone. */
const PLAIN = /^[ -~]*$/u;
const INVISIBLE = /\p{Cf}/gu;
/** Digits as people group them. */
const GROUPED_DIGITS = /^\+?[\d\s().\-/]{6,40}$/u;

/**
 * The same for values that differ only in how they are written: case, width, white space, invisible
 * characters, and how digits are grouped.
 */
export function normalisedValue(value: string): string {
  const shown = PLAIN.test(value) ? value : value.normalize('NFKC').replaceAll(INVISIBLE, '');
  const plain = shown.toLowerCase().trim();
  if (GROUPED_DIGITS.test(plain)) return plain.replaceAll(/\D/gu, '');
  return /\s/u.test(plain) ? plain.replaceAll(/\s+/gu, ' ') : plain;
}

/** What the allow-list holds instead of the value. */
export function valueDigest(value: string): string {
  return sha256(normalisedValue(value));
}
