import type { CandidateText, Finding } from '../../src/shared/panelProtocol.js';

/** The text with every suggested replacement put in. Of findings that overlap, the first counts. */
export function redact(text: CandidateText, findings: readonly Finding[]): CandidateText {
  return {
    query: redactField(text.query, 'query', findings),
    assistant_output: redactField(text.assistant_output, 'assistant_output', findings),
  };
}

/** Findings that say what may stand there instead. */
export function redactable(findings: readonly Finding[]): Finding[] {
  return findings.filter(({ replacement }) => replacement !== undefined);
}

function redactField(text: string, field: Finding['field'], findings: readonly Finding[]): string {
  const inOrder = redactable(findings)
    .filter((finding) => finding.field === field)
    .sort((a, b) => a.start - b.start || b.end - a.end);
  let redacted = '';
  let done = 0;
  for (const { start, end, replacement = '' } of inOrder) {
    if (start < done) continue;
    redacted += text.slice(done, start) + replacement;
    done = end;
  }
  return redacted + text.slice(done);
}
