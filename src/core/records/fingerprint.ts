import type { CandidateText } from './candidate.js';
import { sha256 } from './sha256.js';

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

function normalise(text: string): string {
  return text
    .normalize('NFC')
    .replaceAll(/\s+/gu, ' ')
    .trim()
    .replace(/[.!?…]{1,16}$/u, '');
}
