import type { QueueGroup, QueueOverview } from '../../core/review/reviewIndex.js';
import type { STATUSES } from '../../core/review/reviewState.js';
import { STATUS_WORDS } from '../../shared/words.js';
import { type GroupNode, groupKey } from './treeNodes.js';

/** What has to be drawn anew: everything, or these groups with what is in them. */
export type Redraw = 'everything' | readonly GroupNode[];

const ORDER = Object.keys(STATUS_WORDS) as (typeof STATUSES)[number][];

/**
 * The groups of the tree: by status, and where a status holds more than a page on several days, by
 * day within it. Knows which of them an overview changes.
 */
export class TreeGroups {
  readonly #page: number;
  /** The same objects stay, else VS Code could not be told which of them changed. */
  readonly #nodes = new Map<string, GroupNode>();
  #groups: readonly QueueGroup[] = [];

  /** @param page how many candidates are shown without a level of days above them */
  constructor(page: number) {
    this.#page = page;
  }

  get roots(): GroupNode[] {
    return ORDER.flatMap((status) => {
      const count = sum(this.#groups.filter((group) => group.status === status));
      return count === 0 ? [] : [this.#node({ status, day: undefined, count })];
    });
  }

  /** Newest first; empty where the candidates themselves come next. */
  daysIn(node: GroupNode): GroupNode[] {
    if (node.day !== undefined) return [];
    const groups = this.#groups.filter(({ status }) => status === node.status);
    if (groups.length < 2 || sum(groups) <= this.#page) return [];
    return groups.map((group) => this.#node(group));
  }

  find(key: string): GroupNode | undefined {
    return this.#nodes.get(key);
  }

  take({ groups }: QueueOverview): Redraw {
    const before = this.#groups;
    this.#groups = groups;
    const changed = new Set(
      [...changedGroups(before, groups), ...changedGroups(groups, before)].map(
        ({ status }) => status,
      ),
    );
    const present = (of: readonly QueueGroup[]) =>
      ORDER.filter((status) => of.some((group) => group.status === status)).join();
    if (present(before) !== present(groups)) return 'everything';
    return this.roots.filter(({ status }) => changed.has(status));
  }

  #node({ status, day, count }: Omit<GroupNode, 'kind'>): GroupNode {
    const key = groupKey({ status, day });
    const known = this.#nodes.get(key);
    if (known !== undefined) {
      known.count = count;
      return known;
    }
    const node: GroupNode = { kind: 'group', status, day, count };
    this.#nodes.set(key, node);
    return node;
  }
}

function sum(groups: readonly QueueGroup[]): number {
  return groups.reduce((total, { count }) => total + count, 0);
}

/** Those of `now` that are not in `before` as they are. */
function changedGroups(
  before: readonly QueueGroup[],
  now: readonly QueueGroup[],
): readonly QueueGroup[] {
  const versions = new Map(before.map((group) => [groupKey(group), group.version]));
  return now.filter((group) => versions.get(groupKey(group)) !== group.version);
}
