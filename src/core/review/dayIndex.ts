import type { JobContext } from '../job.js';
import {
  findCandidate,
  isProblem,
  type Problem,
  readCandidates,
  type StoredCandidate,
} from '../workspace/candidateFiles.js';
import { readCandidatesAt } from '../workspace/candidatesAt.js';
import { stampOf, stampsOf } from '../workspace/fileStamp.js';
import type { JournalMemory } from '../workspace/journalMemory.js';
import { candidatesFile, decisionsFolder } from '../workspace/paths.js';
import { type CandidateSummary, type ScreeningNow, summaryOf } from './candidateSummary.js';
import { DayContents, type IndexedCandidate, OUTDATED, placeOf } from './dayContents.js';
import type { DayDecisions } from './decisionJournals.js';
import { DecisionMemory } from './decisionMemory.js';
import { ProjectionMemory, type ProjectionSource } from './projectionMemory.js';
import { projectDay } from './projections.js';
import { missingCandidate, voidAcceptance } from './reviewedCandidates.js';
import {
  byCandidate,
  changedCandidates,
  type DecisionsOf,
  type ReviewStatus,
  reviewStateOf,
  STATUSES,
} from './reviewState.js';

interface Decisions {
  /** Of all journals: what was read is good for showing while it is the same. */
  readonly stamp: string;
  readonly problems: readonly Problem[];
  readonly of: DecisionsOf;
}

interface DayIndexOptions {
  readonly context: Pick<JobContext, 'files' | 'signal'>;
  readonly journals: JournalMemory;
  /** Hears which group changed; undefined: something beside the candidates did. */
  readonly onChange: (status?: ReviewStatus) => void;
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
  readonly #groups = new Map<ReviewStatus, readonly IndexedCandidate[]>();
  #screening: ScreeningNow;
  #contents = new DayContents(OUTDATED);
  /** What is being read; takes the place of `#contents` when it is whole. */
  #reading: DayContents | undefined;
  #decisions: Decisions = { stamp: OUTDATED, problems: [], of: new Map() };
  /** Candidates that were decided on and are not there. */
  readonly #missing = new Set<string>();
  #applying: Promise<void> = Promise.resolve();

  constructor(day: string, screening: ScreeningNow, options: DayIndexOptions) {
    this.day = day;
    this.#screening = screening;
    this.#options = options;
    this.#projections = new ProjectionMemory(options.context.files, day);
    this.#decisionMemory = new DecisionMemory(options.context.files, day, options.journals);
  }

  get isComplete(): boolean {
    return this.#contents.isComplete;
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

  /** Everything in the way, as `reviewedCandidates` tells it. */
  get problems(): Problem[] {
    const contents = this.#contents;
    const { of, problems } = this.#decisions;
    return [
      ...problems,
      ...contents.problems,
      ...[...contents.voided.values()].map(voidAcceptance),
      ...[...this.#missing].map((id) => missingCandidate(id, of.get(id)?.[0], this.day)),
    ];
  }

  /** @throws CodelumiError when a file cannot be read, JobCancelled */
  async refresh(screening: ScreeningNow): Promise<void> {
    const isOther = !isSame(screening, this.#screening);
    this.#screening = screening;
    await this.refreshDecisions();
    await this.#refreshCandidates();
    if (!isOther) return;
    const edited = this.#contents.entries.filter(({ summary }) => summary.edited);
    await this.#restate(edited.map(({ summary }) => summary.id));
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
    const summary = this.#summaryIn(contents, read);
    contents.add(summary, read);
    if (contents === this.#contents) this.#changed(summary.status);
  }

  #summaryIn(contents: DayContents, { candidate, position }: StoredCandidate): CandidateSummary {
    const { id } = candidate;
    const decisions = this.#decisions.of.get(id);
    const state = decisions === undefined ? undefined : reviewStateOf(candidate, decisions);
    if (state?.voided === undefined) contents.voided.delete(id);
    else contents.voided.set(id, state.voided);
    return summaryOf(candidate, state, { day: this.day, line: position.line }, this.#screening);
  }

  async #applyDecisions(anew: boolean): Promise<void> {
    const stamp = await this.#journalStamps();
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

  #findMissing(ids: Iterable<string>): void {
    if (!this.#contents.isComplete) return;
    for (const id of ids) {
      const isMissing = this.#decisions.of.has(id) && this.#contents.entry(id) === undefined;
      if (isMissing) this.#missing.add(id);
      else this.#missing.delete(id);
    }
  }

  async #journalStamps(): Promise<string> {
    const { files } = this.#options.context;
    const folder = decisionsFolder(this.day);
    const journals = await files.list(folder);
    return stampsOf(
      files,
      journals.map(({ name }) => `${folder}/${name}`),
    );
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
    entry.summary = this.#summaryIn(contents, found);
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

function isSame(a: ScreeningNow, b: ScreeningNow): boolean {
  return a.evaluation === b.evaluation && JSON.stringify(a.policy) === JSON.stringify(b.policy);
}
