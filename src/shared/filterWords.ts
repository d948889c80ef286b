/** What the filter takes, by example. */
export const FILTER_EXAMPLES: readonly string[] = [
  'status:pending',
  'finding:pii',
  'rule:R1',
  'score:>0.5',
  'reviewer:me',
  'day:2026-01-24..',
  '"two words"',
  '-without',
];

/** The orders, as they are named where the current one is shown. */
export const SORT_WORDS = {
  queue: 'Queue order',
  impact: 'By impact',
  date: 'By date',
  score: 'By evidence',
} as const;
