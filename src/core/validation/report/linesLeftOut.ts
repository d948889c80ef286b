import { formatPlace } from '../../errors.js';
import type { EvaluationSet } from '../holdout/evaluationLines.js';

const MOST_TOLD = 20;

/** Lines of sets that measure nothing, each with its place: a set that shrinks unseen would prove less and less. */
export function linesLeftOut(sets: readonly EvaluationSet<unknown>[]): string[] {
  const faults = sets.flatMap((set) => set.faults);
  const told = faults
    .slice(0, MOST_TOLD)
    .map(({ place, message }) => `${formatPlace(place)} measures nothing: ${message}`);
  const left = faults.length - told.length;
  return left === 0 ? told : [...told, `${left} more lines measure nothing.`];
}
