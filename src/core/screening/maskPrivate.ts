import type { Finding } from '../records/candidate.js';
import type { ScreeningPolicy } from './recogniser.js';
import { screenText } from './screenText.js';

const MASK = '[REDACTED]';

/** A text from a log with what must not be copied out of it replaced: personal data and secrets. */
export function maskPrivate(text: string, policy: ScreeningPolicy): string {
  const stretches = screenText({ query: '', assistant_output: text }, policy)
    .filter(isPrivate)
    .sort((a, b) => a.start - b.start || b.end - a.end);
  let masked = '';
  let done = 0;
  for (const { start, end, replacement = MASK } of stretches) {
    if (start >= done) masked += text.slice(done, start) + replacement;
    done = Math.max(done, end);
  }
  return masked + text.slice(done);
}

function isPrivate({ kind, field }: Finding): boolean {
  return field === 'assistant_output' && (kind === 'pii' || kind === 'secret');
}
