import type { Span } from '../samples.js';
import { daysOf, EARLIER, LATELY, type MeasuredDays } from './measuredDays.js';
import type { WorkspaceMeasures } from './workspaceMeasures.js';

/** How often something was so, of how many times that it could have been. */
export interface CountedRate {
  readonly events: number;
  readonly of: number;
  /** Whole days, UTC. */
  readonly span: Span;
}

/** A rate of the last seven days (today is one of them), and of the 56 days before those. */
export interface HeldRate {
  readonly now: CountedRate;
  readonly before: CountedRate;
}

export interface WorkspaceRates {
  /** Of the candidates that were accepted or rejected in those days, the rejected ones. Flagged ones are not decided. */
  readonly rejected: HeldRate;
  /** Of the candidates that were mined in those days, the ones that hold something private. */
  readonly private: HeldRate;
}

/** What is dated in the future, by a clock that was wrong, counts in neither. */
export function ratesOf(
  { mined, decided }: Pick<WorkspaceMeasures, 'mined' | 'decided'>,
  now: Date,
): WorkspaceRates {
  const decisions = decided.map(({ day, accepted, rejected }) => ({
    day,
    events: rejected,
    of: accepted + rejected,
  }));
  const candidates = mined.map((each) => ({
    day: each.day,
    events: each.private,
    of: each.mined,
  }));
  return { rejected: heldRate(decisions, now), private: heldRate(candidates, now) };
}

interface CountedDay {
  readonly day: string;
  readonly events: number;
  readonly of: number;
}

function heldRate(counted: readonly CountedDay[], now: Date): HeldRate {
  return {
    now: rateIn(counted, daysOf(now, LATELY)),
    before: rateIn(counted, daysOf(now, EARLIER, LATELY)),
  };
}

function rateIn(counted: readonly CountedDay[], days: MeasuredDays): CountedRate {
  const inside = counted.filter(({ day }) => days.holds(day));
  return {
    events: inside.reduce((sum, { events }) => sum + events, 0),
    of: inside.reduce((sum, { of }) => sum + of, 0),
    span: { from: days.from, to: days.to },
  };
}
