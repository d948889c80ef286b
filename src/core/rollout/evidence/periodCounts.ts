import { DAY_MS } from '../../durations.js';
import { RunningMoments } from '../../statistics/moments.js';
import { SeededRandom } from '../../statistics/seededRandom.js';
import type { ArmEvidence, DayEvidence, PeriodEvidence } from './evidence.js';

export type Arm = 'candidate' | 'baseline';

/**
 * From then on a person is left out, with good days and bad ones. Lots are drawn for people, not for their days: where a few
 * complain of everything, counting all their days takes a harmless candidate back four times in a hundred instead of one or two.
 */
const MOST_BAD_DAYS = 3;
/** Times that are kept of each arm, to say how often one is slower. */
const KEPT_TIMES = 500;

/** Something that one arm did, as it is counted. */
export interface Counted {
  readonly arm: Arm;
  /** Milliseconds since the epoch. */
  readonly time: number;
  /** Stands for who asked. */
  readonly subject: number;
  /** False for another search for a question that was counted already. */
  readonly isNew: boolean;
  readonly isBad: boolean;
  /** In milliseconds. */
  readonly latency: number | undefined;
}

/** Adds up one period. What it keeps grows with people and days, not with what they ask. */
export class PeriodCounts {
  readonly #arms = { candidate: new ArmCounts(), baseline: new ArmCounts() };
  /** By day since the epoch and arm: who came, and whether something went wrong for them. */
  readonly #days = new Map<number, Record<Arm, Map<number, boolean>>>();

  add({ arm, time, subject, isNew, isBad, latency }: Counted): void {
    const counts = this.#arms[arm];
    counts.subjects.add(subject);
    if (isNew) counts.exposures += 1;
    if (latency !== undefined) counts.addLatency(latency);
    const people = this.#dayOf(time)[arm];
    people.set(subject, isBad || people.get(subject) === true);
  }

  evidence(): PeriodEvidence {
    const badDays = new Map<number, number>();
    const days = [...this.#days]
      .sort(([a], [b]) => a - b)
      .map(
        ([day, { candidate, baseline }]): DayEvidence => ({
          day: new Date(day * DAY_MS).toISOString().slice(0, 10),
          candidate: countsOf(candidate, badDays),
          baseline: countsOf(baseline, badDays),
        }),
      );
    const sumOf = (arm: Arm) => days.reduce((sum, day) => sum + day[arm].bad, 0);
    return {
      candidate: this.#arms.candidate.evidence(sumOf('candidate')),
      baseline: this.#arms.baseline.evidence(sumOf('baseline')),
      days,
    };
  }

  #dayOf(time: number): Record<Arm, Map<number, boolean>> {
    const day = Math.floor(time / DAY_MS);
    const known = this.#days.get(day);
    if (known !== undefined) return known;
    const added = { candidate: new Map<number, boolean>(), baseline: new Map<number, boolean>() };
    this.#days.set(day, added);
    return added;
  }
}

/** @param badDays of each person so far, which it counts on */
function countsOf(
  people: ReadonlyMap<number, boolean>,
  badDays: Map<number, number>,
): DayEvidence[Arm] {
  let [subjects, bad] = [0, 0];
  for (const [person, isBad] of people) {
    const before = badDays.get(person) ?? 0;
    if (before >= MOST_BAD_DAYS) continue;
    subjects += 1;
    bad += Number(isBad);
    if (isBad) badDays.set(person, before + 1);
  }
  return { subjects, bad };
}

class ArmCounts {
  exposures = 0;
  readonly subjects = new Set<number>();
  readonly #logarithms = new RunningMoments();
  readonly #kept: number[] = [];
  readonly #random = new SeededRandom(1);

  addLatency(milliseconds: number): void {
    // Clocks that count whole milliseconds say 0 for less than one.
    this.#logarithms.add(Math.log(Math.max(milliseconds, 0.5)));
    // Every time is kept with the same probability (algorithm R, Vitter 1985).
    const place = this.#random.below(this.#logarithms.n);
    if (this.#kept.length < KEPT_TIMES) this.#kept.push(milliseconds);
    else if (place < KEPT_TIMES) this.#kept[place] = milliseconds;
  }

  evidence(badDays: number): ArmEvidence {
    const { n, mean, variance } = this.#logarithms;
    const latency = { n, mean, variance, sample: this.#kept };
    return { exposures: this.exposures, subjects: this.subjects.size, badDays, latency };
  }
}
