import type { CandidateText, Finding } from '../records/candidate.js';

/** The text with every finding that suggests a replacement replaced. Offsets refer to `text` as given. */
export function redact(text: CandidateText, findings: readonly Finding[]): CandidateText {
  return {
    query: redactField(
      text.query,
      findings.filter((finding) => finding.field === 'query'),
    ),
    assistant_output: redactField(
      text.assistant_output,
      findings.filter((finding) => finding.field === 'assistant_output'),
    ),
  };
}

function redactField(text: string, findings: readonly Finding[]): string {
  // From the end, so that earlier offsets stay true.
  const fromTheEnd = [...findings].sort((a, b) => b.start - a.start);
  return fromTheEnd.reduce(
    (redacted, { start, end, replacement }) =>
      replacement === undefined
        ? redacted
        : redacted.slice(0, start) + replacement + redacted.slice(end),
    text,
  );
}
