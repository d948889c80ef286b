import type { Finding } from '../../records/candidate.js';

interface Rule {
  readonly rule: string;
  readonly version: number;
}

type Said = Pick<Finding, 'kind' | 'severity' | 'score' | 'message'>;

/** A finding about the answer as a whole. */
export function aboutAnswer({ rule, version }: Rule, answer: string, said: Said): Finding {
  const { kind, severity, score, message } = said;
  return {
    kind,
    rule,
    version,
    severity,
    field: 'assistant_output',
    start: 0,
    end: answer.length,
    score,
    message,
  };
}
