/** States of what is watched, as `METRIC_STATES` of the core, in words for a person. */
export const STATE_WORDS = {
  ok: 'OK',
  'no-data': 'No data',
  'warming-up': 'Warming up',
  stale: 'Stale',
  warn: 'Warning',
  alert: 'Alert',
} as const;
