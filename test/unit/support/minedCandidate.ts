import type { Candidate, CandidateText } from '../../../src/core/records/candidate.js';
import { fingerprintOf } from '../../../src/core/records/fingerprint.js';

/** Of the day on which small workspaces of tests were mined. */
export const DAY = '2026-11-20';

export function idOf(number: number): string {
  return `candidate-20261120-${String(number).padStart(4, '0')}`;
}

/** A pending candidate that screening has nothing to say of, from a log that is not there. */
export function minedCandidate(
  number: number,
  words: CandidateText,
  variants: readonly string[] = [],
): Candidate {
  return {
    id: idOf(number),
    source: 'user_memory',
    timestamp: `${DAY}T09:00:00.000Z`,
    ...words,
    user_feedback: 'thumbs_up',
    confidence_metrics: {},
    author: 'codelumi-system',
    status: 'pending',
    fingerprint: fingerprintOf(words),
    provenance: [
      {
        file: 'userData/lumi_memory.jsonl',
        line: 1,
        byte_offset: 0,
        byte_length: 2,
        sha256: '0'.repeat(64),
        part: 'answer',
      },
    ],
    evidence: [],
    findings: [],
    metadata: { variants: [...variants] },
  };
}
