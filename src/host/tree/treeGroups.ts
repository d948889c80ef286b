import type { STATUSES } from '../../core/review/reviewState.js';
import { STATUS_WORDS } from '../../shared/words.js';
import type { Grouping } from './grouping.js';
import { type GroupNode, groupKey } from './treeNodes.js';

/** How many candidates of one status have one value: a day, a source, a rule. */
export interface Counted {
  readonly status: (typeof STATUSES)[number];
  /** undefined: any other than those that are counted by themselves. */
  readonly value: string | undefined;
  readonly count: number;
  /** Another one whenever anything in the group changes. */
  readonly version: number;
}

/** What has to be drawn anew: everything, or these groups with what is in them. */
export type Redraw = 'everything' | readonly GroupNode[];

const ORDER = Object.keys(STATUS_WORDS) as (typeof STATUSES)[number][];

/**
 * The groups of the tree. By status, and where a status holds more than a page on several days, by day within it;
 * or by day, source or rule, and by status within each. Knows which of them new counts change.
 */
export class TreeGroups {
  readonly #page: number;
  /** The same objects stay, else VS Code could not be told which of them changed. */
  readonly #nodes = new Map<string, GroupNode>();
  #grouping: Grouping = 'status';
  #counted: readonly Counted[] = [];

  /** @param page how many candidates are shown without a level of days above them */
  constructor(page: number) {
    this.#page = page;
  }

  get roots(): GroupNode[] {
    const grouping = this.#grouping;
    if (grouping === 'status') {
      return ORDER.flatMap((status) => {
        const count = sum(this.#counted.filter((each) => each.status === status));
        return count === 0 ? [] : [this.#node({ status, having: undefined, count })];
      });
    }
    return this.#values().map((value) => {
      const count = sum(this.#counted.filter((each) => each.value === value));
      return this.#node({ status: undefined, having: { by: grouping, value }, count });
    });
  }

  /** The groups within a group; empty where the candidates themselves come next. */
  within({ status, having }: GroupNode): GroupNode[] {
    if (status === undefined) {
      return ORDER.flatMap((status) => {
        const counted = this.#counted.find(
          (each) => each.status === status && each.value === having?.value,
        );
        return counted === undefined ? [] : [this.#node({ status, having, count: counted.count })];
      });
    }
    if (having !== undefined) return [];
    const days = this.#counted.filter((each) => each.status === status);
    if (days.length < 2 || sum(days) <= this.#page) return [];
    return days.map(({ value, count }) =>
      this.#node({ status, having: { by: 'day', value }, count }),
    );
  }

  find(key: string): GroupNode | undefined {
    return this.#nodes.get(key);
  }

  take(grouping: Grouping, counted: readonly Counted[]): Redraw {
    const before = this.#counted;
    const rootsBefore = this.#rootNames();
    const isOther = grouping !== this.#grouping;
    this.#grouping = grouping;
    this.#counted = counted;
    if (isOther || rootsBefore !== this.#rootNames()) return 'everything';
    const changed = [...changedGroups(before, counted), ...changedGroups(counted, before)];
    const names = new Set(changed.map((each) => this.#rootOf(each)));
    return this.roots.filter(({ status, having }) => names.has(status ?? having?.value));
  }

  #rootOf({ status, value }: Counted): string | undefined {
    return this.#grouping === 'status' ? status : value;
  }

  #rootNames(): string {
    return JSON.stringify(
      this.#grouping === 'status'
        ? ORDER.filter((status) => this.#counted.some((each) => each.status === status))
        : this.#values(),
    );
  }

  /** Days newest first, names by alphabet, and last what has no group of its own. */
  #values(): (string | undefined)[] {
    const all = [...new Set(this.#counted.map(({ value }) => value))];
    const named = all.filter((value) => value !== undefined).sort();
    if (this.#grouping === 'day') named.reverse();
    return all.includes(undefined) ? [...named, undefined] : named;
  }

  #node({ status, having, count }: Pick<GroupNode, 'status' | 'having' | 'count'>): GroupNode {
    const key = groupKey({ status, having });
    const known = this.#nodes.get(key);
    if (known !== undefined) {
      known.count = count;
      return known;
    }
    const node: GroupNode = { kind: 'group', status, having, count };
    this.#nodes.set(key, node);
    return node;
  }
}

function sum(counted: readonly Counted[]): number {
  return counted.reduce((total, { count }) => total + count, 0);
}

/** Those of `now` that are not in `before` as they are. */
function changedGroups(before: readonly Counted[], now: readonly Counted[]): readonly Counted[] {
  const key = ({ status, value }: Counted) => JSON.stringify([status, value]);
  const known = new Map(before.map((each) => [key(each), each]));
  return now.filter((each) => {
    const same = known.get(key(each));
    return same?.version !== each.version || same.count !== each.count;
  });
}
