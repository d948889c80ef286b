/** Why something was rejected or flagged, for counting; a workspace may add its own. */
export const REASON_CODES = [
  'wrong',
  'outdated',
  'not-general',
  'private',
  'unclear',
  'duplicate',
  'unsafe',
  'other',
] as const;

/** Of what is rejected because somebody has to be forgotten; no reviewer chooses it. */
export const ERASURE_CODE = 'erasure';
