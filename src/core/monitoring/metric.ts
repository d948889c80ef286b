/** What is watched. The words of each stand in `METRICS`. */
export const METRIC_IDS = [
  'top-score',
  'score-margin',
  'hit-mix',
  'zero-hits',
  'negative-feedback',
  'errors',
  'latency',
  'reject-rate',
  'private-rate',
  'candidate-volume',
  'memory-growth',
  'staleness',
  'rollout',
] as const;

export type MetricId = (typeof METRIC_IDS)[number];

interface MetricWords {
  readonly title: string;
  /** What it tells, as a sentence. */
  readonly meaning: string;
}

export const METRICS: Readonly<Record<MetricId, MetricWords>> = {
  'top-score': {
    title: 'Top score',
    meaning: 'How sure the reranker is of the first hit, now against the reference.',
  },
  'score-margin': {
    title: 'Score margin',
    meaning: 'How far the first hit is ahead of the second, now against the reference.',
  },
  'hit-mix': {
    title: 'Hit mix',
    meaning: 'Which entries of the knowledge base are found, now against the reference.',
  },
  'zero-hits': {
    title: 'Searches without a hit',
    meaning: 'The share of conversations in which the knowledge base had nothing.',
  },
  'negative-feedback': {
    title: 'Negative feedback',
    meaning: 'The share of conversations whose user was not content.',
  },
  errors: { title: 'Errors', meaning: 'The share of conversations in which a search failed.' },
  latency: { title: 'Latency', meaning: 'The 95th percentile of how long searches take.' },
  'reject-rate': {
    title: 'Rejected candidates',
    meaning: 'The share of decided candidates that reviewers rejected.',
  },
  'private-rate': {
    title: 'Private candidates',
    meaning: 'The share of new candidates that hold something private.',
  },
  'candidate-volume': { title: 'New candidates', meaning: 'How many candidates a day brings.' },
  'memory-growth': {
    title: 'Memory growth',
    meaning: 'How many bytes a day adds to the log of conversations.',
  },
  staleness: {
    title: 'Stale entries',
    meaning: 'Entries of the knowledge base whose cited files changed after them.',
  },
  rollout: { title: 'Rollout', meaning: 'What the guardrails of the rollout say.' },
};

/**
 * Never `ok` for want of data: `warming-up` lacks observations, `no-data` has none at all (and why, in words), `stale`
 * had them, but none lately.
 */
export const METRIC_STATES = ['ok', 'no-data', 'warming-up', 'stale', 'warn', 'alert'] as const;

export type MetricState = (typeof METRIC_STATES)[number];
