import { type Disposable, EventEmitter, workspace } from 'vscode';
import type { EntryRef } from '../../core/records/resolution.js';
import type { CandidateStory } from '../../core/review/candidateStory.js';
import type { CandidateSummary } from '../../core/review/candidateSummary.js';
import type { ClaimRequest, ClaimsChanged } from '../../core/review/claims/changeClaims.js';
import type { Decided, DecisionRequest } from '../../core/review/decide.js';
import type { DecideItems } from '../../core/review/decideItems.js';
import type { DecidedMany, DecideManyRequest } from '../../core/review/decideMany.js';
import type { GroupTrait, TraitGroup } from '../../core/review/queueGroups.js';
import type { QueueOverview } from '../../core/review/queueOverview.js';
import type { ExplainedAttention } from '../../core/review/quorum/attention.js';
import { type Revealed, revealSecrets } from '../../core/review/revealSecret.js';
import type { ReviewStatus } from '../../core/review/reviewState.js';
import type { SignatureMarks } from '../../core/review/signatures/signatureMark.js';
import type { SignedOwn, UnsignedOwn } from '../../core/review/signatures/signOwn.js';
import { noSuchEntry, type StandingEntry } from '../../core/review/standingEntry.js';
import type { StepDone, StepsNow } from '../../core/review/undoRedo.js';
import { gitReviewer } from '../../node/gitReviewer.js';
import { nodeContext } from '../../node/nodeContext.js';
import { signerWith } from '../../node/signing/machineSigner.js';
import type {
  DecidedAndNext,
  FilterInput,
  GroupInput,
  ImpactChoice,
  Matching,
  MatchingInput,
  PageInput,
  QueuePage,
  ReviewResultOf,
  SkippedAndNext,
  TitleWish,
} from '../../worker/reviewRequests.js';
import { signingHere } from '../workspace/signingHere.js';
import { userDataFolder } from '../workspace/userDataFolder.js';
import { requireRoot, requireTrustedRoot, workspaceRoot } from '../workspace/workspaceFolder.js';
import { NO_QUEUE, QueueReading, type ReadingState } from './queueReading.js';
import { ReviewWorkerClient } from './reviewWorkerClient.js';

const NO_PAGE: QueuePage = {
  total: 0,
  progress: { decided: 0, mine: undefined },
  counts: NO_QUEUE.counts,
  items: [],
  selectedAt: undefined,
};

/** A decision as tree, panel and palette ask for it; who decides is added here. */
export type DeskRequest = Omit<DecisionRequest, 'reviewer'>;

/** Who assigns, reserves or releases is added here. */
export type DeskClaim = Omit<ClaimRequest, 'reviewer'>;

/** A verdict on many candidates. */
export type DeskManyRequest = Omit<DecideManyRequest, 'reviewer'>;

/**
 * The queue of candidates as this window knows it, and the one way to decide on one. Tree, panel and
 * commands all go through here. The candidates themselves are with a worker; here is only how many
 * there are, and pages come when they are asked for.
 */
export class ReviewDesk implements Disposable {
  readonly #worker: ReviewWorkerClient;
  readonly #reading = new QueueReading((root) =>
    this.#worker.ask('refresh', { mayAskGit: workspace.isTrusted }, root),
  );
  readonly onDidChange = this.#reading.onDidChange;
  /** The files were looked at again, whether or not the queue is another: settings may be. */
  readonly onDidRefresh = this.#reading.onDidRefresh;
  readonly #decided = new EventEmitter<DeskRequest['action']>();
  /** Somebody decided on something in this window, and what. */
  readonly onDidDecide = this.#decided.event;
  readonly #warned = new EventEmitter<string>();
  /** Something did not work beside what was decided in this window, which stands. */
  readonly onDidWarn = this.#warned.event;

  /** @param workerPath absolute path of `dist/review.worker.cjs` */
  constructor(workerPath: string) {
    this.#worker = new ReviewWorkerClient(workerPath, {
      onOverview: (overview) => this.#reading.take(overview),
      onLoss: (error) => this.#reading.fail(error),
    });
  }

  get overview(): QueueOverview {
    return this.#reading.overview;
  }

  get state(): ReadingState {
    return this.#reading.state;
  }

  /** Why reading failed, while `state` is `failed`; the last good overview is kept. */
  get error(): unknown {
    return this.#reading.error;
  }

  /** See `QueueReading.refresh`. */
  refresh(): Promise<void> {
    return this.#reading.refresh();
  }

  /** Resolves as soon as there is something to show, or reading is over. */
  somethingToShow(): Promise<void> {
    return this.#reading.somethingToShow();
  }

  /** A page of the queue in review order, across all statuses, or of what fits a filter. */
  async page(input: PageInput): Promise<QueuePage> {
    const root = workspaceRoot();
    if (root === undefined) return NO_PAGE;
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

  /** How many candidates there are by a trait of theirs. */
  async traitGroups(trait: GroupTrait): Promise<readonly TraitGroup[]> {
    const root = workspaceRoot();
    if (root === undefined) return [];
    await this.#begun();
    return this.#worker.ask('traitGroups', { trait }, root);
  }

  /** Those of them that are known, as lists show them. */
  async summaries(ids: readonly string[]): Promise<readonly CandidateSummary[]> {
    const root = workspaceRoot();
    if (root === undefined || ids.length === 0) return [];
    return this.#worker.ask('summaries', { ids }, root);
  }

  /** Candidates as they stand now, to be decided on together. @throws CodelumiError `no-workspace` */
  decideItems(ids: readonly string[]): Promise<DecideItems> {
    return this.#worker.ask('decideItems', { ids }, requireRoot());
  }

  /** The status of those candidates that are known. */
  async statusesOf(ids: readonly string[]): Promise<ReadonlyMap<string, ReviewStatus>> {
    const root = workspaceRoot();
    if (root === undefined || ids.length === 0) return new Map();
    return this.#worker.ask('statuses', { ids }, root);
  }

  /** @throws CodelumiError `not-found`, `no-workspace` */
  read(id: string): Promise<ReviewResultOf<'read'>> {
    return this.#worker.ask('read', { id }, requireRoot());
  }

  /**
   * The same with masks where secrets stand, for whoever shows it.
   * @throws CodelumiError `not-found`, `no-workspace`
   */
  readMasked(id: string): Promise<ReviewResultOf<'readMasked'>> {
    return this.#worker.ask('readMasked', { id }, requireRoot());
  }

  /** What is known of the signatures of all decisions on a candidate, by their hashes. */
  signatureMarks(id: string): Promise<SignatureMarks> {
    return this.#worker.ask('signatureMarks', { id }, requireRoot());
  }

  /** Why something that was decided goes nowhere yet, signatures looked at; undefined: nothing is in the way. */
  attention(id: string): Promise<ExplainedAttention | undefined> {
    return this.#worker.ask('attention', { id }, requireRoot());
  }

  /** Own decisions that are not signed. @throws CodelumiError `cannot-sign`, `not-trusted` */
  async unsignedOwn(all: boolean): Promise<UnsignedOwn> {
    const root = requireTrustedRoot();
    return this.#worker.ask('unsignedOwn', { reviewer: await gitReviewer(root), all }, root);
  }

  /**
   * Signs own decisions.
   * @param only the hashes of those that were shown
   * @throws CodelumiError as the core's `signOwn`, or `not-trusted`
   */
  async signOwn(all: boolean, only: readonly string[]): Promise<SignedOwn> {
    const root = requireTrustedRoot();
    const reviewer = await gitReviewer(root);
    return this.#worker.ask('signOwn', { reviewer, all, only }, root);
  }

  /** What a line about a candidate says in short; undefined while it is not known. */
  async story(id: string): Promise<CandidateStory | undefined> {
    const root = workspaceRoot();
    if (root === undefined) return undefined;
    await this.#begun();
    return this.#worker.ask('story', { id }, root);
  }

  /** What records are called in a list, in order, masked. */
  async titles(wishes: readonly TitleWish[]): Promise<readonly string[]> {
    const root = workspaceRoot();
    if (root === undefined || wishes.length === 0) return wishes.map(() => '');
    return this.#worker.ask('titles', { wishes }, root);
  }

  /**
   * What an id names now: an entry of the knowledge base or another candidate.
   * @throws CodelumiError `not-found`, `no-workspace`
   */
  async standing(ref: Omit<EntryRef, 'digest'>): Promise<StandingEntry> {
    const found = await this.#worker.ask('standing', ref, requireRoot());
    if (found === undefined) throw noSuchEntry(ref);
    return found;
  }

  /**
   * What a candidate would change about what is found.
   * @param choice left out: what was decided, else that it stays beside the others
   * @throws CodelumiError `not-found`, `no-workspace`
   */
  impact(id: string, choice?: ImpactChoice): Promise<ReviewResultOf<'impact'>> {
    return this.#worker.ask(
      'impact',
      choice === undefined ? { id } : { id, choice },
      requireRoot(),
    );
  }

  /** The same in the order of the reranker in use; undefined: there is none, or something else went before. */
  rerankedImpact(id: string, choice?: ImpactChoice): Promise<ReviewResultOf<'rerankedImpact'>> {
    const asked = choice === undefined ? { id } : { id, choice };
    return this.#worker.ask('rerankedImpact', asked, requireRoot());
  }

  /** Somebody looks at this candidate and may decide on it soon. */
  async prepare(id: string): Promise<void> {
    await this.#worker.ask('prepare', { id }, requireRoot());
  }

  /** @throws CodelumiError `wrong-usage` for a filter that cannot be understood, `no-workspace` */
  async matching(input: MatchingInput): Promise<Matching> {
    const root = requireRoot();
    await this.#begun();
    return this.#worker.ask('matching', input, root);
  }

  /**
   * @param filter where what waits next is looked for; undefined: in the whole queue
   * @throws CodelumiError as the core's `decide`, or `not-trusted`
   */
  async decide(request: DeskRequest, filter?: FilterInput): Promise<DecidedAndNext> {
    const root = requireTrustedRoot();
    const reviewer = await gitReviewer(root);
    const done = await this.#worker.ask('decide', { ...request, reviewer, filter }, root);
    this.#decided.fire(request.action);
    this.#warnOf(done.decided);
    return done;
  }

  /** Assigns, reserves or releases candidates. @throws CodelumiError as the core's `changeClaims`, or `not-trusted` */
  async claim(request: DeskClaim): Promise<ClaimsChanged> {
    const root = requireTrustedRoot();
    const reviewer = await gitReviewer(root);
    return this.#worker.ask('claim', { ...request, reviewer }, root);
  }

  /** Puts an agent's proposal away. @throws CodelumiError as the core's `dismissProposal`, or `not-trusted` */
  async dismissProposal(candidate: string, proposal: string): Promise<void> {
    const root = requireTrustedRoot();
    const reviewer = await gitReviewer(root);
    await this.#worker.ask('dismissProposal', { candidate, proposal, reviewer }, root);
  }

  /** @throws CodelumiError as the core's `undoDecision`, or `not-trusted` */
  async undo(candidate: string, on: string | null): Promise<Decided> {
    const root = requireTrustedRoot();
    const reviewer = await gitReviewer(root);
    return this.#warnOf(await this.#worker.ask('undo', { candidate, on, reviewer }, root));
  }

  /** One verdict on many candidates, as one step. @throws CodelumiError as the core's, or `not-trusted` */
  async decideMany(request: DeskManyRequest): Promise<DecidedMany> {
    const root = requireTrustedRoot();
    const reviewer = await gitReviewer(root);
    const result = await this.#worker.ask('decideMany', { ...request, reviewer }, root);
    if (result.decided.length > 0) this.#decided.fire(request.action);
    return this.#warnOf(result);
  }

  /** Takes back this clone's last step. @throws CodelumiError as the core's `undoStep`, or `not-trusted` */
  async undoStep(): Promise<StepDone> {
    const root = requireTrustedRoot();
    const reviewer = await gitReviewer(root);
    return this.#warnOf(await this.#worker.ask('undoStep', { reviewer }, root));
  }

  /** Makes the step anew that was taken back last. @throws CodelumiError as `redoStep`, or `not-trusted` */
  async redoStep(): Promise<StepDone> {
    const root = requireTrustedRoot();
    const reviewer = await gitReviewer(root);
    return this.#warnOf(await this.#worker.ask('redoStep', { reviewer }, root));
  }

  /** What undo and redo would do now. */
  stepsNow(): Promise<StepsNow> {
    return this.#worker.ask('stepsNow', {}, requireRoot());
  }

  /**
   * Has a checkpoint made of what was decided in this window.
   * @throws CodelumiError `locked`, `not-writable`, `invalid-input`
   */
  async endSession(): Promise<void> {
    const root = workspaceRoot();
    if (root !== undefined && this.#worker.isRunning)
      await this.#worker.ask('checkpoint', {}, root);
  }

  /** Puts a candidate behind the others that wait, for as long as this window is open, or back in its place. */
  skip(id: string, filter?: FilterInput): Promise<SkippedAndNext> {
    return this.#worker.ask('skip', { id, filter }, requireRoot());
  }

  /** @throws CodelumiError as the core's `revealSecrets`, or `not-trusted` */
  async reveal(candidate: string, masks: readonly string[]): Promise<Revealed[]> {
    const root = requireTrustedRoot();
    const reviewer = await gitReviewer(root);
    const { signal } = new AbortController();
    const signer = signerWith(root, signingHere());
    const data = userDataFolder();
    const context = nodeContext(root, signal, undefined, data, undefined, signer);
    return revealSecrets(context, { candidate, reviewer, masks });
  }

  #warnOf<Done extends { readonly warning?: string }>(done: Done): Done {
    if (done.warning !== undefined) this.#warned.fire(done.warning);
    return done;
  }

  /** A worker that took the place of a lost one has to read before it can tell. */
  async #begun(): Promise<void> {
    if (!this.#worker.isRunning) await this.refresh();
  }

  dispose(): void {
    this.#worker.dispose();
    this.#reading.dispose();
    this.#decided.dispose();
    this.#warned.dispose();
  }
}
