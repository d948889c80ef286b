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
  }

  async reached(milestone: Milestone): Promise<void> {
    if (this.#store.get(PREFIX + milestone) === true) return;
    await this.#store.update(PREFIX + milestone, true);
    await this.#tell(milestone);
  }

  /**
   * Opens the walkthrough with everything ticked off that was done. VS Code reads walkthroughs as late as when one is
   * opened, and only ticks off what becomes true after that: what was true before stays open for good. So nothing is
   * told at the start.
   */
  async showIn(open: () => Thenable<unknown>): Promise<void> {
    const done = (Object.keys(MILESTONES) as Milestone[]).filter(
      (milestone) => this.#store.get(PREFIX + milestone) === true,
    );
    await Promise.all(done.map((milestone) => this.#tell(milestone, false)));
    await open();
    await Promise.all(done.map((milestone) => this.#tell(milestone)));
  }

  async #tell(milestone: Milestone, isDone = true): Promise<void> {
    await commands.executeCommand('setContext', MILESTONES[milestone], isDone);
  }
}
