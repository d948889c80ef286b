import type { PlotSource } from '../plots/plot.js';

/** What became of the candidates that were mined on one day. */
export interface CandidateDay {
  /** `2026-02-01`, UTC: the day of the run. */
  readonly day: string;
  readonly mined: number;
  /** With a finding of kind PII or secret. */
  readonly private: number;
  readonly accepted: number;
  readonly rejected: number;
  readonly flagged: number;
  readonly pending: number;
  readonly source: PlotSource;
}

/** What was decided on one day, whenever it was mined. */
export interface DecisionDay {
  readonly day: string;
  readonly accepted: number;
  readonly rejected: number;
  readonly flagged: number;
  readonly source: readonly PlotSource[];
}

export interface ReviewerMeasure {
  /** `Ada <ada@…>`. */
  readonly reviewer: string;
  readonly accepted: number;
  readonly rejected: number;
  readonly flagged: number;
  /** Decisions in the last seven days. */
  readonly lately: number;
}

/** An entry of the knowledge base, and a file that it cites which changed after it. */
export interface StaleEntry {
  readonly id: string;
  readonly place: { readonly file: string; readonly line: number };
  readonly cited: string;
  /** ISO 8601. */
  readonly entryAt: string;
  readonly changedAt: string;
}

/** Queries that mean the same and found nothing: what rule R4 makes a candidate of. */
export interface CoverageGap {
  readonly searches: number;
  /** Searches of the cluster, by their lines; what was asked may be private and is not told here. */
  readonly sources: readonly PlotSource[];
  /** Ids of the candidates that mining made of it, whatever became of them. */
  readonly candidates?: readonly string[];
}

/** What is known of a workspace beside the answers. */
export interface WorkspaceMeasures {
  /** Oldest first; days on which nothing was mined are left out. */
  readonly mined: readonly CandidateDay[];
  readonly decided: readonly DecisionDay[];
  readonly reviewers: readonly ReviewerMeasure[];
  /** Of candidates that two people judged blind; null where there are none. */
  readonly agreement: { readonly kappa: number | null; readonly n: number } | null;
  readonly staleness: {
    readonly entries: number;
    /** Entries that cite a file of the workspace, and of which is known when they were written: what can be judged. */
    readonly citing: number;
    /** Entries that cite one, and of which nothing tells when they were written. */
    readonly undated?: number;
    readonly stale: readonly StaleEntry[];
  };
  readonly gaps: readonly CoverageGap[];
  /** From lines of logs to what users get, each step with its count, in order. */
  readonly funnel: readonly { readonly step: string; readonly count: number }[];
}
