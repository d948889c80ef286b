/** What a state of what is watched is called where it stands by itself; in a sentence it is the core's `STATE_NAMES`. */
export const STATE_LABELS = {
  ok: 'OK',
  'no-data': 'No data',
  'warming-up': 'Warming up',
  stale: 'Stale',
  warn: 'Warning',
  alert: 'Alert',
} as const;
