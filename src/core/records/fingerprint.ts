import type { CandidateText } from './candidate.js';
import { sha256 } from './sha256.js';
import { inUnicodeForm } from './unicodeForm.js';

/**
 * The same for texts that differ only in white space, Unicode form or closing punctuation, and
 * questions that differ only in case: SHA-256 over the normalised question and answer. In an answer
 * case counts: `tar -c` is not `tar -C`.
 */
export function fingerprintOf({ query, assistant_output }: CandidateText): string {
  return sha256(`${normalise(query).toLowerCase()}\n${normalise(assistant_output)}`);
}

/** Of exactly this text: what a decision is about, so that nobody's name stands under another text. */
export function textDigest({ query, assistant_output }: CandidateText): string {
  return sha256(JSON.stringify([query, assistant_output]));
}

/** The same for answers that differ only in what `fingerprintOf` overlooks, whatever was asked. */
export function answerFingerprint(answer: string): string {
  return sha256(normalise(answer));
}

/** Hexadecimal digits that a number holds exactly. */
const DIGITS = 13;

/** The first 104 bits of an answer's fingerprint as two exact numbers, for tables of numbers. */
export function answerDigest(answer: string): readonly [high: number, low: number] {
  const digits = answerFingerprint(answer);
  const number = (from: number) => Number.parseInt(digits.slice(from, from + DIGITS), 16);
  return [number(0), number(DIGITS)];
}

/** The same bits as text: what answers are compared by where only their digest is known. */
export function digestKey(high: number, low: number): string {
  return [high, low].map((number) => number.toString(16).padStart(DIGITS, '0')).join('');
}

/** Equal for answers with equal fingerprints; see `digestKey`. */
export function answerKey(answer: string): string {
  return answerFingerprint(answer).slice(0, 2 * DIGITS);
}

/** White space that is more than a single space. */
const WIDE_SPACE = /[^\S ]\s*| \s+/gu;

function normalise(text: string): string {
  return inUnicodeForm(text, 'NFC')
    .replaceAll(WIDE_SPACE, ' ')
    .trim()
    .replace(/[.!?…]{1,16}$/u, '');
}

/** The same for questions that differ only in what `fingerprintOf` overlooks, whatever was answered. */
export function questionKey(query: string): string {
  return fingerprintOf({ query, assistant_output: '' });
}
