import { appendFile, mkdir } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
import { openReranker } from '../../src/core/reranking/openReranker.js';
import { rankKnowledge } from '../../src/core/reranking/rankKnowledge.js';
import type { Reranker } from '../../src/core/reranking/reranker.js';
import { KnowledgeIndex } from '../../src/core/retrieval/knowledgeIndex.js';
import { rankedDeployment } from '../../src/core/rollout/rankedDeployment.js';
import { SeededRandom } from '../../src/core/statistics/seededRandom.js';
import { readConfig } from '../../src/core/workspace/config.js';
import { nodeContext } from '../../src/node/nodeContext.js';
import type { Deployments, Resolution } from '../../src/runtime/api.js';
import { openDeployments } from '../../src/runtime/runtime.js';

/** A stretch of the life of an assistant. */
export interface Simulation {
  /** The folder that holds `.codelumi`. */
  readonly workspace: string;
  /** The same seed, workspace and rest give the same logs. */
  readonly seed: number;
  /** How many people use it; they are `user-1`, `user-2`, … in every simulation. */
  readonly people: number;
  /** How often somebody asks, evenly spread between two times, in milliseconds since the epoch. */
  readonly questions: number;
  readonly from: number;
  readonly to: number;
  /** What people ask. */
  readonly queries: readonly string[];
  /** How probable it is that somebody complains of an answer, 0 to 1, by who gave it. */
  readonly complains: (served: Resolution) => number;
  /** How probable it is that somebody who does not complain praises it, 0 to 1. Left out: never. */
  readonly praises?: number;
  /** A word for what went wrong with an answer, if anything did. */
  readonly fails?: (served: Resolution) => string | undefined;
}

/** Of one deployment. */
export interface Served {
  answers: number;
  complaints: number;
  /** Answers that it could not give: its artefacts are not those that were deployed, or cannot be read. */
  failures: number;
}

const MEMORY = 'userData/lumi_memory.jsonl';
const HITS = 3;
/** Between a question, its answer, and what its user does then. */
const ANSWER_MS = 1_500;
const THINK_MS = 4_000;

/**
 * Answers questions as the assistant does: asks the runtime module which deployment a user gets, searches its knowledge
 * base, and logs the search, the conversation and what the user thought of it.
 * @returns by the id of the deployment
 */
export async function simulateAssistant(
  simulation: Simulation,
): Promise<ReadonlyMap<string, Served>> {
  const assistant = new Assistant(simulation);
  await assistant.run();
  return assistant.served;
}

interface Searching {
  readonly knowledge: KnowledgeIndex;
  readonly reranker: Reranker | undefined;
}

class Assistant {
  readonly served = new Map<string, Served>();
  readonly #simulation: Simulation;
  readonly #random: SeededRandom;
  readonly #deployments: Deployments;
  /** By deployment; undefined: it cannot be loaded. */
  readonly #systems = new Map<string, Searching | undefined>();
  readonly #conversation: object[] = [];

  constructor(simulation: Simulation) {
    this.#simulation = simulation;
    this.#random = new SeededRandom(simulation.seed);
    this.#deployments = openDeployments({ workspace: simulation.workspace });
  }

  async run(): Promise<void> {
    const { from, to, questions } = this.#simulation;
    for (let i = 0; i < questions; i += 1)
      await this.#answer(Math.round(from + ((to - from) * i) / questions));
    const file = join(resolve(this.#simulation.workspace), MEMORY);
    await mkdir(dirname(file), { recursive: true });
    await appendFile(file, this.#conversation.map((line) => `${JSON.stringify(line)}\n`).join(''));
  }

  async #answer(time: number): Promise<void> {
    const { people, queries, praises = 0, complains, fails } = this.#simulation;
    // Drawn whoever answers, so that two deployments are asked the same by the same people.
    const user = `user-${1 + this.#random.below(people)}`;
    const query = queries[this.#random.below(queries.length)] ?? '';
    const [mood, thanks] = [this.#share(), this.#share()];
    const resolution = await this.#deployments.resolve({ user });
    if (resolution === undefined) throw new Error('Nothing is deployed: there is no flags.json.');
    const hits = await this.#search(resolution, query);
    const error = hits === undefined ? 'load' : fails?.(resolution);
    await this.#deployments.logExposure(resolution, {
      ts: time,
      query,
      source: 'kbFirst',
      hits: (hits ?? []).map(({ id, title }) => ({ id, title })),
      error,
    });
    const isContent = mood >= complains(resolution);
    const feedback = isContent ? (thanks < praises ? 'up' : undefined) : 'down';
    this.#converse(time, { query, hits: hits ?? [], feedback });
    this.#count(resolution, { isContent, isFailure: hits === undefined });
  }

  /** Best first; undefined where the deployment cannot be loaded. */
  async #search(
    resolution: Resolution,
    query: string,
  ): Promise<{ id: string; title: string; answer: string }[] | undefined> {
    const system = await this.#systemOf(resolution);
    if (system === undefined) return undefined;
    const { knowledge, reranker } = system;
    const hits = await rankKnowledge(knowledge, query, { limit: HITS, reranker });
    return hits.map(({ id }) => {
      const entry = knowledge.entry(id);
      return { id, title: entry?.questions[0] ?? '', answer: entry?.answer ?? '' };
    });
  }

  async #systemOf(resolution: Resolution): Promise<Searching | undefined> {
    const { deploymentId } = resolution;
    if (!this.#systems.has(deploymentId))
      // A deployment that cannot be loaded is what a rollout is to find out about.
      this.#systems.set(deploymentId, await this.#load(resolution).catch(() => undefined));
    return this.#systems.get(deploymentId);
  }

  async #load(resolution: Resolution): Promise<Searching> {
    const context = nodeContext(resolve(this.#simulation.workspace), new AbortController().signal);
    const entries = await this.#deployments.loadKnowledge(resolution);
    if (entries === undefined) {
      // Nothing was in production before: what the assistant has of its own.
      const config = await readConfig(context.files);
      const { system } = await rankedDeployment(context, config, undefined);
      return { knowledge: system.knowledge, reranker: undefined };
    }
    const knowledge = new KnowledgeIndex(
      entries.map(({ id, q, a, variants = [] }) => ({
        id,
        questions: [q, ...variants],
        answer: a,
      })),
    );
    if ((await this.#deployments.readReranker(resolution)) === undefined)
      return { knowledge, reranker: undefined };
    const file = resolution.reranker?.path ?? '';
    return { knowledge, reranker: await openReranker(context, file, knowledge) };
  }

  #converse(
    time: number,
    {
      query,
      hits,
      feedback,
    }: {
      readonly query: string;
      readonly hits: readonly { id: string; title: string; answer: string }[];
      readonly feedback: 'up' | 'down' | undefined;
    },
  ): void {
    const [best] = hits;
    const answer = best?.answer ?? 'KB_FALLBACK: I could not find anything about that.';
    const named = hits.map(({ id, title }) => ({ id, title }));
    const answered = time + ANSWER_MS;
    this.#conversation.push({ role: 'user', text: query, t: time });
    if (best !== undefined)
      this.#conversation.push({
        role: 'kb_used',
        text: `KB_ANSWER: ${answer}`,
        meta: { hits: named },
        t: answered - 1,
      });
    this.#conversation.push({ role: 'assistant', text: answer, t: answered });
    if (feedback === undefined) return;
    this.#conversation.push({
      role: 'signal',
      text: `feedback:${feedback}`,
      meta: { feedbackText: '', type: feedback, question: query, assistant: answer },
      t: answered + THINK_MS,
      source: 'renderer-feedback',
    });
  }

  #count(
    { deploymentId }: Resolution,
    { isContent, isFailure }: { readonly isContent: boolean; readonly isFailure: boolean },
  ): void {
    const counts = this.served.get(deploymentId) ?? { answers: 0, complaints: 0, failures: 0 };
    counts.answers += 1;
    counts.complaints += Number(!isContent);
    counts.failures += Number(isFailure);
    this.served.set(deploymentId, counts);
  }

  /** From 0 up to, and not with, 1. */
  #share(): number {
    return this.#random.bits() / 2 ** 32;
  }
}
