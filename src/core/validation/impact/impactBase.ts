import type { JobContext } from '../../job.js';
import { compareBytes } from '../../records/byteOrder.js';
import { asSeenBy } from '../../review/decide.js';
import { journalsOf } from '../../review/decisionJournals.js';
import type { Viewing } from '../../review/overlap/blind.js';
import { type QuestionVariants, questionVariants } from '../../review/questionVariants.js';
import { type ReviewedCandidate, reviewDays } from '../../review/reviewedCandidates.js';
import type { ReviewReader } from '../../review/reviewReader.js';
import { byCandidate, reviewStateOf } from '../../review/reviewState.js';
import type { EvaluationContext } from '../../screening/context/evaluationContext.js';
import { EvaluationMemory } from '../../screening/context/evaluationMemory.js';
import { readTombstones } from '../../screening/erasure/tombstones.js';
import type { ScreeningPolicy } from '../../screening/recogniser.js';
import { type KnownEntry, knownInKnowledgeBase } from '../../snapshots/base.js';
import { leaveOutErased } from '../../snapshots/leaveOutErased.js';
import { isProblem } from '../../workspace/candidateFiles.js';
import { readConfig } from '../../workspace/config.js';
import type { Config } from '../../workspace/configSchema.js';
import { stampsOf } from '../../workspace/fileStamp.js';
import { candidatesFile, TOMBSTONES_FOLDER } from '../../workspace/paths.js';
import { HOLDOUT_FILE, type Holdout, readHoldout } from '../holdout/holdout.js';

/** Everything that a candidate is held against: what the next snapshot would be made of, and the holdout. */
export interface Standing {
  readonly known: readonly KnownEntry[];
  /** In the order of their ids. Whether enough people approved them is not asked. */
  readonly accepted: readonly ReviewedCandidate[];
  readonly holdout: Holdout;
  /** By which secrets are found in what is shown. */
  readonly policy: ScreeningPolicy;
  /** What merging one of them adds. */
  readonly variantsOf: (reviewed: ReviewedCandidate) => QuestionVariants;
}

interface Remembered<Of> {
  readonly stamp: string;
  readonly of: Of;
}

/** Reads what a candidate is held against, and of it again only what changed; else gives the same object. */
export class ImpactBase {
  readonly #context: JobContext;
  readonly #reader: ReviewReader;
  readonly #viewing: () => Viewing;
  readonly #evaluation: EvaluationMemory;
  readonly #days = new Map<string, Remembered<readonly ReviewedCandidate[]>>();
  #known: Remembered<readonly KnownEntry[]> | undefined;
  #holdout: Remembered<Holdout> | undefined;
  #standing: Remembered<Standing> | undefined;
  #evaluated: EvaluationContext | undefined;

  /** @param viewing whose eyes it is shown to: what is hidden from them must not show in what it changes */
  constructor(context: JobContext, reader: ReviewReader, viewing: () => Viewing) {
    this.#context = context;
    this.#reader = reader;
    this.#viewing = viewing;
    this.#evaluation = new EvaluationMemory(context);
  }

  /** @throws CodelumiError where the knowledge base or the settings cannot be read, JobCancelled */
  async read(): Promise<Standing> {
    const { files } = this.#context;
    const config = await readConfig(files);
    const known = await this.#readKnown(config.sources.knowledgeBase);
    const holdout = await this.#readHoldout();
    const evaluation = await this.#evaluation.read();
    const erasedStamp = await this.#stampOfFolder(TOMBSTONES_FOLDER);
    const days: Remembered<readonly ReviewedCandidate[]>[] = [];
    for (const day of await reviewDays(this.#context)) days.push(await this.#readDay(day));
    const stamps = [known, holdout, ...days].map(({ stamp }) => stamp);
    const key = JSON.stringify([stamps, erasedStamp, config.screening]);
    if (this.#standing?.stamp === key && this.#evaluated === evaluation) return this.#standing.of;
    const left = leaveOutErased(
      known.of,
      days.flatMap(({ of }) => of),
      await readTombstones(this.#context),
    );
    const standing: Standing = {
      known: left.known,
      accepted: left.accepted.toSorted(byId),
      holdout: holdout.of,
      policy: config.screening,
      variantsOf: remembering(({ candidate, state }) =>
        questionVariants(candidate, state, evaluation, config.screening),
      ),
    };
    this.#standing = { stamp: key, of: standing };
    this.#evaluated = evaluation;
    return standing;
  }

  async #readKnown(folder: Config['sources']['knowledgeBase']) {
    const stamp = `${folder}\n${await this.#stampOfFolder(folder)}`;
    if (this.#known?.stamp !== stamp) {
      const known = await knownInKnowledgeBase(this.#context, folder);
      this.#known = { stamp, of: known };
    }
    return this.#known;
  }

  async #readHoldout() {
    const stamp = await stampsOf(this.#context.files, [HOLDOUT_FILE]);
    if (this.#holdout?.stamp !== stamp)
      this.#holdout = { stamp, of: await readHoldout(this.#context) };
    return this.#holdout;
  }

  async #readDay(day: string): Promise<Remembered<readonly ReviewedCandidate[]>> {
    const { files } = this.#context;
    const viewing = this.#viewing();
    const written = await stampsOf(files, [candidatesFile(day), ...(await journalsOf(files, day))]);
    const stamp = `${written}\n${JSON.stringify(viewing)}`;
    const before = this.#days.get(day);
    if (before?.stamp === stamp) return before;
    const read = { stamp, of: await this.#acceptedOn(day, viewing) };
    this.#days.set(day, read);
    return read;
  }

  /** What is wrong with lines is told where they are reviewed. */
  async #acceptedOn(day: string, viewing: Viewing): Promise<ReviewedCandidate[]> {
    const { decisions } = await this.#reader.decisions(day);
    const said = decisions.filter(({ decision }) => decision.action === 'accept');
    const ids = new Set(said.map(({ decision }) => decision.candidate));
    const decisionsOf = byCandidate(decisions);
    const accepted: ReviewedCandidate[] = [];
    for await (const read of this.#reader.candidates(day, ids)) {
      if (isProblem(read)) continue;
      const state = reviewStateOf(read.candidate, decisionsOf.get(read.candidate.id) ?? []);
      const seen = asSeenBy({ ...read, state }, viewing);
      if (seen.state.status === 'accepted') accepted.push(seen);
    }
    return accepted;
  }

  async #stampOfFolder(folder: string): Promise<string> {
    const { files } = this.#context;
    const listed = (await files.list(folder)).filter(({ kind }) => kind === 'file');
    return stampsOf(
      files,
      listed.map(({ name }) => `${folder}/${name}`),
    );
  }
}

/** For sorting, in one order everywhere. */
export function byId(one: ReviewedCandidate, other: ReviewedCandidate): number {
  return compareBytes(one.candidate.id, other.candidate.id);
}

/** Screening a thousand variants anew for each preview would take longer than all the rest. */
function remembering(
  variantsOf: Standing['variantsOf'],
): (reviewed: ReviewedCandidate) => QuestionVariants {
  const known = new WeakMap<ReviewedCandidate, QuestionVariants>();
  return (reviewed) => {
    const before = known.get(reviewed);
    if (before !== undefined) return before;
    const now = variantsOf(reviewed);
    known.set(reviewed, now);
    return now;
  };
}
