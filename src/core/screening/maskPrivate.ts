import type { CandidateText, Finding } from '../records/candidate.js';
import { FIELDS, type ScreeningPolicy } from './recogniser.js';
import { screenText } from './screenText.js';
import { mayBePrivate } from './textFinding.js';

const MASK = '[REDACTED]';

/** A text without what is private, and how many stretches of it were replaced. */
export interface WithoutPrivate {
  readonly text: CandidateText;
  readonly masked: number;
}

/**
 * Question and answer with personal data and secrets replaced; equal values by equal placeholders in both. What a rule
 * failed on is replaced whole, as nobody knows what it would have found.
 */
export function withoutPrivate(
  text: CandidateText,
  policy: ScreeningPolicy,
  screen = screenText,
): WithoutPrivate {
  const findings = screen(text, policy).filter(mayBePrivate);
  let masked = 0;
  const replaced = { query: '', assistant_output: '' };
  for (const field of FIELDS) {
    const own = maskIn(text[field], field, findings);
    replaced[field] = own.text;
    masked += own.masked;
  }
  return { text: replaced, masked };
}

/** A text from a log with what must not be copied out of it replaced: personal data and secrets. */
export function maskPrivate(text: string, policy: ScreeningPolicy): string {
  return withoutPrivate({ query: '', assistant_output: text }, policy).text.assistant_output;
}

function maskIn(
  text: string,
  field: Finding['field'],
  findings: readonly Finding[],
): { text: string; masked: number } {
  const stretches = findings
    .filter((finding) => finding.field === field)
    .sort((a, b) => a.start - b.start || b.end - a.end);
  let masked = '';
  let count = 0;
  let done = 0;
  for (const { start, end, replacement = MASK } of stretches) {
    if (start >= done) {
      masked += text.slice(done, start) + replacement;
      count += 1;
    }
    done = Math.max(done, end);
  }
  return { text: masked + text.slice(done), masked: count };
}
