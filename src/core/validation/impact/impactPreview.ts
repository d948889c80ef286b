import type { EntryRef, Resolution } from '../../records/resolution.js';

/** An entry as people know it. */
export interface NamedEntry {
  readonly id: string;
  /** What is looked at to read it: an entry of the knowledge base, or the candidate that it came from. */
  readonly from: Omit<EntryRef, 'digest'>;
  readonly question: string;
}

/** Where an entry is found, from 1; null: not among the first `RERANKED`, or not there at all. */
export type Rank = number | null;

/** One of the ways in which the candidate is asked. */
export interface OwnQuestion {
  readonly question: string;
  /** How users asked otherwise, and not the candidate's own question. */
  readonly isVariant: boolean;
  /** Of what gives the answer: the entry it is merged into, or whose place it takes. */
  readonly before: Rank;
  /** Of what gives the answer then. */
  readonly after: Rank;
  /** What is found first; null: nothing. */
  readonly firstBefore: NamedEntry | null;
  readonly firstAfter: NamedEntry | null;
}

/** A mean over the holdout, without the candidate and with it. */
export interface ImpactFigure {
  readonly name: 'MRR@10' | 'nDCG@10' | 'P@1' | 'P@5' | 'P@10';
  readonly before: number;
  readonly after: number;
}

/** A query of the holdout whose right answer is found elsewhere. */
export interface QueryChange {
  readonly query: string;
  /** From 1, in the holdout's file. */
  readonly line: number;
  /** Of the first right entry. */
  readonly before: Rank;
  readonly after: Rank;
  /** What stands before the right one then and did not; none where it got better. */
  readonly pastBy: readonly NamedEntry[];
}

export interface HoldoutImpact {
  /** How many queries the figures are means of. */
  readonly n: number;
  readonly figures: readonly ImpactFigure[];
  /** The first of them, greatest change first. */
  readonly improved: readonly QueryChange[];
  readonly regressed: readonly QueryChange[];
  readonly improvedCount: number;
  readonly regressedCount: number;
  /** Lines of the holdout that could not be used, as sentences; the first of them. */
  readonly problems: readonly string[];
  readonly problemCount: number;
}

/** An entry that is no longer among the first ten. */
export interface Displaced extends NamedEntry {
  /** For how many of the candidate's own questions. */
  readonly ownQuestions: number;
  /** For how many queries of the holdout. */
  readonly holdoutQueries: number;
  /** For how many of these it was a right answer. */
  readonly rightFor: number;
}

/** What one candidate would change about what is found, beside everything that is accepted. */
export interface ImpactPreview {
  readonly candidate: string;
  /** What was looked at: the candidate's decided or chosen resolution. */
  readonly kind: Resolution['kind'];
  /** Why this cannot come about, as a sentence without its full stop; then nothing else is known. */
  readonly obstacle: string | null;
  /** The reranker whose order this is of; null: that of BM25F. */
  readonly rankedBy: string | null;
  /** The file of the reranker in use, whether or not this is of its order; null: there is none. */
  readonly inUse: string | null;
  /** Why it is that one, or there is none: the end of a sentence. */
  readonly inUseWhy: string;
  /** What gives the answer then; null where nothing does. */
  readonly entry: NamedEntry | null;
  /** Whether that stands there without the candidate. */
  readonly isKnown: boolean;
  /** Whether it would be merged into an entry of the knowledge base that asks the same. */
  readonly asksSame: boolean;
  /** What it takes the place of. */
  readonly replaces: readonly NamedEntry[];
  /** Entries that are searched, without it. */
  readonly entries: number;
  readonly own: readonly OwnQuestion[];
  readonly holdout: HoldoutImpact;
  /** Greatest number of queries first; the first of them. */
  readonly displaced: readonly Displaced[];
  readonly displacedCount: number;
}

/** What is said of a choice that cannot be carried out. */
export function obstructed(
  candidate: string,
  kind: Resolution['kind'],
  obstacle: string,
  entries: number,
): ImpactPreview {
  return {
    candidate,
    kind,
    obstacle,
    rankedBy: null,
    inUse: null,
    inUseWhy: '',
    entry: null,
    isKnown: false,
    asksSame: false,
    replaces: [],
    entries,
    own: [],
    holdout: {
      n: 0,
      figures: [],
      improved: [],
      regressed: [],
      improvedCount: 0,
      regressedCount: 0,
      problems: [],
      problemCount: 0,
    },
    displaced: [],
    displacedCount: 0,
  };
}
