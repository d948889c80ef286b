import type {
  Detail,
  Finding,
  ReviewStatus,
  Summary,
} from '../../../src/shared/candidateProtocol.js';

export function summary(id: string, status: ReviewStatus = 'pending'): Summary {
  return { id, status, query: `Question of ${id}`, rules: [], edited: false };
}

export function finding(more: Partial<Finding> = {}): Finding {
  return {
    kind: 'pii',
    rule: 'email-address',
    severity: 'blocking',
    field: 'assistant_output',
    start: 0,
    end: 1,
    message: 'An e-mail address.',
    ...more,
  };
}

export function detail(id: string, more: Partial<Detail> = {}): Detail {
  const text = { query: `Question of ${id}`, assistant_output: 'Write to ada@acme.dev.' };
  return {
    id,
    status: 'pending',
    byScreening: true,
    text,
    original: text,
    secrets: [],
    edited: false,
    approvers: [],
    approvedByMe: false,
    fingerprint: 'f1',
    on: null,
    findings: [],
    provenance: [],
    evidence: [],
    impact: { value: 0.5, frequency: 1, gap: 1, confidence: 0.5 },
    feedback: 'thumbs_up',
    timestamp: '2026-06-03T14:05:09.000Z',
    timestampInferred: false,
    nearDuplicates: [],
    turnsBefore: [],
    turnsAfter: [],
    nearEntries: [],
    variants: [],
    history: [],
    comments: [],
    reasonCodes: [
      { code: 'wrong', label: 'Wrong' },
      { code: 'house-style', label: 'House style' },
    ],
    ...more,
  };
}

export const ALL_CHECKED = { factual: true, cited: true, no_pii: true, clear: true };
