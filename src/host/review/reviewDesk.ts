import { type Disposable, EventEmitter } from 'vscode';
import {
  type Decided,
  type DecisionRequest,
  decide,
  readReview,
  undoDecision,
} from '../../core/review/decide.js';
import type { CandidateSummary, Queue } from '../../core/review/queue.js';
import { type Revealed, revealSecrets } from '../../core/review/revealSecret.js';
import { gitReviewer } from '../../node/gitReviewer.js';
import { nodeContext } from '../../node/nodeContext.js';
import type { JobRunner } from '../jobs/jobRunner.js';
import { userDataFolder } from '../workspace/userDataFolder.js';
import { requireRoot, requireTrustedRoot, workspaceRoot } from '../workspace/workspaceFolder.js';

const EMPTY: Queue = {
  candidates: [],
  counts: { pending: 0, flagged: 0, accepted: 0, rejected: 0 },
  problems: [],
};

/** How the queue came to be what it is. */
export type DeskState = 'unread' | 'read' | 'failed';

/** A decision as tree, panel and palette ask for it; who decides is added here. */
export type DeskRequest = Omit<DecisionRequest, 'reviewer'>;

/**
 * The queue of candidates as this window knows it, and the one way to decide on one. Tree, panel and
 * commands all go through here.
 */
export class ReviewDesk implements Disposable {
  readonly #jobs: JobRunner;
  readonly #changed = new EventEmitter<void>();
  readonly onDidChange = this.#changed.event;
  #queue = EMPTY;
  #state: DeskState = 'unread';
  #error: unknown;
  #loading: Promise<void> | undefined;
  #again = false;

  constructor(jobs: JobRunner) {
    this.#jobs = jobs;
  }

  get queue(): Queue {
    return this.#queue;
  }

  get state(): DeskState {
    return this.#state;
  }

  /** Why reading failed, while `state` is `failed`; the last good queue is kept. */
  get error(): unknown {
    return this.#error;
  }

  summaryOf(id: string): CandidateSummary | undefined {
    return this.#queue.candidates.find((candidate) => candidate.id === id);
  }

  /** Reads everything again. Calls while one is under way share one more reading after it. */
  refresh(): Promise<void> {
    if (this.#loading !== undefined) {
      this.#again = true;
      return this.#loading;
    }
    this.#loading = this.#load().finally(() => {
      this.#loading = undefined;
    });
    return this.#loading;
  }

  async #load(): Promise<void> {
    do {
      this.#again = false;
      await this.#loadOnce();
    } while (this.#again);
    this.#changed.fire();
  }

  async #loadOnce(): Promise<void> {
    const root = workspaceRoot();
    try {
      this.#queue = root === undefined ? EMPTY : await this.#jobs.run('loadQueue', {}, root);
      this.#state = 'read';
      this.#error = undefined;
    } catch (error) {
      this.#state = 'failed';
      this.#error = error;
    }
  }

  /** @throws CodelumiError `not-found`, `no-workspace` */
  read(id: string): Promise<Decided> {
    return readReview(this.#context(requireRoot()), id);
  }

  /** @throws CodelumiError as the core's `decide`, or `not-trusted` */
  async decide(request: DeskRequest): Promise<Decided> {
    const root = requireTrustedRoot();
    const reviewer = await gitReviewer(root);
    const decided = await decide(this.#context(root), { ...request, reviewer });
    void this.refresh(); // The answer does not wait for the whole queue.
    return decided;
  }

  /** @throws CodelumiError as the core's `undoDecision`, or `not-trusted` */
  async undo(candidate: string, on: string | null): Promise<Decided> {
    const root = requireTrustedRoot();
    const reviewer = await gitReviewer(root);
    const undone = await undoDecision(this.#context(root), { candidate, on, reviewer });
    void this.refresh();
    return undone;
  }

  /** @throws CodelumiError as the core's `revealSecrets`, or `not-trusted` */
  async reveal(candidate: string, masks: readonly string[]): Promise<Revealed[]> {
    const root = requireTrustedRoot();
    const reviewer = await gitReviewer(root);
    return revealSecrets(this.#context(root), { candidate, reviewer, masks });
  }

  #context(root: string): ReturnType<typeof nodeContext> {
    return nodeContext(root, new AbortController().signal, undefined, userDataFolder());
  }

  dispose(): void {
    this.#changed.dispose();
  }
}
