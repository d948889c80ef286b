import type { Screenable } from '../../src/core/screening/context/screenable.js';

/** A candidate about which only its text matters. */
export function madeUpCandidate(
  number: number,
  query: string,
  answer: string,
  timestamp: string,
): Screenable {
  return {
    id: `candidate-20260101-${String(number).padStart(6, '0')}`,
    source: 'user_memory',
    timestamp,
    query,
    assistant_output: answer,
    user_feedback: 'positive_feedback',
    confidence_metrics: {},
    author: 'codelumi-system',
    fingerprint: '0'.repeat(64),
    provenance: [
      {
        file: 'userData/lumi_memory.jsonl',
        line: number + 1,
        byte_offset: 0,
        byte_length: 1,
        sha256: '0'.repeat(64),
        part: 'answer',
      },
    ],
    evidence: [],
    metadata: {},
  };
}
