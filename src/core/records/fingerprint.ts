import type { CandidateText } from './candidate.js';
import { sha256 } from './sha256.js';

/**
 * The same for texts that differ only in case, white space, Unicode form or closing punctuation:
 * SHA-256 over the normalised question and answer.
 */
export function fingerprintOf(text: CandidateText): string {
  return sha256(`${normalise(text.query)}\n${normalise(text.assistant_output)}`);
}

/** The same for answers that differ only in what `fingerprintOf` overlooks, whatever was asked. */
export function answerFingerprint(answer: string): string {
  return sha256(normalise(answer));
}

function normalise(text: string): string {
  return text
    .normalize('NFKC')
    .toLowerCase()
    .replaceAll(/\s+/gu, ' ')
    .trim()
    .replace(/[.!?…]{1,16}$/u, '');
}
