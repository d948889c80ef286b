import type { JobContext } from '../job.js';
import { dayOfCandidate } from '../records/candidate.js';
import { EvaluationMemory } from '../screening/context/evaluationMemory.js';
import { findCandidate, type Problem, type StoredCandidate } from '../workspace/candidateFiles.js';
import { readConfig } from '../workspace/config.js';
import type { ReadJournal } from '../workspace/journal.js';
import { JournalMemory } from '../workspace/journalMemory.js';
import type { CandidateSummary, ScreeningNow } from './candidateSummary.js';
import { DayIndex } from './dayIndex.js';
import { type DayDecisions, readDecisions } from './decisionJournals.js';
import { projectDay } from './projections.js';
import { reviewDays } from './reviewedCandidates.js';
import { nextWaiting, placeInReview, reviewPage, statusPage } from './reviewOrder.js';
import type { ReviewReader } from './reviewReader.js';
import { type ReviewStatus, STATUSES } from './reviewState.js';

/** The candidates of one status on one day; there is no group without candidates. */
export interface QueueGroup {
  readonly status: ReviewStatus;
  readonly day: string;
  readonly count: number;
  /** Rises whenever anything in the group changes. */
  readonly version: number;
}

/** What is known of the queue without its candidates. */
export interface QueueOverview {
  /** Rises with every change. */
  readonly version: number;
  /** False while candidates are still being read for the first time. */
  readonly isComplete: boolean;
  readonly counts: Readonly<Record<ReviewStatus, number>>;
  /** Newest day first. */
  readonly groups: readonly QueueGroup[];
  /** The first of the lines that could not be used, and how many there are. */
  readonly problems: readonly Problem[];
  readonly problemCount: number;
}

const MOST_PROBLEMS = 500;

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
  readonly #context: Pick<JobContext, 'files' | 'signal'>;
  readonly #journals: JournalMemory;
  readonly #evaluation: EvaluationMemory;
  readonly #options: ReviewIndexOptions;
  /** Newest first. */
  #days: readonly DayIndex[] = [];
  #version = 0;
  readonly #versions = new Map<string, number>();

  constructor(context: Pick<JobContext, 'files' | 'signal'>, options: ReviewIndexOptions = {}) {
    this.#context = context;
    this.#journals = new JournalMemory(context.files);
    this.#evaluation = new EvaluationMemory(context);
    this.#options = options;
  }

  /**
   * Reads what changed, newest day first.
   * @throws CodelumiError when settings or a file cannot be read; what was known stays. JobCancelled
   */
  async refresh(): Promise<void> {
    const { screening: policy } = await readConfig(this.#context.files);
    const screening = { policy, evaluation: await this.#evaluation.read() };
    const names = new Set(await reviewDays(this.#context));
    const gone = this.#days.filter(({ day }) => !names.has(day));
    this.#days = [...names]
      .sort()
      .reverse()
      .map((day) => this.#dayOf(day) ?? this.#newDay(day, screening));
    if (gone.length > 0) this.#changed();
    for (const day of this.#days) await day.refresh(screening);
  }

  /** See `QueueOverview`. */
  get version(): number {
    return this.#version;
  }

  get counts(): Readonly<Record<ReviewStatus, number>> {
    const counts = { pending: 0, flagged: 0, accepted: 0, rejected: 0 };
    for (const status of STATUSES)
      for (const day of this.#days) counts[status] += day.group(status).length;
    return counts;
  }

  overview(): QueueOverview {
    const groups: QueueGroup[] = [];
    for (const day of this.#days) {
      for (const status of STATUSES) {
        const count = day.group(status).length;
        const version = this.#versions.get(keyOf(day.day, status)) ?? 0;
        if (count > 0) groups.push({ status, day: day.day, count, version });
      }
    }
    const problems = this.#days.flatMap((day) => day.problems);
    return {
      version: this.#version,
      isComplete: this.#days.every(({ isComplete }) => isComplete),
      counts: this.counts,
      groups,
      problems: problems.slice(0, MOST_PROBLEMS),
      problemCount: problems.length,
    };
  }

  /** In review order; see `reviewPage`. */
  page(offset: number, limit: number): CandidateSummary[] {
    return reviewPage(this.#days, offset, limit);
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

  /** Its place in review order, from 0. */
  placeOf(id: string): number | undefined {
    return placeInReview(this.#days, id);
  }

  /** Of those of them that are known. */
  statusesOf(ids: readonly string[]): ReadonlyMap<string, ReviewStatus> {
    const known = ids.flatMap((id) => this.#dayOf(dayOfCandidate(id))?.entry(id)?.summary ?? []);
    return new Map(known.map(({ id, status }) => [id, status]));
  }

  next(after: string): CandidateSummary | undefined {
    return nextWaiting(this.#days, after);
  }

  candidate(id: string): Promise<StoredCandidate | undefined> {
    const day = dayOfCandidate(id);
    return this.#dayOf(day)?.candidate(id) ?? findCandidate(this.#context, day, id);
  }

  decisions(day: string): Promise<DayDecisions> {
    return this.#dayOf(day)?.readDecisions() ?? readDecisions(this.#context, day, this.journal);
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
