import { EventEmitter, l10n, type Memento } from 'vscode';
import type { ReviewDesk } from '../review/reviewDesk.js';
import type { Counted } from './treeGroups.js';

/** What the tree puts candidates together by. */
export type Grouping = 'status' | 'day' | 'source' | 'rule';

/** In the order in which they are offered. */
export const GROUPINGS: Readonly<Record<Grouping, string>> = {
  status: l10n.t('Status'),
  day: l10n.t('Day'),
  source: l10n.t('Source'),
  rule: l10n.t('Mining Rule'),
};

const KEY = 'codelumi.grouping';

/** The grouping a reviewer chose, kept per workspace. */
export class GroupingChoice {
  readonly #store: Memento;
  readonly #changed = new EventEmitter<void>();
  readonly onDidChange = this.#changed.event;

  constructor(store: Memento) {
    this.#store = store;
  }

  get current(): Grouping {
    const stored = this.#store.get(KEY);
    return isGrouping(stored) ? stored : 'status';
  }

  async choose(grouping: Grouping): Promise<void> {
    await this.#store.update(KEY, grouping);
    this.#changed.fire();
  }

  dispose(): void {
    this.#changed.dispose();
  }
}

function isGrouping(stored: unknown): stored is Grouping {
  return typeof stored === 'string' && Object.hasOwn(GROUPINGS, stored);
}

/** How many candidates there are; only what the overview does not tell is asked for. */
export async function countedBy(
  grouping: Grouping,
  desk: Pick<ReviewDesk, 'overview' | 'traitGroups'>,
): Promise<readonly Counted[]> {
  if (grouping === 'source' || grouping === 'rule') return desk.traitGroups(grouping);
  return desk.overview.groups.map(({ day, ...group }) => ({ ...group, value: day }));
}
