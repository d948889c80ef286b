import type { JobContext } from '../../job.js';
import { addToGroup } from '../../records/addToGroup.js';
import type { Candidate } from '../../records/candidate.js';
import type { JournalledDecision } from '../../review/decisionJournals.js';
import { standing } from '../../review/lineage.js';
import { completeReviews, type Reviews } from '../../review/overlap/agreement.js';
import { isVerdict } from '../../review/overlap/independentReviews.js';
import { isInOverlap, type OverlapPolicy } from '../../review/overlap/overlapSample.js';
import { type ReviewedCandidate, reviewedCandidates } from '../../review/reviewedCandidates.js';
import type { ReviewStatus } from '../../review/reviewState.js';
import { isPersonalOrSecret } from '../../screening/textFinding.js';
import { isProblem } from '../../workspace/candidateFiles.js';
import { candidatesFile } from '../../workspace/paths.js';
import type { CandidateDay } from './workspaceMeasures.js';

/** Where a candidate stands by somebody's decision, and which that was. */
export interface StandingVerdict {
  readonly candidate: string;
  readonly status: Exclude<ReviewStatus, 'pending'>;
  readonly by: JournalledDecision;
}

/** A candidate that rule R4 made, and the lines that prove it, as `file:line`. */
export interface GapCandidate {
  readonly id: string;
  readonly lines: readonly string[];
}

/** The candidates that were mined on one day, read once for everything that is measured of them. */
export interface ReviewedDay {
  /** undefined: its file holds none. */
  readonly mined: CandidateDay | undefined;
  /** At most one a candidate: the one that gave the status it has now. */
  readonly verdicts: readonly StandingVerdict[];
  /** By candidate: what everybody said of it and did not take back. */
  readonly given: readonly (readonly JournalledDecision[])[];
  /** Of candidates that two people judged blind. */
  readonly blind: readonly Reviews[];
  readonly gaps: readonly GapCandidate[];
}

/**
 * Reads one day. Lines that are no candidates, and decisions that do not count or whose candidate is gone, are in no figure;
 * `codelumi verify` names them.
 */
export async function readReviewedDay(
  context: Pick<JobContext, 'files' | 'signal'>,
  day: string,
  policy: OverlapPolicy,
): Promise<ReviewedDay> {
  const tally = new DayTally(day);
  const verdicts: StandingVerdict[] = [];
  const given: JournalledDecision[][] = [];
  const blind: Reviews[] = [];
  const gaps: GapCandidate[] = [];
  for await (const read of reviewedCandidates(context, day)) {
    if (isProblem(read)) continue;
    const { candidate, state } = read;
    tally.add(read);
    verdicts.push(...verdictOn(read));
    const said = standing(state.history).filter(isVerdict);
    if (said.length > 0) given.push(said);
    const reviews = isInOverlap(candidate.id, policy) ? completeReviews(state) : undefined;
    if (reviews !== undefined) blind.push(reviews);
    if (candidate.metadata.gap === true) gaps.push(gapCandidate(candidate));
  }
  return { mined: tally.result, verdicts, given, blind, gaps };
}

/** Screening rejects and flags as well; that is nobody's verdict. */
function verdictOn({ candidate, state }: ReviewedCandidate): StandingVerdict[] {
  const { status, decidedBy } = state;
  if (status === 'pending' || decidedBy === undefined) return [];
  return [{ candidate: candidate.id, status, by: decidedBy }];
}

function gapCandidate({ id, provenance }: Candidate): GapCandidate {
  return { id, lines: provenance.map(({ file, line }) => `${file}:${line}`) };
}

class DayTally {
  readonly #day: string;
  readonly #counts: Record<ReviewStatus, number> = {
    accepted: 0,
    rejected: 0,
    flagged: 0,
    pending: 0,
  };
  #mined = 0;
  #private = 0;
  #first = 0;
  #last = 0;

  constructor(day: string) {
    this.#day = day;
  }

  add({ candidate, state, position: { line } }: ReviewedCandidate): void {
    if (this.#mined === 0) this.#first = line;
    this.#last = line;
    this.#mined += 1;
    this.#private += Number(isPrivate(candidate));
    this.#counts[state.status] += 1;
  }

  get result(): CandidateDay | undefined {
    if (this.#mined === 0) return undefined;
    return {
      day: this.#day,
      mined: this.#mined,
      private: this.#private,
      ...this.#counts,
      source: { file: candidatesFile(this.#day), first: this.#first, last: this.#last },
    };
  }
}

/** As it was mined: what an edit took out of it since was there. */
function isPrivate({ findings }: Candidate): boolean {
  return findings.some(isPersonalOrSecret);
}

/** What of several days there is, in one list. */
export function ofAll<Kind extends 'verdicts' | 'given' | 'blind' | 'gaps'>(
  days: readonly ReviewedDay[],
  kind: Kind,
): ReviewedDay[Kind][number][] {
  return days.flatMap((day) => day[kind] as readonly ReviewedDay[Kind][number][]);
}

/** In groups by the day on which something was decided, oldest first. */
export function byDecisionDay(
  verdicts: readonly StandingVerdict[],
): [day: string, of: readonly StandingVerdict[]][] {
  const days = new Map<string, StandingVerdict[]>();
  for (const verdict of verdicts) addToGroup(days, verdict.by.decision.at.slice(0, 10), verdict);
  return [...days].sort(([a], [b]) => (a < b ? -1 : 1));
}
