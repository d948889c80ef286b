import type { Place } from '../errors.js';
import type { DecideItem } from '../review/decideMany.js';
import type { ErasedPart } from './erasedCandidate.js';
import type { Found } from './findPerson.js';

/** A line of a file of candidates that gets another text. */
export interface RewrittenCandidate {
  readonly candidate: string;
  readonly file: string;
  readonly part: ErasedPart;
}

/** An entry of the knowledge base that the next snapshot leaves out. */
export interface ErasedEntry {
  readonly id: string;
  readonly file: string;
  readonly line: number;
}

/** A snapshot that was built with somebody in it. */
export interface AffectedSnapshot {
  readonly name: string;
  readonly entries: readonly string[];
}

/** Something that we must not, or cannot, change; somebody has to. */
export interface LeftToPeople {
  readonly what: string;
  readonly places: readonly Place[];
  /** What is to be done, one sentence with its full stop. */
  readonly how: string;
  readonly command?: string;
}

/** What erasing somebody would do, and what is left to do. The values themselves stand nowhere in it. */
export interface ErasurePlan {
  /** Of exactly this plan: what is done is what was shown. */
  readonly id: string;
  readonly found: Found;
  /** Candidates that are not rejected yet, as they stand. */
  readonly reject: readonly (DecideItem & { readonly status: string })[];
  readonly rewrite: readonly RewrittenCandidate[];
  /** Copies of log lines that are deleted. */
  readonly evidence: readonly string[];
  readonly entries: readonly ErasedEntry[];
  readonly snapshots: readonly AffectedSnapshot[];
  readonly models: readonly string[];
  readonly left: readonly LeftToPeople[];
}
