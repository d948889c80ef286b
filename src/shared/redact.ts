import type { CandidateText, Finding } from './candidateProtocol.js';

type Redaction = Pick<Finding, 'field' | 'start' | 'end' | 'replacement'>;

/**
 * The text with every suggested replacement put in. Findings that overlap become one stretch, with
 * the replacement of the first: no piece of any of them stays.
 */
export function redact(text: CandidateText, findings: readonly Redaction[]): CandidateText {
  return {
    query: redactField(text.query, 'query', findings),
    assistant_output: redactField(text.assistant_output, 'assistant_output', findings),
  };
}

/** Findings that say what may stand there instead. */
export function redactable<F extends Redaction>(findings: readonly F[]): F[] {
  return findings.filter(({ replacement }) => replacement !== undefined);
}

const PRIVATE: readonly string[] = ['pii', 'secret'];

/** What is taken out is redacted, anything else is mended. */
export function isPrivate({ kind }: Pick<Finding, 'kind'>): boolean {
  return PRIVATE.includes(kind);
}

function redactField(
  text: string,
  field: Redaction['field'],
  findings: readonly Redaction[],
): string {
  const inOrder = redactable(findings)
    .filter((finding) => finding.field === field)
    .sort((a, b) => a.start - b.start || b.end - a.end);
  let redacted = '';
  let done = 0;
  for (const { start, end, replacement = '' } of inOrder) {
    if (start < done) {
      done = Math.max(done, end);
      continue;
    }
    redacted += text.slice(done, start) + replacement;
    done = end;
  }
  return redacted + text.slice(done);
}
