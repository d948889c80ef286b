import type { JobContext } from '../job.js';
import type { Candidate } from '../records/candidate.js';
import {
  candidatesNamed,
  findCandidate,
  isProblem,
  type Problem,
  readCandidates,
  type StoredCandidate,
} from '../workspace/candidateFiles.js';
import { readCandidatesAt } from '../workspace/candidatesAt.js';
import { stampOf, stampsOf } from '../workspace/fileStamp.js';
import type { JournalMemory } from '../workspace/journalMemory.js';
import { candidatesFile } from '../workspace/paths.js';
import { type CandidateStory, storyOf } from './candidateStory.js';
import {
  isSameScreening,
  type ListedCandidate,
  listedCandidate,
  type ScreeningNow,
} from './candidateSummary.js';
import { ClaimMemory } from './claims/claimMemory.js';
import { DayContents, type IndexedCandidate, OUTDATED, placeOf } from './dayContents.js';
import { type DayDecisions, journalsOf } from './decisionJournals.js';
import { DecisionMemory } from './decisionMemory.js';
import { type SeenState, seenBy, type Viewing } from './overlap/blind.js';
import { ProjectionMemory, type ProjectionSource } from './projectionMemory.js';
import { projectDay } from './projections.js';
import { ProposalMemory } from './proposals/proposalMemory.js';
import { missingCandidate, voidAcceptance } from './reviewedCandidates.js';
import {
  byCandidate,
  changedCandidates,
  type DecisionsOf,
  type ReviewStatus,
  reviewStateOf,
  STATUSES,
} from './reviewState.js';
import { DaySignatures } from './signatures/daySignatures.js';
import type { SignatureMarks } from './signatures/signatureMark.js';
import type { SignersMemory } from './signatures/signersMemory.js';

interface Decisions {
  /** Of all journals: what was read is good for showing while it is the same. */
  readonly stamp: string;
  readonly problems: readonly Problem[];
  readonly of: DecisionsOf;
}

/** A candidate as a decision has to have seen it. */
export interface SeenCandidate {
  readonly candidate: string;
  readonly status: ReviewStatus;
  /** Of its text as it stands. */
  readonly fingerprint: string;
  /** The last decision on it; null: none. */
  readonly on: string | null;
}

interface DayIndexOptions {
  readonly context: Pick<JobContext, 'files' | 'signal' | 'signer'>;
  readonly journals: JournalMemory;
  readonly signers: SignersMemory;
  /** Hears which group changed; undefined: something beside the candidates did. */
  readonly onChange: (status?: ReviewStatus) => void;
  /** Whose eyes it is shown to. */
  readonly viewing: () => Viewing;
  /** Whom a long reading lets pass, if there is somebody. */
  readonly giveWay: () => Promise<void> | undefined;
}

/**
 * One day's candidates and decisions in memory, as summaries. Reads again only what changed: the
 * candidates file when its stamp did, of the journals what was appended, and of the candidates those
 * about which something else counts now.
 */
export class DayIndex {
  readonly day: string;
  readonly #options: DayIndexOptions;
  readonly #projections: ProjectionMemory;
  readonly #decisionMemory: DecisionMemory;
  readonly #signatures: DaySignatures;
  readonly #groups = new Map<ReviewStatus, readonly IndexedCandidate[]>();
  #screening: ScreeningNow;
  #contents = new DayContents(OUTDATED);
  /** What is being read; takes the place of `#contents` when it is whole. */
  #reading: DayContents | undefined;
  readonly #claims: ClaimMemory;
  readonly #proposals: ProposalMemory;
  #decisions: Decisions = { stamp: OUTDATED, problems: [], of: new Map() };
  /** Candidates that were decided on and are not there. */
  readonly #missing = new Set<string>();
  #applying: Promise<void> = Promise.resolve();

  constructor(day: string, screening: ScreeningNow, options: DayIndexOptions) {
    this.day = day;
    this.#screening = screening;
    this.#options = options;
    this.#claims = new ClaimMemory(options.context, day, options.journals);
    this.#proposals = new ProposalMemory(options.context, day, options.journals);
    this.#projections = new ProjectionMemory(options.context.files, day);
    this.#decisionMemory = new DecisionMemory(options.context.files, day, options.journals);
    this.#signatures = new DaySignatures(options.context, day, options.signers);
  }

  get isComplete(): boolean {
    return this.#contents.isComplete;
  }

  /** In file order. */
  get entries(): readonly IndexedCandidate[] {
    return this.#contents.entries;
  }

  /** The day's candidates of one status, in file order. */
  group(status: ReviewStatus): readonly IndexedCandidate[] {
    const known = this.#groups.get(status);
    if (known !== undefined) return known;
    const group = this.#contents.entries.filter(({ summary }) => summary.status === status);
    this.#groups.set(status, group);
    return group;
  }

  entry(id: string): IndexedCandidate | undefined {
    return this.#contents.entry(id);
  }

  /** 1 for each candidate, by its `at`, whose text holds the folded needle. */
  search(needle: string): Uint8Array {
    return this.#contents.texts.search(needle);
  }

  /** What a decision on each of them has to name, in file order; those that are gone are left out. */
  async seen(ids: readonly string[]): Promise<SeenCandidate[]> {
    const seen: SeenCandidate[] = [];
    for await (const found of this.#readAt(this.#contents.held(ids))) {
      if (found === undefined) continue;
      const { candidate } = found;
      const state = this.#seen(candidate);
      const { status, fingerprint, lastHash: on } = state;
      seen.push({ candidate: candidate.id, status, fingerprint, on });
    }
    return seen;
  }

  /** What is known of the signatures of all decisions on some candidates, as they were last read. */
  signatureMarks(ids: Iterable<string>): Promise<SignatureMarks> {
    const decisions = [...ids].flatMap((id) => this.#decisions.of.get(id) ?? []);
    return this.#signatures.marksOf(decisions);
  }

  /** Everything in the way, as `reviewedCandidates` tells it. */
  get problems(): Problem[] {
    const contents = this.#contents;
    const { of, problems } = this.#decisions;
    return [
      ...problems,
      ...this.#claims.problems,
      ...this.#proposals.problems,
      ...contents.problems,
      ...[...contents.voided.values()].map(voidAcceptance),
      ...[...this.#missing].map((id) => missingCandidate(id, of.get(id)?.[0], this.day)),
    ];
  }

  /** @throws CodelumiError when a file cannot be read, JobCancelled */
  async refresh(screening: ScreeningNow): Promise<void> {
    const isOther = !isSameScreening(screening, this.#screening);
    this.#screening = screening;
    await this.refreshDecisions();
    await this.refreshClaims();
    await this.refreshProposals();
    // Signatures may come by a merge that brings no decision.
    if (await this.#signatures.refresh()) this.#changed('accepted', 'rejected', 'flagged');
    await this.#refreshCandidates();
    if (!isOther) return;
    const touched = this.#contents.entries.filter(
      ({ summary }) => summary.edited || summary.status === 'accepted',
    );
    await this.#restate(touched.map(({ summary }) => summary.id));
  }

  /** @param anew whether journals are read even if their stamps are what they were */
  refreshDecisions(anew = false): Promise<void> {
    const applied = this.#applying.then(() => this.#applyDecisions(anew));
    this.#applying = applied.catch(() => undefined); // Whoever asked for it hears of the failure.
    return applied;
  }

  /** In full; undefined when the day's file does not hold it. */
  async candidate(id: string): Promise<StoredCandidate | undefined> {
    const contents = this.#contents;
    const entry = contents.entry(id);
    if (entry !== undefined && (await this.#isCurrent(contents))) {
      for await (const found of this.#readAt([entry])) if (found !== undefined) return found;
    }
    return findCandidate(this.#options.context, this.day, id);
  }

  /**
   * By its place alone, with what was known to be decided when journals were last read. undefined while
   * it is not known, or its file is another by now: the next refresh tells.
   */
  async story(id: string): Promise<CandidateStory | undefined> {
    const contents = this.#contents;
    const entry = contents.entry(id);
    if (entry === undefined || !(await this.#isCurrent(contents))) return undefined;
    for await (const found of this.#readAt([entry])) {
      if (found === undefined) continue;
      const { rules, line } = entry.summary;
      const state = this.#seen(found.candidate);
      const { decidedBy } = state;
      const marks = await this.#signatures.marksOf(decidedBy === undefined ? [] : [decidedBy]);
      const signature = decidedBy && marks.get(decidedBy.decision.hash)?.kind;
      const place = { rules, line, signature };
      return storyOf(found.candidate, state, place, this.#screening.policy);
    }
    return undefined;
  }

  /** Those of them that the day's file holds, in full. */
  async *candidates(ids: ReadonlySet<string>): AsyncGenerator<StoredCandidate | Problem> {
    const contents = this.#contents;
    const left = new Set(ids);
    if (await this.#isCurrent(contents)) {
      for await (const found of this.#readAt(contents.held(ids))) {
        if (found === undefined) continue;
        left.delete(found.candidate.id);
        yield found;
      }
    }
    yield* candidatesNamed(this.#options.context, this.day, left);
  }

  readDecisions(): Promise<DayDecisions> {
    return this.#decisionMemory.read();
  }

  /** As `projectDay`. The caller holds the workspace lock. */
  async project(): Promise<void> {
    await this.refreshDecisions(true);
    const source = await this.#projectionSource();
    const isDone = source !== undefined && (await this.#projections.update(source));
    if (!isDone) await projectDay(this.#options.context, this.day);
  }

  /** Makes the first `project` as fast as later ones; writes nothing. */
  async prepare(): Promise<void> {
    const source = await this.#projectionSource();
    if (source !== undefined) await this.#projections.prepare(source);
  }

  /** undefined while what is known of the candidates file is not what stands there. */
  async #projectionSource(): Promise<ProjectionSource | undefined> {
    const contents = this.#contents;
    const { stamp, isComplete } = contents;
    if (!isComplete || stamp === undefined || !(await this.#isCurrent(contents))) return undefined;
    return {
      stamp,
      decisionsOf: this.#decisions.of,
      candidates: (ids) => this.#readAt(contents.held(ids)),
    };
  }

  async #refreshCandidates(): Promise<void> {
    const { context, giveWay } = this.#options;
    const stamp = await stampOf(context.files, candidatesFile(this.day));
    if (this.#contents.isComplete && this.#contents.stamp === stamp) return;
    const contents = new DayContents(stamp);
    this.#reading = contents;
    // The first time candidates show as they come in; later the old ones stay until the new are whole.
    if (this.#contents.entries.length === 0) this.#contents = contents;
    try {
      if (stamp !== undefined) {
        for await (const read of readCandidates(context, this.day)) {
          this.#add(contents, read);
          await giveWay();
        }
      }
      if (!(await this.#isCurrent(contents))) contents.stamp = OUTDATED;
    } finally {
      this.#reading = undefined;
    }
    contents.isComplete = true;
    this.#contents = contents;
    this.#missing.clear();
    this.#findMissing(this.#decisions.of.keys());
    this.#changed(...STATUSES);
  }

  #add(contents: DayContents, read: StoredCandidate | Problem): void {
    if (isProblem(read)) {
      contents.problems.push(read);
      return;
    }
    const listed = this.#listedIn(contents, read);
    contents.add(listed, read);
    if (contents === this.#contents) this.#changed(listed.summary.status);
  }

  #listedIn(contents: DayContents, { candidate, position }: StoredCandidate): ListedCandidate {
    const { id } = candidate;
    const decisions = this.#decisions.of.get(id);
    const state = decisions === undefined ? undefined : this.#seen(candidate);
    const claim = this.#claims.stateOf(id, decisions);
    if (state?.voided === undefined) contents.voided.delete(id);
    else contents.voided.set(id, state.voided);
    const proposals = this.#proposals.openFor(candidate, decisions);
    const place = { day: this.day, line: position.line, claim, proposals };
    return listedCandidate(candidate, state, place, this.#screening);
  }

  async #applyDecisions(anew: boolean): Promise<void> {
    const { files } = this.#options.context;
    const stamp = await stampsOf(files, await journalsOf(files, this.day));
    if (stamp === this.#decisions.stamp && !anew) return;
    const { decisions, problems } = await this.readDecisions();
    const of = byCandidate(decisions);
    const changed = changedCandidates(this.#decisions.of, of);
    const isOther = changed.size > 0 || problems.length + this.#decisions.problems.length > 0;
    this.#decisions = { stamp, problems, of };
    this.#findMissing(changed);
    if (isOther) this.#changed();
    await this.#restate([...changed]);
  }

  /** A candidate as far as whoever looks may know of it. */
  #seen(candidate: Candidate): SeenState {
    const { me, policy } = this.#options.viewing();
    const state = reviewStateOf(candidate, this.#decisions.of.get(candidate.id) ?? []);
    return seenBy(me, candidate, state, policy);
  }

  /** Somebody else looks now, or other candidates are hidden from them. */
  async viewingChanged(): Promise<void> {
    await this.#restate([...this.#decisions.of.keys()]);
  }

  /** What was assigned, reserved or released since. */
  async refreshClaims(): Promise<void> {
    await this.#restate(await this.#claims.refresh());
  }

  /** What agents proposed, and people dismissed, since. */
  async refreshProposals(): Promise<void> {
    await this.#restate(await this.#proposals.refresh());
  }

  #findMissing(ids: Iterable<string>): void {
    if (!this.#contents.isComplete) return;
    for (const id of ids) {
      const isMissing = this.#decisions.of.has(id) && this.#contents.entry(id) === undefined;
      if (isMissing) this.#missing.add(id);
      else this.#missing.delete(id);
    }
  }

  /** Adds up anew what was decided about some candidates. */
  async #restate(ids: readonly string[]): Promise<void> {
    for (const contents of new Set([this.#contents, this.#reading])) {
      if (contents === undefined || !(await this.#isCurrent(contents))) continue;
      const entries = contents.held(ids);
      let next = 0;
      for await (const found of this.#readAt(entries)) {
        const entry = entries[next];
        next += 1;
        if (found === undefined) contents.stamp = OUTDATED;
        else if (entry !== undefined) this.#exchange(contents, entry, found);
      }
    }
  }

  #exchange(contents: DayContents, entry: IndexedCandidate, found: StoredCandidate): void {
    const before = entry.summary.status;
    contents.exchange(entry, this.#listedIn(contents, found));
    if (contents === this.#contents) this.#changed(before, entry.summary.status);
  }

  #changed(...statuses: readonly ReviewStatus[]): void {
    for (const status of statuses) {
      this.#groups.delete(status);
      this.#options.onChange(status);
    }
    if (statuses.length === 0) this.#options.onChange();
  }

  async #isCurrent({ stamp }: DayContents): Promise<boolean> {
    return stamp === (await stampOf(this.#options.context.files, candidatesFile(this.day)));
  }

  #readAt(entries: readonly IndexedCandidate[]): AsyncGenerator<StoredCandidate | undefined> {
    return readCandidatesAt(this.#options.context, this.day, entries.map(placeOf));
  }
}
