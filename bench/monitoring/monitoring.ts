// `npm run bench:monitoring [-- YEARS [CONVERSATIONS OF THE REFERENCE]]` replays made-up histories, a look a day: how often what is watched warns and alerts where
// nothing changed, and how many days it takes where something did; beside usual practice, over the same rows.

import { printTable } from '../screening/table.js';
import { type Change, history, NO_CHANGE } from './history.js';
import { type Alarms, DailyLooks } from './looks.js';

const [years = '10', reference = '1000'] = process.argv.slice(2);
const YEAR = 365;
const RUNS = 20;
const FIRST_RUN = 1_000;
/** Days before a change: of the reference, and of two windows after it. */
const QUIET = 42;
/** Two alarms with no more days between them are one. */
const OVER_AFTER = 7;
/** An alarm after so many days is none that the change led to. */
const PATIENCE = 28;

const CHANGES: readonly { readonly name: string; readonly change: Partial<Change> }[] = [
  { name: 'scores −0.25 logit', change: { logit: -0.25 } },
  { name: 'scores −0.5 logit', change: { logit: -0.5 } },
  { name: 'scores −1 logit', change: { logit: -1 } },
  { name: 'negative feedback doubled', change: { negative: 2 } },
  { name: 'a third asks for other entries', change: { mix: 0.33 } },
];

const SHOWN: readonly (readonly [key: string, name: string])[] = [
  ['top-score warn', 'top score: warning'],
  ['top-score alert', 'top score: alert'],
  ['hit-mix warn', 'hit mix: warning'],
  ['hit-mix alert', 'hit mix: alert'],
  ['negative-feedback warn', 'negative feedback: warning'],
  ['negative-feedback alert', 'negative feedback: alert'],
  ['score-margin warn', 'score margin: warning'],
  ['zero-hits warn', 'searches without a hit: warning'],
  ['errors warn', 'errors: warning'],
  ['latency warn', 'latency: warning'],
  ['any warn', 'any of the seven: warning'],
  ['any alert', 'any of the seven: alert'],
  ['psi week', 'PSI > 0.1, rows of a week'],
  ['psi day', 'PSI > 0.1, rows of a day'],
  ['ks week', 'KS p < 0.05, rows of a week'],
  ['ks day', 'KS p < 0.05, rows of a day'],
];

/** Alarms that began, and days on which one was on, by name. */
class AlarmCounts {
  readonly begun = new Map<string, number>();
  readonly days = new Map<string, number>();
  readonly #last = new Map<string, number>();

  add(alarms: Alarms, day: number): void {
    for (const name of namesOf(alarms)) {
      count(this.days, name);
      const last = this.#last.get(name) ?? Number.NEGATIVE_INFINITY;
      if (day - last > OVER_AFTER) count(this.begun, name);
      this.#last.set(name, day);
    }
  }
}

function quietYears(): { readonly alarms: AlarmCounts; readonly looks: number } {
  const alarms = new AlarmCounts();
  let looks = 0;
  for (let seed = 1; seed <= Number(years); seed += 1) {
    const desk = new DailyLooks(Number(reference));
    // Histories lie far apart, so that no alarm goes on from one to the next.
    let day = seed * 10_000;
    for (const today of history(seed, NO_CHANGE, YEAR + QUIET)) {
      const found = desk.look(today);
      day += 1;
      if (found === undefined) continue;
      looks += 1;
      alarms.add(found, day);
    }
  }
  return { alarms, looks };
}

function namesOf(alarms: Alarms): string[] {
  return Object.keys(alarms).filter((name) => alarms[name]);
}

function count(counts: Map<string, number>, name: string): void {
  counts.set(name, (counts.get(name) ?? 0) + 1);
}

/** By name: after how many days each run's alarm came. */
function delays(change: Partial<Change>): Map<string, number[]> {
  const found = new Map<string, number[]>();
  for (let run = 0; run < RUNS; run += 1)
    for (const [name, days] of delaysOf(FIRST_RUN + run, change))
      found.set(name, [...(found.get(name) ?? []), days]);
  return found;
}

/** An alarm that is on before the change tells nothing of it. */
function delaysOf(seed: number, change: Partial<Change>): Map<string, number> {
  const [desk, first] = [new DailyLooks(Number(reference)), new Map<string, number>()];
  let day = 0;
  for (const today of history(seed, { ...NO_CHANGE, ...change, day: QUIET }, QUIET + PATIENCE)) {
    day += 1;
    const alarms = day < QUIET ? desk.pass(today) : desk.look(today);
    for (const name of namesOf(alarms ?? {})) if (!first.has(name)) first.set(name, day - QUIET);
  }
  return new Map([...first].filter(([, days]) => days > 0));
}

function delayWords(days: readonly number[] = []): string {
  if (2 * days.length < RUNS) return `(${Math.round((100 * days.length) / RUNS)} %)`;
  const ascending = [...days].sort((a, b) => a - b);
  const median = ascending[Math.floor(ascending.length / 2)] ?? 0;
  return `${median} (${Math.round((100 * days.length) / RUNS)} %)`;
}

const { alarms, looks } = quietYears();
const aYear = (count = 0) => ((count * YEAR) / looks).toFixed(2);
printTable(`False alarms where nothing changed (${looks} daily looks)`, [
  ['', 'alarms a year', 'days a year'],
  ...SHOWN.map(([key, name]) => [name, aYear(alarms.begun.get(key)), aYear(alarms.days.get(key))]),
]);
const columns = CHANGES.map(({ change }) => delays(change));
printTable(
  `Days until it is told: the median, and how many of ${RUNS} histories within ${PATIENCE} days`,
  [
    ['', ...CHANGES.map(({ name }) => name)],
    ...SHOWN.map(([key, name]) => [name, ...columns.map((found) => delayWords(found.get(key)))]),
  ],
);
