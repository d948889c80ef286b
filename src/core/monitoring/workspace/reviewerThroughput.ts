import { type DecisionAction, signedName } from '../../records/decision.js';
import type { JournalledDecision } from '../../review/decisionJournals.js';
import { isSamePerson } from '../../review/samePerson.js';
import { daysOf, LATELY } from './measuredDays.js';
import type { ReviewerMeasure } from './workspaceMeasures.js';

interface OpenMeasure {
  readonly latest: JournalledDecision;
  readonly counts: Map<DecisionAction, number>;
  lately: number;
}

/**
 * How many candidates each person gave a verdict on, whoever did so most lately first. Of one candidate a person's last
 * verdict counts, and none that was undone; approvals beside somebody else's acceptance, and blind reviews, count for whom
 * they are of.
 *
 * @param given by candidate, in the order in which they count
 */
export function reviewerThroughput(
  given: readonly (readonly JournalledDecision[])[],
  now: Date,
): ReviewerMeasure[] {
  const people: OpenMeasure[] = [];
  const recent = daysOf(now, LATELY);
  for (const verdict of given.flatMap(lastOfEach)) {
    const person = personOf(people, verdict);
    const { action, at } = verdict.decision;
    person.counts.set(action, (person.counts.get(action) ?? 0) + 1);
    if (recent.holds(at.slice(0, 10))) person.lately += 1;
  }
  return people
    .map(({ latest, counts, lately }) => ({
      reviewer: signedName(latest.decision.reviewer),
      accepted: counts.get('accept') ?? 0,
      rejected: counts.get('reject') ?? 0,
      flagged: counts.get('flag') ?? 0,
      lately,
    }))
    .sort((a, b) => b.lately - a.lately || sumOf(b) - sumOf(a));
}

function lastOfEach(verdicts: readonly JournalledDecision[]): JournalledDecision[] {
  return verdicts.filter(
    (verdict, at) => !verdicts.slice(at + 1).some((later) => isOfSame(verdict, later)),
  );
}

function isOfSame(one: JournalledDecision, other: JournalledDecision): boolean {
  return isSamePerson(one.decision.reviewer, other.decision.reviewer);
}

/** The person's measure, which is begun where there is none yet. */
function personOf(people: OpenMeasure[], verdict: JournalledDecision): OpenMeasure {
  const known = people.find(({ latest }) => isOfSame(latest, verdict));
  if (known !== undefined) return known;
  const person = { latest: verdict, counts: new Map<DecisionAction, number>(), lately: 0 };
  people.push(person);
  return person;
}

function sumOf({ accepted, rejected, flagged }: ReviewerMeasure): number {
  return accepted + rejected + flagged;
}
