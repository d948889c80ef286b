import { MINUTE_MS } from '../durations.js';
import { CodelumiError } from '../errors.js';
import type { JobContext } from '../job.js';
import { dayOfCandidate } from '../records/candidate.js';
import type { Reviewer } from '../records/decision.js';
import { EvaluationMemory } from '../screening/context/evaluationMemory.js';
import type { SignedBy } from '../signing/signatureFault.js';
import {
  candidatesNamed,
  findCandidate,
  type Problem,
  type StoredCandidate,
} from '../workspace/candidateFiles.js';
import { readConfig } from '../workspace/config.js';
import type { ReadJournal } from '../workspace/journal.js';
import { JournalMemory } from '../workspace/journalMemory.js';
import type { CandidateStory } from './candidateStory.js';
import type { CandidateSummary, ScreeningNow } from './candidateSummary.js';
import { type DayClaims, readClaims } from './claims/claimJournals.js';
import { DayIndex, type SeenCandidate } from './dayIndex.js';
import { type DayDecisions, readDecisions } from './decisionJournals.js';
import type { Viewing } from './overlap/blind.js';
import type { OverlapPolicy } from './overlap/overlapSample.js';
import { type Progress, progressIn, type ReviewerTally, reviewerTallies } from './progress.js';
import { projectDay } from './projections.js';
import { type Filter, FilteredQueue, type SearchedDay } from './query/filteredQueue.js';
import { formatQuery } from './query/formatQuery.js';
import { type GroupTrait, type TraitGroup, TraitTallies, traitOf } from './queueGroups.js';
import { countsOf, type QueueOverview, queueOverview } from './queueOverview.js';
import { attentionOf, type ExplainedAttention } from './quorum/attention.js';
import { PolicyMemory } from './quorum/policyMemory.js';
import { quorumJudge } from './quorum/quorumJudge.js';
import { type ReviewedCandidate, reviewDays } from './reviewedCandidates.js';
import { fittingPage, nextWaiting, placeInReview, reviewPage, statusPage } from './reviewOrder.js';
import type { ReviewReader } from './reviewReader.js';
import type { ReviewStatus } from './reviewState.js';
import type { SignatureMark, SignatureMarks } from './signatures/signatureMark.js';
import { SignersMemory } from './signatures/signersMemory.js';
import { withSignature } from './signatures/summarySignatures.js';

interface ReviewIndexOptions {
  /** Called at every change, many thousand times while much is read. */
  readonly onChange?: () => void;
  /** Whom a long reading lets pass, if there is somebody. */
  readonly giveWay?: () => Promise<void> | undefined;
}

/**
 * The queue in memory, as summaries and places, for a process that stays: refreshing reads only what
 * changed since, and decisions are read by place. What it shows may be older than the files; what is
 * decided on is always read from them, as `filesReader` does.
 */
export class ReviewIndex implements ReviewReader {
  readonly #context: Pick<JobContext, 'files' | 'signal' | 'signer'>;
  readonly #journals: JournalMemory;
  readonly #signers: SignersMemory;
  readonly #policies: PolicyMemory;
  readonly #evaluation: EvaluationMemory;
  readonly #options: ReviewIndexOptions;
  /** Newest first. */
  #days: readonly DayIndex[] = [];
  #version = 0;
  #viewing: Viewing = { me: undefined, policy: { overlap: 0, overlapKey: '' } };
  /** What the reviewer put behind the others, in that order. */
  readonly #skipped = new Set<string>();
  readonly #versions = new Map<string, number>();
  /** What was filtered last, for the next page of it. */
  #filtered: { readonly key: string; readonly queue: FilteredQueue } | undefined;
  #tallies: { readonly version: number; readonly of: ReviewerTally[] } | undefined;
  readonly #traits = new TraitTallies();

  constructor(
    context: Pick<JobContext, 'files' | 'signal' | 'signer'>,
    options: ReviewIndexOptions = {},
  ) {
    this.#context = context;
    this.#signers = new SignersMemory(context);
    this.#policies = new PolicyMemory(context);
    this.#journals = new JournalMemory(context.files);
    this.#evaluation = new EvaluationMemory(context);
    this.#options = options;
  }

  /**
   * Reads what changed, newest day first. A day that cannot be read keeps what was known of it, and stops no other.
   * @param whoLooks whose eyes the queue is shown to; asked only where that makes a difference
   * @throws CodelumiError when settings or a file cannot be read, JobCancelled
   */
  async refresh(whoLooks?: () => Promise<Reviewer | undefined>): Promise<void> {
    const { screening: policy, review } = await readConfig(this.#context.files);
    const isOther = await this.#look(review, whoLooks);
    const quorum = await this.#policies.read();
    const screening = { policy, evaluation: await this.#evaluation.read(), quorum };
    const names = new Set(await reviewDays(this.#context));
    const gone = this.#days.filter(({ day }) => !names.has(day));
    this.#days = [...names]
      .sort()
      .reverse()
      .map((day) => this.#dayOf(day) ?? this.#newDay(day, screening));
    if (gone.length > 0) this.#changed();
    const failures: CodelumiError[] = [];
    for (const day of this.#days) {
      try {
        if (isOther) await day.viewingChanged();
        await day.refresh(screening);
      } catch (error) {
        if (!(error instanceof CodelumiError)) throw error;
        failures.push(error);
      }
    }
    if (failures[0] !== undefined) throw failures[0];
  }

  /** Whose eyes the queue is shown to, as of the last refresh. */
  get viewing(): Viewing {
    return this.#viewing;
  }

  /** @returns whether other candidates may be hidden than before */
  async #look(
    { overlap, overlapKey }: OverlapPolicy,
    whoLooks: (() => Promise<Reviewer | undefined>) | undefined,
  ): Promise<boolean> {
    const me = overlap === 0 ? undefined : await whoLooks?.();
    const viewing = { me, policy: { overlap, overlapKey } };
    const isOther = JSON.stringify(viewing) !== JSON.stringify(this.#viewing);
    this.#viewing = viewing;
    return isOther;
  }

  /** See `QueueOverview`. */
  get version(): number {
    return this.#version;
  }

  get counts(): Readonly<Record<ReviewStatus, number>> {
    return countsOf(this.#days);
  }

  /** Newest first. */
  get days(): readonly SearchedDay[] {
    return this.#days;
  }

  /** How many candidates there are. */
  get size(): number {
    return this.#days.reduce((sum, day) => sum + day.entries.length, 0);
  }

  overview(): QueueOverview {
    return queueOverview(
      this.#version,
      this.#days,
      (day, status) => this.#versions.get(keyOf(day, status)) ?? 0,
    );
  }

  /**
   * The candidates that fit a filter, in its order; undefined for a filter that takes everything as it
   * comes, which `page`, `placeOf` and `next` answer without looking at all.
   */
  filtered(filter: Filter): FilteredQueue | undefined {
    const { query, me, now } = filter;
    if (query.terms.length === 0 && query.sort === 'queue') return undefined;
    // Reservations end by themselves; nothing else depends on the time.
    const isTimed = query.terms.some(({ condition }) => condition.key === 'reserved');
    const minute = isTimed ? Math.floor(now.getTime() / MINUTE_MS) : 0;
    const key = JSON.stringify([this.#version, formatQuery(query), me, minute]);
    if (this.#filtered?.key !== key)
      this.#filtered = {
        key,
        queue: new FilteredQueue(this.#days, filter, new Set(this.#skipped)),
      };
    return this.#filtered.queue;
  }

  /** @param me who asks, if that is known */
  progress(me: Reviewer | undefined): Progress {
    const version = this.#version;
    if (this.#tallies?.version !== version)
      this.#tallies = { version, of: reviewerTallies(this.#days.flatMap((day) => day.entries)) };
    return progressIn(this.#tallies.of, me);
  }

  /** What decisions on these candidates have to name; those that are gone are left out. */
  async seen(ids: readonly string[]): Promise<SeenCandidate[]> {
    const seen = new Map<string, SeenCandidate>();
    for (const day of new Set(ids.map(dayOfCandidate))) {
      const own = ids.filter((id) => dayOfCandidate(id) === day);
      for (const each of (await this.#dayOf(day)?.seen(own)) ?? []) seen.set(each.candidate, each);
    }
    return ids.flatMap((id) => seen.get(id) ?? []);
  }

  /** In review order; see `reviewPage`. */
  page(offset: number, limit: number): CandidateSummary[] {
    return reviewPage(this.#days, offset, limit, this.#skipped);
  }

  /** @param day undefined: of all days, newest first */
  groupPage(
    status: ReviewStatus,
    day: string | undefined,
    offset: number,
    limit: number,
  ): CandidateSummary[] {
    const days = day === undefined ? this.#days : this.#days.filter((each) => each.day === day);
    return statusPage(days, status, offset, limit);
  }

  /** The groups by a trait of the candidates, in no order. */
  traitGroups(trait: GroupTrait): TraitGroup[] {
    return this.#traits.groups(this.#days, trait);
  }

  /** @param value undefined: those without a group of their own, see `TraitGroup` */
  traitPage(
    status: ReviewStatus,
    { trait, value }: { readonly trait: GroupTrait; readonly value: string | undefined },
    offset: number,
    limit: number,
  ): CandidateSummary[] {
    const common =
      value === undefined ? this.#traits.commonValues(this.#days, trait) : new Set<string>();
    const fits = (summary: CandidateSummary) => {
      const its = traitOf(summary, trait);
      return value === undefined ? !common.has(its) : its === value;
    };
    return fittingPage(this.#days, status, fits, offset, limit);
  }

  /** Its place in review order, from 0. */
  placeOf(id: string): number | undefined {
    return placeInReview(this.#days, id, this.#skipped);
  }

  /** Of those of them that are known, in the order of `ids`. */
  summariesOf(ids: readonly string[]): CandidateSummary[] {
    return ids.flatMap((id) => this.#dayOf(dayOfCandidate(id))?.entry(id)?.summary ?? []);
  }

  /** Of those of them that are known. */
  statusesOf(ids: readonly string[]): ReadonlyMap<string, ReviewStatus> {
    return new Map(this.summariesOf(ids).map(({ id, status }) => [id, status]));
  }

  /** See `CandidateStory`; undefined while it is not known. */
  async story(id: string): Promise<CandidateStory | undefined> {
    return this.#dayOf(dayOfCandidate(id))?.story(id);
  }

  /** What is known of the signatures of all decisions on a candidate; none while it is not known. */
  async signatureMarks(id: string): Promise<SignatureMarks> {
    return (await this.#dayOf(dayOfCandidate(id))?.signatureMarks([id])) ?? new Map();
  }

  /** See `attentionOf`, with signatures. */
  async attention(
    review: Pick<ReviewedCandidate, 'candidate' | 'state'>,
  ): Promise<ExplainedAttention | undefined> {
    const policy = await this.#policies.read();
    const { screening } = await readConfig(this.#context.files);
    const signed = new Map<string, SignedBy>();
    for (const [hash, mark] of await this.signatureMarks(review.candidate.id))
      if (mark.kind === 'signed') signed.set(hash, mark);
    return attentionOf(review, quorumJudge(signed, policy, screening));
  }

  /** Candidates as lists show them, with what is known of the signature of what gave the status. */
  async withSignatures(candidates: readonly CandidateSummary[]): Promise<CandidateSummary[]> {
    const marks = new Map<string, SignatureMark>();
    const decided = candidates.filter(({ decision }) => decision !== undefined);
    for (const day of new Set(decided.map(({ day }) => day))) {
      const ids = decided.filter((each) => each.day === day).map(({ id }) => id);
      for (const [hash, mark] of (await this.#dayOf(day)?.signatureMarks(ids)) ?? [])
        marks.set(hash, mark);
    }
    return candidates.map((candidate) => withSignature(candidate, marks));
  }

  /** The beginning of its question as lists show it; undefined while it is not known. */
  questionOf(id: string): string | undefined {
    return this.#dayOf(dayOfCandidate(id))?.entry(id)?.summary.query;
  }

  next(after: string): CandidateSummary | undefined {
    return nextWaiting(this.#days, after, this.#skipped);
  }

  /**
   * Puts a candidate behind the others that wait, or back in its place if it is there; not for longer than this
   * index lives.
   * @returns whether it is now behind the others
   */
  toggleSkipped(id: string): boolean {
    if (!this.unskip(id)) {
      this.#skipped.add(id);
      this.#changed();
    }
    return this.#skipped.has(id);
  }

  /** @returns whether it was behind the others */
  unskip(id: string): boolean {
    const was = this.#skipped.delete(id);
    if (was) this.#changed();
    return was;
  }

  candidate(id: string): Promise<StoredCandidate | undefined> {
    const day = dayOfCandidate(id);
    return this.#dayOf(day)?.candidate(id) ?? findCandidate(this.#context, day, id);
  }

  candidates(day: string, ids: ReadonlySet<string>): AsyncIterable<StoredCandidate | Problem> {
    return this.#dayOf(day)?.candidates(ids) ?? candidatesNamed(this.#context, day, ids);
  }

  decisions(day: string): Promise<DayDecisions> {
    return this.#dayOf(day)?.readDecisions() ?? readDecisions(this.#context, day, this.journal);
  }

  claims(day: string): Promise<DayClaims> {
    return readClaims(this.#context, day, this.journal);
  }

  /** Shows claims that were written here. */
  async refreshClaims(days: Iterable<string>): Promise<void> {
    for (const day of new Set(days)) await this.#dayOf(day)?.refreshClaims();
  }

  /** Shows proposals that were dismissed here. */
  async refreshProposals(day: string): Promise<void> {
    await this.#dayOf(day)?.refreshProposals();
  }

  readonly journal = (path: string): Promise<ReadJournal> => this.#journals.read(path);

  async project(day: string): Promise<void> {
    const index = this.#dayOf(day);
    if (index === undefined) await projectDay(this.#context, day);
    else await index.project();
  }

  /** Reads ahead what a decision on this candidate will need; writes nothing. */
  async prepare(id: string): Promise<void> {
    await this.#dayOf(dayOfCandidate(id))?.prepare();
  }

  #dayOf(name: string): DayIndex | undefined {
    return this.#days.find(({ day }) => day === name);
  }

  #newDay(day: string, screening: ScreeningNow): DayIndex {
    return new DayIndex(day, screening, {
      context: this.#context,
      journals: this.#journals,
      signers: this.#signers,
      viewing: () => this.#viewing,
      onChange: (status) => {
        this.#changed();
        if (status !== undefined) this.#versions.set(keyOf(day, status), this.#version);
      },
      giveWay: () => this.#options.giveWay?.(),
    });
  }

  #changed(): void {
    this.#version += 1;
    this.#options.onChange?.();
  }
}

function keyOf(day: string, status: ReviewStatus): string {
  return `${status} ${day}`;
}
