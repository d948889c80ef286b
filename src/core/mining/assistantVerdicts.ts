import type { JobContext } from '../job.js';
import type { CandidateText } from '../records/candidate.js';
import { answerFingerprint, fingerprintOf, questionKey } from '../records/fingerprint.js';
import {
  type LearningEvent,
  learningEventOf,
  looksLikeLearningEvent,
} from '../records/learningEvent.js';
import {
  looksLikeStagingEntry,
  type StagingEntry,
  stagingEntryOf,
} from '../records/stagingEntry.js';
import {
  looksLikeThreatVerdict,
  type ThreatVerdict,
  threatVerdictOf,
} from '../records/threatVerdict.js';
import { NearDuplicates } from '../retrieval/nearDuplicates.js';
import type { Sources } from '../workspace/sources.js';
import {
  learningVerdict,
  type SaidBefore,
  speaksAgainst,
  stagingVerdict,
  verdictOnThreat,
} from './assistantVerdict.js';
import { SourceTally } from './runReport.js';
import { type RecordShape, shapedRecords } from './shapedRecords.js';

const STAGING: RecordShape<StagingEntry> = {
  looksLikeRecord: looksLikeStagingEntry,
  read: stagingEntryOf,
};
const THREATS: RecordShape<ThreatVerdict> = {
  looksLikeRecord: looksLikeThreatVerdict,
  read: threatVerdictOf,
};
const LEARNING: RecordShape<LearningEvent> = {
  looksLikeRecord: looksLikeLearningEvent,
  read: learningEventOf,
};

/** Staged answers that are only similar, beside those that are the same. */
const MOST_SIMILAR = 3;

/** A reviewer reads a few; the worst come first. */
const MOST_VERDICTS = 10;

interface Dated {
  readonly verdict: SaidBefore;
  /** Milliseconds since the epoch; undefined where the log does not say. */
  readonly time: number | undefined;
}

/**
 * What the assistant's own pipeline knows already: what it staged and how that ended, what it held to be
 * a threat, what it learned. Read once a run, then asked about each candidate.
 */
export class AssistantVerdicts {
  /** One for each file that was read. */
  readonly tallies: SourceTally[] = [];
  /** The last verdict on each staged pair; by its fingerprint. */
  readonly #staged = new Map<string, Dated>();
  /** Fingerprints of pairs with the same answer. */
  readonly #pairsOfAnswer = new Map<string, Set<string>>();
  readonly #answers = new NearDuplicates();
  /** By question: the last verdict on it, and when it was first learned. */
  readonly #threats = new Map<string, Dated>();
  readonly #learned = new Map<string, Dated>();

  /**
   * @throws CodelumiError `not-readable` for a log that is there and cannot be read, JobCancelled when
   *   the signal fires
   */
  static async read(
    context: Pick<JobContext, 'files' | 'signal'>,
    { staging, threats, learning }: Pick<Sources, 'staging' | 'threats' | 'learning'>,
  ): Promise<AssistantVerdicts> {
    const verdicts = new AssistantVerdicts();
    await verdicts.#take(context, staging, STAGING, (entry) => verdicts.#addStaged(entry));
    await verdicts.#take(context, threats, THREATS, (verdict) => verdicts.#addThreat(verdict));
    await verdicts.#take(context, learning, LEARNING, (event) => verdicts.#addLearned(event));
    return verdicts;
  }

  /**
   * The verdicts on a question and answer: staged with the same or nearly the same answer, held a threat
   * or not under the same question, learned already under the same question.
   * @param variants other ways in which the same was asked
   */
  about(text: CandidateText, variants: readonly string[] = []): SaidBefore[] {
    const questions = [text.query, ...variants].map(questionKey);
    const staged = text.assistant_output.trim() === '' ? [] : this.#stagedLike(text);
    const others = [this.#threats, this.#learned].flatMap((known) =>
      questions.flatMap((question) => known.get(question)?.verdict ?? []),
    );
    const all = [...new Set([...staged, ...others])];
    return all
      .sort((a, b) => Number(speaksAgainst(b)) - Number(speaksAgainst(a)))
      .slice(0, MOST_VERDICTS);
  }

  #stagedLike(text: CandidateText): SaidBefore[] {
    const answer = answerFingerprint(text.assistant_output);
    const same = new Set([fingerprintOf(text), ...(this.#pairsOfAnswer.get(answer) ?? [])]);
    const similar = this.#answers
      .find(text.assistant_output)
      .filter(({ id }) => id !== answer)
      .slice(0, MOST_SIMILAR)
      .flatMap(({ id, similarity }) =>
        // However alike, it is not the same: `tar -c` is not `tar -C`.
        this.#verdictsOn(this.#pairsOfAnswer.get(id) ?? [], Math.min(similarity, 0.999)),
      );
    return [...this.#verdictsOn(same, 1), ...similar];
  }

  #verdictsOn(pairs: Iterable<string>, similarity: number): SaidBefore[] {
    return [...pairs].flatMap((pair) => {
      const staged = this.#staged.get(pair);
      if (staged === undefined) return [];
      return [{ ...staged.verdict, similarity: Math.round(similarity * 1_000) / 1_000 }];
    });
  }

  #addStaged(entry: StagingEntry): void {
    const { question: query, answer: assistant_output } = entry;
    const pair = fingerprintOf({ query, assistant_output });
    const answer = answerFingerprint(assistant_output);
    keepLast(this.#staged, pair, { verdict: stagingVerdict(entry), time: entry.time });
    const pairs = this.#pairsOfAnswer.get(answer);
    if (pairs === undefined) this.#answers.add(answer, assistant_output);
    this.#pairsOfAnswer.set(answer, (pairs ?? new Set()).add(pair));
  }

  #addThreat(verdict: ThreatVerdict): void {
    const dated = { verdict: verdictOnThreat(verdict), time: verdict.time };
    keepLast(this.#threats, questionKey(verdict.question), dated);
  }

  #addLearned(event: LearningEvent): void {
    if (event.type !== 'knowledge-added' || event.question === undefined) return;
    const question = questionKey(event.question);
    const known = this.#learned.get(question);
    if (known === undefined || isBefore(event, known))
      this.#learned.set(question, { verdict: learningVerdict(event), time: event.time });
  }

  async #take<Shaped>(
    context: Pick<JobContext, 'files' | 'signal'>,
    files: readonly string[],
    shape: RecordShape<Shaped>,
    add: (shaped: Shaped) => void,
  ): Promise<void> {
    for (const file of files) {
      const tally = new SourceTally(file);
      this.tallies.push(tally);
      for await (const shaped of shapedRecords(context, file, shape, tally)) add(shaped);
    }
  }
}

/** What is later in the log counts, unless it says that it is older. */
function keepLast(known: Map<string, Dated>, key: string, dated: Dated): void {
  const before = known.get(key);
  if (before === undefined || !isBefore(dated, before)) known.set(key, dated);
}

function isBefore(a: Pick<Dated, 'time'>, b: Pick<Dated, 'time'>): boolean {
  return a.time !== undefined && b.time !== undefined && a.time < b.time;
}
