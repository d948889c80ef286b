import type { SplitCount } from '../../statistics/sampleRatio.js';

/** What one of two deployments did for users in a period. */
export interface ArmEvidence {
  /** Questions that it answered, however many searches were made for each. */
  readonly exposures: number;
  /** People, or conversations where nobody is told from others. */
  readonly subjects: number;
  /** Days on which each of these had something to complain about, added up. */
  readonly badDays: number;
  readonly latency: LatencyEvidence;
}

/** Natural logarithms of milliseconds: times of answers spread by factors. */
export interface LatencyEvidence {
  readonly n: number;
  readonly mean: number;
  readonly variance: number;
  /** Some of the times in milliseconds, drawn at random. */
  readonly sample: readonly number[];
}

/**
 * Of one day: how many people each arm answered, and for how many of them something went wrong. People for whom it did on three
 * days of the period are left out of those that follow.
 */
export interface DayEvidence {
  /** `2026-02-01`, UTC. */
  readonly day: string;
  readonly candidate: { readonly subjects: number; readonly bad: number };
  readonly baseline: { readonly subjects: number; readonly bad: number };
}

export interface PeriodEvidence {
  readonly candidate: ArmEvidence;
  readonly baseline: ArmEvidence;
  /** Oldest first. */
  readonly days: readonly DayEvidence[];
}

/** Something of which one is enough. */
export interface HardFailure {
  readonly kind: string;
  readonly file: string;
  readonly line: number;
}

/** What the logs tell of a rollout. */
export interface LiveEvidence {
  /** Since the stage was entered, and before that since users first got the candidate. */
  readonly stage: PeriodEvidence;
  readonly before: PeriodEvidence;
  /** People who came since the candidate's share was last changed; left out where it answers all or nobody. */
  readonly split?: SplitCount & { readonly inBoth: number };
  /** Of the candidate; the first of them and how many there are. */
  readonly hardFailures: { readonly count: number; readonly first: readonly HardFailure[] };
  /** Exposures that somebody chose, which count for nothing. */
  readonly pinned: number;
}

/** How one judged query fared under both. What was asked is left in its file: it may be private. */
export interface ReplayedQuery {
  readonly source: 'holdout' | 'accepted';
  readonly file: string;
  readonly line: number;
  /** Reciprocal rank of what was right, 0 where it was not found. */
  readonly baseline: number;
  readonly candidate: number;
}

/** What running both rankings over the same queries tells. */
export interface ShadowEvidence {
  readonly queries: readonly ReplayedQuery[];
  /** All queries for which both rankings were worked out, each once. */
  readonly asked: number;
  /** Those of them that are the newest of the log, whether or not anybody knows what is right. */
  readonly replayed: number;
  /** Of these, the mean share of the first ten that both have; null where there are none. */
  readonly overlap: number | null;
}

/** A gate of a validation that counts: one that has to pass, or one that fails. */
export interface ValidationEvidence {
  readonly id: string;
  readonly verdict: 'pass' | 'fail' | 'inconclusive' | 'no-data';
  readonly words: string;
}
