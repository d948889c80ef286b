import type { DecisionAction } from '../../records/decision.js';
import type { JournalledDecision } from '../decisionJournals.js';
import { standing } from '../lineage.js';
import { isSamePerson } from '../samePerson.js';

const VERDICTS: readonly DecisionAction[] = ['accept', 'reject', 'flag'];
/** After these a candidate is another one, or is looked at anew: what was said before is no review of it. */
const BEGINNINGS: readonly DecisionAction[] = ['edit', 'reopen'];

export function isVerdict({ decision }: JournalledDecision): boolean {
  return VERDICTS.includes(decision.action);
}

/**
 * The history of one candidate cut where it begins anew, each round with what opened it.
 * @param history in the order in which it counts
 */
export function roundsOf(history: readonly JournalledDecision[]): JournalledDecision[][] {
  const isStanding = new Set(standing(history));
  const rounds: JournalledDecision[][] = [[]];
  for (const entry of history) {
    const begins = BEGINNINGS.includes(entry.decision.action) && isStanding.has(entry);
    if (begins) rounds.push([]);
    rounds.at(-1)?.push(entry);
  }
  return rounds;
}

/**
 * The verdicts of one round that were given in ignorance of each other, one a person: the first, those that were
 * given blind, and those that a merge brought from another clone.
 */
export function independentVerdicts(round: readonly JournalledDecision[]): JournalledDecision[] {
  const verdicts = standing(round).filter(isVerdict);
  const [first] = verdicts;
  const found: JournalledDecision[] = [];
  for (const entry of verdicts) {
    const { blind, on, reviewer } = entry.decision;
    const isIndependent = entry === first || blind === true || on === first?.decision.on;
    const isOther = !found.some(({ decision }) => isSamePerson(decision.reviewer, reviewer));
    if (isIndependent && isOther) found.push(entry);
  }
  return found;
}

/** How many people review a candidate of the overlap without knowing of each other. */
export const REVIEWS = 2;
