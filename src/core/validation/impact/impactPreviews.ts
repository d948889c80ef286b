import { throwIfCancelled } from '../../errors.js';
import type { JobContext } from '../../job.js';
import type { Resolution } from '../../records/resolution.js';
import { RERANKED } from '../../reranking/rankKnowledge.js';
import type { Reranker } from '../../reranking/reranker.js';
import type { Hit } from '../../retrieval/bm25f/bestHits.js';
import { noSuchCandidate } from '../../review/dayStates.js';
import { asSeenBy, readReview } from '../../review/decide.js';
import { secretMaskOf } from '../../review/maskedReview.js';
import type { Viewing } from '../../review/overlap/blind.js';
import type { ReviewedCandidate } from '../../review/reviewedCandidates.js';
import type { ReviewReader } from '../../review/reviewReader.js';
import { resolutionOf } from '../../review/standingEntry.js';
import { type Collected, collectEntries } from '../../snapshots/collectEntries.js';
import { readConfig } from '../../workspace/config.js';
import { asAccepted } from './asAccepted.js';
import { describeImpact, type Searched } from './describeImpact.js';
import { EntryIndex } from './entryIndex.js';
import { byId, ImpactBase, type Standing } from './impactBase.js';
import { type ImpactPreview, obstructed } from './impactPreview.js';
import { maskedImpact } from './maskedImpact.js';
import { MOST_OWN_QUESTIONS } from './ownQuestions.js';
import { RankerInUse } from './rankerInUse.js';
import { SameQuestions } from './sameQuestions.js';

export interface ImpactRequest {
  readonly candidate: string;
  /** Left out: what was decided, else that both stay. */
  readonly resolution?: Resolution | undefined;
}

interface ImpactOptions {
  /** Whose eyes it is shown to. */
  readonly viewing: () => Viewing;
  /** Lets others have their turn in the middle of long work. */
  readonly pause?: () => Promise<void>;
}

interface Released {
  readonly standing: Standing;
  readonly collected: Collected;
  /** What is found of each of the holdout's queries, by who ranked it (a reranker's SHA-256), as far as it was looked for. */
  readonly holdout: Map<string, readonly (readonly Hit[])[]>;
}

/** Who ranks, and how many previews had been asked for when that began. */
interface RankedBy {
  readonly reranker: Reranker;
  readonly asked: number;
}

/** Some other preview was asked for, which goes before. */
class GaveWay extends Error {}

const BETWEEN_PAUSES = 64;
/** A reranker takes some milliseconds a query. */
const BETWEEN_RERANKED = 4;

/**
 * What single candidates would change about what is found, for a process that stays: one index goes from what is
 * accepted to what would be and back, by what differs. It gives what two indexes made anew would give. Secrets in
 * what it names are masked.
 */
export class ImpactPreviews {
  readonly #context: JobContext;
  readonly #reader: ReviewReader;
  readonly #options: ImpactOptions;
  readonly #base: ImpactBase;
  readonly #index = new EntryIndex();
  readonly #inUse: RankerInUse;
  readonly #same = new SameQuestions();
  /** How many previews by BM25F were asked for: each goes before one by a reranker. */
  #asked = 0;
  /** What everything that is accepted comes to: most previews begin or end there. */
  #released: Released | undefined;
  #turn: Promise<unknown> = Promise.resolve();

  constructor(context: JobContext, reader: ReviewReader, options: ImpactOptions) {
    this.#context = context;
    this.#reader = reader;
    this.#options = options;
    this.#base = new ImpactBase(context, reader, options.viewing);
    this.#inUse = new RankerInUse(context, this.#index);
  }

  /**
   * In the order of BM25F. One at a time, as there is one index.
   * @throws CodelumiError `not-found`, `invalid-input`, JobCancelled
   */
  preview(request: ImpactRequest): Promise<ImpactPreview> {
    this.#asked += 1;
    return this.#next(() => this.#preview(request, undefined));
  }

  /**
   * In the order of the reranker in use, which takes longer: it gives way to every preview that is asked for meanwhile.
   * @returns undefined where there is no reranker, or it gave way
   * @throws CodelumiError as `preview`; `invalid-input` when the reranker cannot be read
   */
  async reranked(request: ImpactRequest): Promise<ImpactPreview | undefined> {
    const asked = this.#asked;
    try {
      return await this.#next(async () => {
        const { reranking } = await readConfig(this.#context.files);
        const reranker = await this.#inUse.open(reranking);
        if (reranker === undefined) return undefined;
        return this.#preview(request, { reranker, asked });
      });
    } catch (error) {
      if (error instanceof GaveWay) return undefined;
      throw error;
    }
  }

  #next<Of>(work: () => Promise<Of>): Promise<Of> {
    const done = this.#turn.then(work);
    this.#turn = done.catch(() => undefined); // Whoever asked for it hears of the failure.
    return done;
  }

  async #preview(
    { candidate: id, resolution: chosen }: ImpactRequest,
    by: RankedBy | undefined,
  ): Promise<ImpactPreview> {
    const { file: inUse, why } = await this.#inUse.inUse();
    const standing = await this.#base.read();
    const reviewed = await this.#reviewed(id);
    const resolution = chosen ?? resolutionOf(reviewed.state);
    const others = standing.accepted.filter(({ candidate }) => candidate.id !== id);
    const isAccepted = others.length < standing.accepted.length;
    const own = asAccepted(reviewed, resolution);
    const before = this.#collect(standing, isAccepted ? others : standing.accepted);
    // What is accepted as it was decided is there already.
    const isThere = isAccepted && chosen === undefined;
    const accepted = isThere ? standing.accepted : [...others, own].sort(byId);
    const after = this.#collect(standing, accepted);
    const obstacle = newProblem(before, after);
    if (obstacle !== undefined)
      return obstructed(id, resolution.kind, obstacle, before.entries.length);
    const questions = standing.variantsOf(own).taken.slice(0, MOST_OWN_QUESTIONS);
    const preview = describeImpact({
      reviewed,
      resolution,
      questions,
      // Nobody asks of another choice, and who asks of none need not wait for the index.
      askingSame:
        resolution.kind === 'merge'
          ? this.#same.among(standing.known, reviewed.state.text.query)
          : new Set(),
      holdout: standing.holdout,
      before: await this.#search(standing, before, questions, by),
      after: await this.#search(standing, after, questions, by),
      rankedBy: by === undefined ? null : inUse,
      inUse,
      inUseWhy: why,
    });
    return maskedImpact(preview, secretMaskOf(reviewed, standing.policy));
  }

  /** As whoever looks may see it. */
  async #reviewed(id: string): Promise<ReviewedCandidate> {
    const review = await readReview(this.#context, id, this.#reader);
    const stored = await this.#reader.candidate(id);
    if (stored === undefined) throw noSuchCandidate(id);
    return asSeenBy({ ...review, position: stored.position }, this.#options.viewing());
  }

  #collect(standing: Standing, accepted: readonly ReviewedCandidate[]): Collected {
    const collect = () => collectEntries(standing.known, accepted, standing.variantsOf);
    if (accepted !== standing.accepted) return collect();
    if (this.#released?.standing !== standing)
      this.#released = { standing, collected: collect(), holdout: new Map() };
    return this.#released.collected;
  }

  async #search(
    { holdout }: Standing,
    collected: Collected,
    questions: readonly string[],
    by: RankedBy | undefined,
  ): Promise<Searched> {
    const { entries } = collected;
    this.#index.become(entries);
    const own = await this.#rank(questions, by);
    const released = this.#released?.collected === collected ? this.#released : undefined;
    const ranker = by?.reranker.sha256 ?? '';
    const queries = holdout.lines.map(({ value }) => value.query);
    const hits = released?.holdout.get(ranker) ?? (await this.#rank(queries, by));
    released?.holdout.set(ranker, hits);
    return { entries, own, holdout: hits };
  }

  async #rank(queries: readonly string[], by: RankedBy | undefined): Promise<Hit[][]> {
    const rankings: Hit[][] = [];
    const pauses = by === undefined ? BETWEEN_PAUSES : BETWEEN_RERANKED;
    for (const [at, query] of queries.entries()) {
      if ((at + 1) % pauses === 0) await this.#options.pause?.();
      throwIfCancelled(this.#context.signal);
      if (by !== undefined && by.asked !== this.#asked) throw new GaveWay();
      rankings.push(
        by === undefined
          ? this.#index.search(query, RERANKED)
          : await this.#index.rank(query, RERANKED, by.reranker),
      );
    }
    return rankings;
  }
}

/** Why the choice cannot be carried out; what cannot be without it either is somebody else's. */
function newProblem(before: Collected, after: Collected): string | undefined {
  const known = new Set(before.problems.map(({ what }) => what));
  return after.problems.find(({ what }) => !known.has(what))?.what;
}
