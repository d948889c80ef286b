import type { CandidateSummary } from './candidateSummary.js';
import type { IndexedCandidate } from './dayContents.js';
import type { GroupedDay } from './reviewOrder.js';
import { type ReviewStatus, STATUSES } from './reviewState.js';

/** What candidates can be put together by, beside their status and day. */
export type GroupTrait = 'source' | 'rule';

/** The candidates of one status with one value of a trait; there is no group without candidates. */
export interface TraitGroup {
  readonly status: ReviewStatus;
  /** undefined: all those whose value is none of the most frequent ones. */
  readonly value: string | undefined;
  readonly count: number;
  /** Another one whenever anything in the group changes. */
  readonly version: number;
}

/** A source can be called anything, and a tree with ten thousand groups helps nobody. */
const MOST_VALUES = 200;

interface Tally {
  count: number;
  version: number;
}

/**
 * Counts candidates by a trait. What was counted of a day and status is kept as long as the day hands out the same
 * list, so that after a decision only the two lists that it changed are counted again.
 */
export class TraitTallies {
  readonly #known = new WeakMap<
    readonly IndexedCandidate[],
    Map<GroupTrait, ReadonlyMap<string, Tally>>
  >();

  /** By status, and within it by value. */
  groups(days: readonly GroupedDay[], trait: GroupTrait): TraitGroup[] {
    const common = this.commonValues(days, trait);
    return STATUSES.flatMap((status) => {
      const byValue = new Map<string | undefined, Tally>();
      for (const day of days) {
        for (const [value, tally] of this.#tallies(day.group(status), trait))
          add(byValue, common.has(value) ? value : undefined, tally);
      }
      return [...byValue].map(([value, tally]) => ({ status, value, ...tally }));
    });
  }

  /** The values with groups of their own. */
  commonValues(days: readonly GroupedDay[], trait: GroupTrait): ReadonlySet<string> {
    const all = new Map<string, Tally>();
    for (const day of days) {
      for (const status of STATUSES)
        for (const [value, tally] of this.#tallies(day.group(status), trait))
          add(all, value, tally);
    }
    const byCount = [...all].sort(([a, { count: x }], [b, { count: y }]) =>
      x === y ? (a < b ? -1 : 1) : y - x,
    );
    return new Set(byCount.slice(0, MOST_VALUES).map(([value]) => value));
  }

  #tallies(group: readonly IndexedCandidate[], trait: GroupTrait): ReadonlyMap<string, Tally> {
    const known = this.#known.get(group) ?? new Map<GroupTrait, ReadonlyMap<string, Tally>>();
    this.#known.set(group, known);
    const counted = known.get(trait) ?? talliesOf(group, trait);
    known.set(trait, counted);
    return counted;
  }
}

export function traitOf({ source, minedBy }: CandidateSummary, trait: GroupTrait): string {
  return trait === 'source' ? source : minedBy;
}

function talliesOf(group: readonly IndexedCandidate[], trait: GroupTrait): Map<string, Tally> {
  const tallies = new Map<string, Tally>();
  for (const { summary } of group)
    add(tallies, traitOf(summary, trait), { count: 1, version: hashOf(summary) });
  return tallies;
}

function add<Value>(to: Map<Value, Tally>, value: Value, { count, version }: Tally): void {
  const tally = to.get(value);
  if (tally === undefined) {
    to.set(value, { count, version });
    return;
  }
  tally.count += count;
  tally.version = (Math.imul(tally.version, 31) + version) | 0;
}

/** Of everything a row shows (FNV-1a, 32 bits): tells one state of it from the next, and is no proof of anything. */
function hashOf({ id, query, edited, rules }: CandidateSummary): number {
  let hash = 0x811c9dc5;
  for (const text of [id, query, edited ? 'edited' : '', ...rules]) {
    for (let at = 0; at < text.length; at += 1)
      hash = Math.imul(hash ^ text.charCodeAt(at), 0x01000193);
    hash = Math.imul(hash ^ 0x1_0000, 0x01000193);
  }
  return hash | 0;
}
