import type { PlotSource } from '../plots/plot.js';
import { byDecisionDay, type StandingVerdict } from './reviewedDay.js';
import type { DecisionDay } from './workspaceMeasures.js';

/**
 * What was decided on each day (UTC), whenever it was mined, oldest day first. A candidate counts once, by the decision that
 * gave the status it has now: what was undone, reopened or decided anew since is not counted twice.
 */
export function decisionDays(verdicts: readonly StandingVerdict[]): DecisionDay[] {
  return byDecisionDay(verdicts).map(([day, of]) => ({
    day,
    accepted: countOf(of, 'accepted'),
    rejected: countOf(of, 'rejected'),
    flagged: countOf(of, 'flagged'),
    source: journalsOf(of),
  }));
}

function countOf(verdicts: readonly StandingVerdict[], wanted: StandingVerdict['status']): number {
  return verdicts.filter(({ status }) => status === wanted).length;
}

/** From the first to the last of the lines in each journal. */
function journalsOf(verdicts: readonly StandingVerdict[]): PlotSource[] {
  const journals = new Map<string, PlotSource>();
  for (const { by } of verdicts) {
    const { file, line } = by;
    const { first, last } = journals.get(file) ?? { first: line, last: line };
    journals.set(file, { file, first: Math.min(first, line), last: Math.max(last, line) });
  }
  return [...journals.values()];
}
