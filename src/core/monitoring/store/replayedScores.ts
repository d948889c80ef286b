import * as z from 'zod';
import { DAY_MS } from '../../durations.js';
import { CodelumiError, throwIfCancelled } from '../../errors.js';
import type { JobContext } from '../../job.js';
import { OWN } from '../../registry/ownDeployment.js';
import type { Releases } from '../../registry/readReleases.js';
import { rankKnowledge } from '../../reranking/rankKnowledge.js';
import { rankedDeployment } from '../../rollout/rankedDeployment.js';
import type { RankedVersion } from '../../validation/gates/rankedGates.js';
import type { Config } from '../../workspace/configSchema.js';

/** Older ones tell of a knowledge base that is no more. */
const OLDEST_MS = 30 * DAY_MS;
const MOST_A_RUN = 5_000;

/** The score of the best hit, and of the second; null where there is none. */
export const replaySchema = z.tuple([z.number().nullable(), z.number().nullable()]);
export type Replay = z.infer<typeof replaySchema>;

/** A search whose scores nobody logged. */
export interface UnscoredSearch {
  readonly deployment: string;
  readonly query: string;
  /** Milliseconds since the epoch. */
  readonly time: number;
  readonly file: string;
  readonly byteOffset: number;
}

export interface ReplayWorld {
  readonly context: JobContext;
  readonly config: Config;
  readonly releases: Releases;
  /** What was worked out before, by place. */
  readonly known: Readonly<Record<string, Replay>>;
}

/**
 * Works out the scores that the assistant did not log, by ranking with what answered: a snapshot and its reranker, or the
 * knowledge base as it is now. Cross-encoders are not asked, for one query would take them longer than everything else. Of
 * a query nothing is kept but the two scores.
 */
export class ReplayedScores {
  readonly #world: ReplayWorld;
  readonly #used: Record<string, Replay> = {};
  readonly #systems = new Map<string, Promise<RankedVersion | undefined>>();
  #count = 0;

  constructor(world: ReplayWorld) {
    this.#world = world;
  }

  /** Of the searches that were asked about, by place; for the next run. */
  get used(): Readonly<Record<string, Replay>> {
    return this.#used;
  }

  /** undefined: it is too old, there were too many, or what answered cannot be asked. */
  async of(search: UnscoredSearch): Promise<Replay | undefined> {
    const place = `${search.byteOffset} ${search.file}`;
    const known = this.#world.known[place];
    const replay = known ?? (await this.#rank(search));
    if (replay !== undefined) this.#used[place] = replay;
    return replay;
  }

  async #rank({ deployment, query, time }: UnscoredSearch): Promise<Replay | undefined> {
    const { context } = this.#world;
    const isOld = time < context.clock.now().getTime() - OLDEST_MS;
    if (isOld || this.#count >= MOST_A_RUN) return undefined;
    const ranked = await this.#system(deployment);
    if (ranked === undefined) return undefined;
    throwIfCancelled(context.signal);
    this.#count += 1;
    const { knowledge, reranker } = ranked.system;
    const [best, second] = await rankKnowledge(knowledge, query, { limit: 2, reranker });
    return [best?.score ?? null, second?.score ?? null];
  }

  #system(deployment: string): Promise<RankedVersion | undefined> {
    const known = this.#systems.get(deployment);
    if (known !== undefined) return known;
    const opened = this.#open(deployment);
    this.#systems.set(deployment, opened);
    return opened;
  }

  async #open(id: string): Promise<RankedVersion | undefined> {
    const { context, config, releases } = this.#world;
    const deployment = releases.deployments.get(id)?.deployment;
    if (deployment === undefined && id !== OWN) return undefined;
    const file = deployment?.reranker?.path;
    if (file !== undefined && !file.endsWith('.json') && !file.includes('.joblib'))
      return undefined;
    try {
      return await rankedDeployment(context, config, deployment);
    } catch (error) {
      if (!(error instanceof CodelumiError)) throw error;
      context.warn?.(`The scores of ${id} cannot be worked out: ${error.message}`);
      return undefined;
    }
  }
}
