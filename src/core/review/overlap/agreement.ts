import type { Job } from '../../job.js';
import { type Reviewer, signedName } from '../../records/decision.js';
import {
  type Agreement,
  cohenKappa,
  fleissKappa,
  type NoAgreement,
} from '../../statistics/kappa.js';
import { isProblem } from '../../workspace/candidateFiles.js';
import { readConfig } from '../../workspace/config.js';
import type { JournalledDecision } from '../decisionJournals.js';
import { reviewDays, reviewedCandidates } from '../reviewedCandidates.js';
import type { ReviewState } from '../reviewState.js';
import { foldedAddress } from '../samePerson.js';
import { independentVerdicts, REVIEWS, roundsOf } from './independentReviews.js';
import { isInOverlap } from './overlapSample.js';

/** How two people who reviewed some of the same candidates agree. */
export interface PairAgreement {
  readonly reviewers: readonly [string, string];
  /** Cohen's kappa, or why there is none. */
  readonly agreement: Agreement | NoAgreement;
}

export interface ReviewAgreement {
  /** Candidates of the overlap. */
  readonly sampled: number;
  /** Of these, reviewed by two people who did not know of each other. */
  readonly complete: number;
  /** Of these, where the two said different things. */
  readonly different: number;
  /** Of these, still disputed, to be settled by somebody who knows of both. */
  readonly disputed: readonly string[];
  readonly pairs: readonly PairAgreement[];
  /** Fleiss' kappa of all, where three or more people reviewed; `one-pair`: `pairs` has it all. */
  readonly all: Agreement | NoAgreement | 'one-pair';
}

/** Verdicts on one candidate that were given in ignorance of each other, one a person. */
export type Reviews = readonly JournalledDecision[];

/** How far reviewers agree, from the verdicts that they gave without knowing of each other. */
export const measureAgreement: Job<Record<string, never>, ReviewAgreement> = async (
  _input,
  context,
) => {
  const { review } = await readConfig(context.files);
  const reviewed: Reviews[] = [];
  const disputed: string[] = [];
  let sampled = 0;
  for (const day of (await reviewDays(context)).sort()) {
    for await (const read of reviewedCandidates(context, day)) {
      if (isProblem(read) || !isInOverlap(read.candidate.id, review)) continue;
      sampled += 1;
      if (read.state.disputed !== undefined) disputed.push(read.candidate.id);
      const reviews = completeReviews(read.state);
      if (reviews !== undefined) reviewed.push(reviews);
    }
  }
  return { sampled, disputed, ...agreementOf(reviewed) };
};

/**
 * The reviews of a candidate of the overlap; undefined: they are not complete. What came after an edit is a review of
 * another text: the first that is complete counts.
 */
export function completeReviews({ history }: Pick<ReviewState, 'history'>): Reviews | undefined {
  const rounds = roundsOf(history).map(independentVerdicts);
  return rounds.find(({ length }) => length >= REVIEWS)?.slice(0, REVIEWS);
}

/** @param reviewed of each candidate as many as `completeReviews` gives */
export function agreementOf(
  reviewed: readonly Reviews[],
): Pick<ReviewAgreement, 'complete' | 'different' | 'pairs' | 'all'> {
  const people = new Set(reviewed.flat().map(({ decision }) => keyOf(decision.reviewer)));
  return {
    complete: reviewed.length,
    different: reviewed.filter((reviews) => new Set(reviews.map(verdictOf)).size > 1).length,
    pairs: pairsIn(reviewed),
    all: people.size < 3 ? 'one-pair' : fleissKappa(reviewed.map((each) => each.map(verdictOf))),
  };
}

function pairsIn(reviewed: readonly Reviews[]): PairAgreement[] {
  const pairs = new Map<string, { names: [string, string]; verdicts: [string, string][] }>();
  for (const reviews of reviewed) {
    const [one, two] = reviews.toSorted((a, b) => (nameKey(a) < nameKey(b) ? -1 : 1));
    if (one === undefined || two === undefined) continue;
    const key = JSON.stringify([nameKey(one), nameKey(two)]);
    const pair = pairs.get(key) ?? { names: [nameOf(one), nameOf(two)], verdicts: [] };
    pair.verdicts.push([verdictOf(one), verdictOf(two)]);
    pairs.set(key, pair);
  }
  return [...pairs.values()]
    .sort((a, b) => b.verdicts.length - a.verdicts.length)
    .map(({ names, verdicts }) => ({ reviewers: names, agreement: cohenKappa(verdicts) }));
}

function verdictOf({ decision }: JournalledDecision): string {
  return decision.action;
}

function nameOf({ decision }: JournalledDecision): string {
  return signedName(decision.reviewer);
}

function nameKey({ decision }: JournalledDecision): string {
  return keyOf(decision.reviewer);
}

function keyOf({ name, email }: Reviewer): string {
  return email === '' ? name : foldedAddress(email);
}
