import { CodelumiError } from '../errors.js';
import { addToGroup } from '../records/addToGroup.js';
import { type Candidate, dayOfCandidate } from '../records/candidate.js';
import { isProblem, type Problem, unusable } from '../workspace/candidateFiles.js';
import { candidatesFile } from '../workspace/paths.js';
import { type SeenState, seenBy, type Viewing } from './overlap/blind.js';
import type { ReviewReader } from './reviewReader.js';
import { byCandidate, type DecisionsOf, reviewStateOf } from './reviewState.js';
import type { Proof } from './signatures/reviewStatement.js';

/** A candidate among many as it stands, or why nothing can be said of it. */
export type Found =
  | { readonly id: string; readonly candidate: Candidate; readonly state: SeenState }
  | { readonly id: string; readonly error: CodelumiError };

/** Ids by the day of their candidates. */
export function byDay(ids: Iterable<string>): ReadonlyMap<string, readonly string[]> {
  const days = new Map<string, string[]>();
  for (const id of ids) addToGroup(days, dayOfCandidate(id), id);
  return days;
}

/**
 * Candidates of one day, each exactly once, one after the other so that not all are held at once.
 * @param viewing undefined: with everything that was decided, whoever looks
 */
export async function* statesOn(
  reader: ReviewReader,
  day: string,
  ids: readonly string[],
  viewing?: Viewing,
): AsyncGenerator<Found> {
  const decisionsOf: DecisionsOf = byCandidate((await reader.decisions(day)).decisions);
  const left = new Set(ids);
  const problems: Problem[] = [];
  for await (const read of reader.candidates(day, left)) {
    if (isProblem(read)) {
      problems.push(read);
      continue;
    }
    const { candidate } = read;
    left.delete(candidate.id);
    const whole = reviewStateOf(candidate, decisionsOf.get(candidate.id) ?? []);
    const state =
      viewing === undefined ? whole : seenBy(viewing.me, candidate, whole, viewing.policy);
    yield { id: candidate.id, candidate, state };
  }
  for (const id of left) {
    const problem = problems.find(({ message }) => message.includes(id));
    yield { id, error: problem === undefined ? noSuchCandidate(id) : unusable(problem) };
  }
}

/** Notes the log lines behind a candidate, for the statement that is signed about it. */
export function keepProofs(found: Found, proofs: Map<string, readonly Proof[]>): void {
  if ('candidate' in found) proofs.set(found.id, found.candidate.provenance);
}

export function noSuchCandidate(id: string): CodelumiError {
  return new CodelumiError({
    reason: 'not-found',
    what: `There is no candidate ${id}`,
    place: { file: candidatesFile(dayOfCandidate(id)) },
    remedy: 'List the candidates to see their ids.',
  });
}
