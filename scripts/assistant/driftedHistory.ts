import { appendFile, mkdir } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
import { DAY_MS } from '../../src/core/durations.js';
import type { JobContext } from '../../src/core/job.js';
import type { Reviewer } from '../../src/core/records/decision.js';
import { requireUnderWay, withRegistry } from '../../src/core/registry/act.js';
import type { Stage } from '../../src/core/registry/stage.js';
import { approveRollout } from '../../src/core/rollout/holdRollout.js';
import { startRollout } from '../../src/core/rollout/startRollout.js';
import { buildSnapshot } from '../../src/core/snapshots/build.js';
import { SeededRandom } from '../../src/core/statistics/seededRandom.js';
import { nodeContext } from '../../src/node/nodeContext.js';

/** A deployment in production whose scores fall one day. */
export interface DriftedHistory {
  /** The folder that holds `.codelumi`; its settings let unsigned deployments into production. */
  readonly workspace: string;
  /** Milliseconds since the epoch: when it ends. */
  readonly until: number;
  /** How many days before that it reaches production. */
  readonly days: number;
  /** How many of them, the last ones, have lower scores; 0: none. */
  readonly driftDays: number;
  /** By how much lower, in logits. */
  readonly shift: number;
  /** Conversations a day, one search each. */
  readonly sessionsADay: number;
  /** The same seed and rest give the same log. */
  readonly seed: number;
}

const USAGE = 'userData/kb_usage.jsonl';
const RAE: Reviewer = { name: 'Rae Reviewer', email: 'rae@example.org' };
const WEIGHTS: Partial<Record<Stage, number>> = { CANARY: 1_000, BETA: 2_500, PROD: 10_000 };
const ENTRIES = 30;

/**
 * Puts a snapshot of what is there in production, as if its gates had passed, and writes what the assistant then logs of
 * its searches: with scores, without a word of anybody.
 * @returns the id of the deployment
 */
export async function driftedHistory(history: DriftedHistory): Promise<string> {
  const { workspace, until, days } = history;
  const from = until - days * DAY_MS;
  const now = nodeContext(resolve(workspace), new AbortController().signal);
  const context = { ...now, clock: { now: () => new Date(from) } };
  const deployment = await putInProduction(context);
  const file = join(resolve(workspace), USAGE);
  await mkdir(dirname(file), { recursive: true });
  await appendFile(file, searchLines(history, deployment, from).join(''));
  return deployment;
}

async function putInProduction(context: JobContext): Promise<string> {
  await buildSnapshot({}, context);
  const { deployment } = await startRollout({ by: RAE }, context);
  await lead(context, ['VALIDATED', 'SHADOW', 'CANARY']);
  await approveRollout({ by: RAE }, context);
  await lead(context, ['BETA']);
  await approveRollout({ by: RAE }, context);
  await lead(context, ['PROD']);
  return deployment.id;
}

/** Through stages, as gates that pass would. */
async function lead(context: JobContext, stages: readonly Stage[]): Promise<void> {
  for (const to of stages)
    await withRegistry(context, { by: RAE, purpose: 'history' }, async (registry) => {
      const { id, stage } = requireUnderWay(registry.releases.state);
      const step = { type: 'transition', rollout: id, from: stage, to, trigger: 'gates' } as const;
      await registry.append({ ...step, weight_bp: WEIGHTS[to] ?? 0, why: 'everything passes' });
    });
}

/** One line a search, oldest first. */
function searchLines(
  { until, driftDays, shift, sessionsADay, seed }: DriftedHistory,
  deployment: string,
  from: number,
): string[] {
  const random = new SeededRandom(seed);
  const driftsAt = until - driftDays * DAY_MS;
  const step = DAY_MS / sessionsADay;
  const lines: string[] = [];
  for (let ts = from + step; ts < until; ts += step) {
    const lower = ts >= driftsAt ? shift : 0;
    const best = logistic(1.2 + normal(random) - lower);
    // As far behind as ever: one metric is enough to look at.
    const second = Math.max(0, best - 0.02 - 0.1 * share(random));
    const scores = [best, second].map((score) => Number(score.toFixed(6)));
    const hits = scores.map(() => ({ id: `kb-${1 + random.below(ENTRIES)}`, title: '' }));
    // Each conversation is somebody else's.
    const unit = (lines.length + 1).toString(16).padStart(16, '0');
    const served = { deployment, variant: 'stable', reason: 'STATIC', unit };
    const line = { ts: Math.round(ts), query: `question ${lines.length + 1}`, source: 'kbFirst' };
    lines.push(`${JSON.stringify({ ...line, hits, ...served, scores })}\n`);
  }
  return lines;
}

/** Box and Muller 1958. */
function normal(random: SeededRandom): number {
  return Math.sqrt(-2 * Math.log(1 - share(random))) * Math.cos(2 * Math.PI * share(random));
}

/** From 0 up to, and not with, 1. */
function share(random: SeededRandom): number {
  return random.bits() / 2 ** 32;
}

function logistic(logit: number): number {
  return 1 / (1 + Math.exp(-logit));
}
