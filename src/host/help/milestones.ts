import { commands, type Memento } from 'vscode';
import { CONTEXT_KEYS } from '../../shared/ids.js';

/** What a newcomer does, in this order; the walkthrough ticks its steps off by these. */
const MILESTONES = {
  extracted: CONTEXT_KEYS.hasExtracted,
  reviewed: CONTEXT_KEYS.hasReviewed,
  edited: CONTEXT_KEYS.hasEdited,
  built: CONTEXT_KEYS.hasBuilt,
  openedSnapshot: CONTEXT_KEYS.hasOpenedSnapshot,
  startedRollout: CONTEXT_KEYS.hasStartedRollout,
  rolledBack: CONTEXT_KEYS.hasRolledBack,
  watched: CONTEXT_KEYS.hasWatched,
} as const;

type Milestone = keyof typeof MILESTONES;

const PREFIX = 'codelumi.milestone.';

/** What has truly happened in this workspace: a command that failed, or was called off, is none. */
export class Milestones {
  readonly #store: Memento;

  constructor(store: Memento) {
    this.#store = store;
    for (const milestone of Object.keys(MILESTONES) as Milestone[])
      if (store.get(PREFIX + milestone) === true) this.#tell(milestone);
  }

  async reached(milestone: Milestone): Promise<void> {
    if (this.#store.get(PREFIX + milestone) === true) return;
    await this.#store.update(PREFIX + milestone, true);
    this.#tell(milestone);
  }

  #tell(milestone: Milestone): void {
    void commands.executeCommand('setContext', MILESTONES[milestone], true);
  }
}
