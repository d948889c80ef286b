import { hash53 } from '../../mining/facts/hash53.js';
import type { RecordPosition } from '../../records/recordPosition.js';
import type { HardFailure, LiveEvidence } from './evidence.js';
import type { JudgedExposure } from './exposure.js';
import { type Arm, PeriodCounts } from './periodCounts.js';

/** What is asked of the logs. Times are milliseconds since the epoch. */
export interface LiveQuestion {
  readonly rollout: string;
  /** The deployment that is rolled out. */
  readonly candidate: string;
  /** When users first got it, when its stage was entered, and when its share was last changed. */
  readonly since: number;
  readonly stageSince: number;
  readonly shareSince: number;
  /** Its share of the users since then, 0 to 1. */
  readonly share: number;
}

const HARD: ReadonlySet<string> = new Set(['load', 'schema', 'pii', 'crash']);
/** Failures that are named. */
const MOST_NAMED = 20;
/** The assistant searches several times for one question. */
const ONE_QUESTION_MS = 10_000;
/** Questions that may still be going on. */
const MOST_OPEN = 10_000;

/** Sorts exposures to arms and periods. Counts each by itself, so that a log out of order does no harm. */
export class LiveCounts {
  readonly #question: LiveQuestion;
  readonly #gapMs: number;
  readonly #before = new PeriodCounts();
  readonly #stage = new PeriodCounts();
  /** Since the share was last changed, the arm that each person had first. */
  readonly #split = new Map<number, Arm>();
  readonly #inBoth = new Set<number>();
  readonly #failures: HardFailure[] = [];
  #failed = 0;
  #pinned = 0;
  /** When each question was last searched for. */
  readonly #open = new Map<number, number>();
  /** Of each arm, the conversation of those whom the log does not name, and its latest time. */
  readonly #nameless = new Map<Arm, { readonly number: number; readonly time: number }>();

  /** @param gapMs the pause after which another conversation begins */
  constructor(question: LiveQuestion, gapMs: number) {
    this.#question = question;
    this.#gapMs = gapMs;
  }

  /** @param isRejected whether its user was not content */
  add(exposure: JudgedExposure, isRejected: boolean, { file, line }: RecordPosition): void {
    const arm = this.#armOf(exposure);
    if (arm === undefined || exposure.time < this.#question.since) return;
    if (exposure.reason === 'PINNED') this.#pinned += 1;
    // Who chose, and who has no id and always gets what is stable, is not like the others.
    if (exposure.reason === 'PINNED' || exposure.reason === 'DEFAULT') return;
    const { time, error, latency } = exposure;
    const subject = this.#subjectOf(exposure, arm);
    const period = time < this.#question.stageSince ? this.#before : this.#stage;
    const isNew = this.#isNew(subject, exposure);
    period.add({ arm, time, subject, isNew, isBad: isRejected || error !== undefined, latency });
    if (time >= this.#question.shareSince) this.#addToSplit(subject, arm);
    if (arm === 'candidate' && error !== undefined && HARD.has(error))
      this.#addFailure({ kind: error, file, line });
  }

  evidence(): LiveEvidence {
    const { share } = this.#question;
    const stage = this.#stage.evidence();
    const isShared = share > 0 && share < 1;
    return {
      stage,
      before: this.#before.evidence(),
      ...(isShared ? { split: this.#splitEvidence() } : {}),
      hardFailures: { count: this.#failed, first: this.#failures },
      pinned: this.#pinned,
    };
  }

  /** Once everybody has the candidate, no rollout is named any more. */
  #armOf({ rolloutId, deployment, variant }: JudgedExposure): Arm | undefined {
    const { rollout: own, candidate } = this.#question;
    if (deployment === candidate && (rolloutId ?? own) === own) return 'candidate';
    return rolloutId === own && variant === 'stable' ? 'baseline' : undefined;
  }

  #subjectOf({ unit, time }: JudgedExposure, arm: Arm): number {
    if (unit !== undefined) return hash53(unit);
    const last = this.#nameless.get(arm);
    const isSame = last !== undefined && Math.abs(time - last.time) <= this.#gapMs;
    const number = isSame ? last.number : (last?.number ?? 0) + 1;
    this.#nameless.set(arm, { number, time });
    return hash53(`\u0000${arm} ${number}`);
  }

  #isNew(subject: number, { query, time }: JudgedExposure): boolean {
    const key = hash53(`${subject} ${query}`);
    const last = this.#open.get(key);
    if (last === undefined && this.#open.size >= MOST_OPEN) this.#open.clear();
    this.#open.set(key, time);
    return last === undefined || Math.abs(time - last) > ONE_QUESTION_MS;
  }

  #addToSplit(subject: number, arm: Arm): void {
    const first = this.#split.get(subject);
    if (first === undefined) this.#split.set(subject, arm);
    else if (first !== arm) this.#inBoth.add(subject);
  }

  #splitEvidence(): NonNullable<LiveEvidence['split']> {
    let candidate = 0;
    for (const arm of this.#split.values()) candidate += Number(arm === 'candidate');
    const baseline = this.#split.size - candidate;
    return { share: this.#question.share, candidate, baseline, inBoth: this.#inBoth.size };
  }

  #addFailure(failure: HardFailure): void {
    this.#failed += 1;
    if (this.#failures.length < MOST_NAMED) this.#failures.push(failure);
  }
}
