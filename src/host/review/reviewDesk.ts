import { type Disposable, EventEmitter } from 'vscode';
import type { CandidateSummary } from '../../core/review/candidateSummary.js';
import type { Decided, DecisionRequest } from '../../core/review/decide.js';
import { type Revealed, revealSecrets } from '../../core/review/revealSecret.js';
import type { QueueOverview } from '../../core/review/reviewIndex.js';
import type { ReviewStatus } from '../../core/review/reviewState.js';
import { gitReviewer } from '../../node/gitReviewer.js';
import { nodeContext } from '../../node/nodeContext.js';
import type {
  DecidedAndNext,
  GroupInput,
  PageInput,
  QueuePage,
} from '../../worker/reviewRequests.js';
import { userDataFolder } from '../workspace/userDataFolder.js';
import { requireRoot, requireTrustedRoot, workspaceRoot } from '../workspace/workspaceFolder.js';
import { ReviewWorkerClient } from './reviewWorkerClient.js';

const EMPTY: QueueOverview = {
  version: 0,
  isComplete: true,
  counts: { pending: 0, flagged: 0, accepted: 0, rejected: 0 },
  groups: [],
  problems: [],
  problemCount: 0,
};

/** How far the overview is. `reading`: a part of the queue shows already. */
export type DeskState = 'unread' | 'reading' | 'read' | 'failed';

/** A decision as tree, panel and palette ask for it; who decides is added here. */
export type DeskRequest = Omit<DecisionRequest, 'reviewer'>;

/**
 * The queue of candidates as this window knows it, and the one way to decide on one. Tree, panel and
 * commands all go through here. The candidates themselves are with a worker; here is only how many
 * there are, and pages come when they are asked for.
 */
export class ReviewDesk implements Disposable {
  readonly #worker: ReviewWorkerClient;
  readonly #changed = new EventEmitter<void>();
  readonly onDidChange = this.#changed.event;
  readonly #refreshed = new EventEmitter<void>();
  /** The files were looked at again, whether or not the queue is another: settings may be. */
  readonly onDidRefresh = this.#refreshed.event;
  #overview = EMPTY;
  #state: DeskState = 'unread';
  #error: unknown;
  #loading: Promise<void> | undefined;
  #again = false;

  /** @param workerPath absolute path of `dist/review.worker.cjs` */
  constructor(workerPath: string) {
    this.#worker = new ReviewWorkerClient(workerPath, {
      onOverview: (overview) => this.#take(overview),
      onLoss: (error) => this.#fail(error),
    });
  }

  get overview(): QueueOverview {
    return this.#overview;
  }

  get state(): DeskState {
    return this.#state;
  }

  /** Why reading failed, while `state` is `failed`; the last good overview is kept. */
  get error(): unknown {
    return this.#error;
  }

  /** Reads what changed. Calls while one is under way share one more reading after it. */
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

  /** Resolves as soon as there is something to show, or reading is over. */
  async somethingToShow(): Promise<void> {
    if (this.#state !== 'unread' && this.#state !== 'failed') return;
    let stop = () => {};
    const shown = new Promise<void>((resolve) => {
      stop = () => resolve();
    });
    const listening = this.onDidChange(stop);
    await Promise.race([this.refresh(), shown]);
    listening.dispose();
  }

  /** A page of the queue in review order, across all statuses. */
  async page(input: PageInput): Promise<QueuePage> {
    const root = workspaceRoot();
    if (root === undefined) return { counts: EMPTY.counts, items: [], selectedAt: undefined };
    await this.#begun();
    return this.#worker.ask('page', input, root);
  }

  /** A page of the candidates of one status, newest day first. */
  async group(input: GroupInput): Promise<readonly CandidateSummary[]> {
    const root = workspaceRoot();
    if (root === undefined) return [];
    await this.#begun();
    return this.#worker.ask('group', input, root);
  }

  /** The status of those candidates that are known. */
  async statusesOf(ids: readonly string[]): Promise<ReadonlyMap<string, ReviewStatus>> {
    const root = workspaceRoot();
    if (root === undefined || ids.length === 0) return new Map();
    return this.#worker.ask('statuses', { ids }, root);
  }

  /** @throws CodelumiError `not-found`, `no-workspace` */
  read(id: string): Promise<Decided> {
    return this.#worker.ask('read', { id }, requireRoot());
  }

  /** Somebody looks at this candidate and may decide on it soon. */
  async prepare(id: string): Promise<void> {
    await this.#worker.ask('prepare', { id }, requireRoot());
  }

  /** @throws CodelumiError as the core's `decide`, or `not-trusted` */
  async decide(request: DeskRequest): Promise<DecidedAndNext> {
    const root = requireTrustedRoot();
    const reviewer = await gitReviewer(root);
    return this.#worker.ask('decide', { ...request, reviewer }, root);
  }

  /** @throws CodelumiError as the core's `undoDecision`, or `not-trusted` */
  async undo(candidate: string, on: string | null): Promise<Decided> {
    const root = requireTrustedRoot();
    const reviewer = await gitReviewer(root);
    return this.#worker.ask('undo', { candidate, on, reviewer }, root);
  }

  /** @throws CodelumiError as the core's `revealSecrets`, or `not-trusted` */
  async reveal(candidate: string, masks: readonly string[]): Promise<Revealed[]> {
    const root = requireTrustedRoot();
    const reviewer = await gitReviewer(root);
    const { signal } = new AbortController();
    const context = nodeContext(root, signal, undefined, userDataFolder());
    return revealSecrets(context, { candidate, reviewer, masks });
  }

  async #load(): Promise<void> {
    const before = this.#state;
    do {
      this.#again = false;
      await this.#loadOnce();
    } while (this.#again);
    this.#refreshed.fire();
    // What changed in the queue has been told already.
    if (this.#state !== before || this.#state === 'failed') this.#changed.fire();
  }

  async #loadOnce(): Promise<void> {
    const root = workspaceRoot();
    try {
      if (root === undefined) this.#overview = EMPTY;
      else await this.#worker.ask('refresh', {}, root);
      this.#state = 'read';
      this.#error = undefined;
    } catch (error) {
      this.#state = 'failed';
      this.#error = error;
    }
  }

  /** A worker that took the place of a lost one has to read before it can tell. */
  async #begun(): Promise<void> {
    if (!this.#worker.isRunning) await this.refresh();
  }

  #fail(error: unknown): void {
    this.#state = 'failed';
    this.#error = error;
    this.#changed.fire();
  }

  #take(overview: QueueOverview): void {
    this.#overview = overview;
    if (this.#state === 'unread') this.#state = 'reading';
    this.#changed.fire();
  }

  dispose(): void {
    this.#worker.dispose();
    this.#changed.dispose();
    this.#refreshed.dispose();
  }
}
