import { CodelumiError } from '../errors.js';
import type { JobContext } from '../job.js';
import type { Reviewer } from '../records/decision.js';
import { type HeldRegistry, withRegistry } from '../registry/act.js';
import type { Releases } from '../registry/readReleases.js';
import { readReleases } from '../registry/readReleases.js';
import { lineage, prodOf, type RolloutState, rolloutInProd } from '../registry/rolloutState.js';
import { smokeTest } from './smokeTest.js';

export interface RollBackInput {
  readonly by: Reviewer;
  readonly reason: string;
  /** Left out: a person. */
  readonly trigger?: 'human' | 'guardrail';
}

/** A deployment that a rollback could lead to, and whether it works. */
export interface TriedDeployment {
  /** null: what the assistant has of its own. */
  readonly deployment: string | null;
  readonly problems: readonly string[];
}

export interface RolledBack {
  readonly rollout: string;
  readonly from: string;
  /** What is in production now; null: what the assistant has of its own. */
  readonly to: string | null;
  /** `withdrawn`: it had answered nobody yet. `failed`: nothing that could be led to works. */
  readonly outcome: 'rolled-back' | 'withdrawn' | 'failed';
  readonly tried: readonly TriedDeployment[];
  readonly warnings: readonly string[];
}

/**
 * Takes back what is on its way, else what is in production last. From the first event on the candidate answers nobody any more; if
 * the process ends then, whoever comes next goes on from there. What it leads to is tried out; of what does not work the one
 * before is taken.
 *
 * @throws CodelumiError `not-found` where there is nothing to take back
 */
export async function rollBack(
  { by, reason, trigger = 'human' }: RollBackInput,
  context: JobContext,
): Promise<RolledBack> {
  return withRegistry(context, { by, purpose: 'roll back' }, async (registry) => {
    const rollout = rolloutToTakeBack(registry.releases);
    const { id, stage } = rollout;
    if (stage === 'DRAFT' || stage === 'VALIDATED') {
      await registry.append(step(rollout, 'WITHDRAWN', trigger, reason));
      const to = prodOf(registry.releases.state);
      return {
        rollout: id,
        from: rollout.deployment,
        to,
        outcome: 'withdrawn',
        tried: [],
        warnings: registry.warnings,
      };
    }
    if (stage !== 'ROLLING_BACK' && stage !== 'ROLLBACK_FAILED')
      await registry.append(step(rollout, 'ROLLING_BACK', trigger, reason));
    return finishRollback(context, registry, id);
  });
}

/** What a rollback would do, and whether what it leads to works. Nothing is written. */
export async function rehearseRollback(context: JobContext): Promise<RolledBack> {
  const releases = await readReleases(context);
  const rollout = rolloutToTakeBack(releases);
  const { id, deployment: from, stage } = rollout;
  const isWithdrawn = stage === 'DRAFT' || stage === 'VALIDATED';
  const tried = await tryOut(context, releases, rollout);
  const last = tried.at(-1);
  const works = last?.problems.length === 0;
  return {
    rollout: id,
    from,
    to: works ? last.deployment : rollout.baseline,
    outcome: isWithdrawn ? 'withdrawn' : works ? 'rolled-back' : 'failed',
    tried,
    warnings: [],
  };
}

/** Goes on where a rollback was begun, by this process or one that is gone. */
export async function finishRollback(
  context: JobContext,
  registry: HeldRegistry,
  id: string,
): Promise<RolledBack> {
  const rollout = registry.releases.state.rollouts.find((each) => each.id === id);
  if (rollout === undefined) throw nothingToTakeBack();
  const tried = await tryOut(context, registry.releases, rollout);
  const last = tried.at(-1);
  const works = last !== undefined && last.problems.length === 0;
  const result = { rollout: id, from: rollout.deployment, tried };
  if (works) {
    const isOther = last.deployment !== prodOf(registry.releases.state);
    const why = isOther ? 'what came before does not work' : 'what it leads to works';
    await registry.append({
      ...step(rollout, 'ROLLED_BACK', 'gates', why),
      ...(isOther ? { production: last.deployment } : {}),
    });
  } else if (rollout.stage === 'ROLLING_BACK') {
    await registry.append(step(rollout, 'ROLLBACK_FAILED', 'gates', problemsOf(tried)));
  }
  return {
    ...result,
    to: prodOf(registry.releases.state),
    outcome: works ? 'rolled-back' : 'failed',
    warnings: registry.warnings,
  };
}

/** What it leads to, and as long as that does not work what was before it; the last one is what is left. */
async function tryOut(
  context: JobContext,
  releases: Releases,
  rollout: RolloutState,
): Promise<TriedDeployment[]> {
  const tried: TriedDeployment[] = [];
  for (const deployment of lineage(releases.state.rollouts, rollout.baseline)) {
    const problems = await problemsWith(context, releases, deployment);
    tried.push({ deployment, problems });
    if (problems.length === 0) break;
  }
  return tried;
}

async function problemsWith(
  context: JobContext,
  { deployments }: Releases,
  id: string | null,
): Promise<string[]> {
  if (id === null) return []; // The assistant looks after what is its own.
  const stored = deployments.get(id);
  if (stored === undefined) return [`the deployment ${id} is gone, or was changed`];
  return smokeTest(context, stored.deployment);
}

function rolloutToTakeBack({ state }: Releases): RolloutState {
  const rollout = state.underWay ?? rolloutInProd(state);
  if (rollout === undefined) throw nothingToTakeBack();
  return rollout;
}

function step(
  rollout: RolloutState,
  to: 'WITHDRAWN' | 'ROLLING_BACK' | 'ROLLED_BACK' | 'ROLLBACK_FAILED',
  trigger: 'human' | 'guardrail' | 'gates',
  why: string,
) {
  return {
    type: 'transition' as const,
    rollout: rollout.id,
    from: rollout.stage,
    to,
    trigger,
    weight_bp: 0,
    why: why.slice(0, 2_000),
  };
}

function problemsOf(tried: readonly TriedDeployment[]): string {
  return tried.flatMap(({ problems }) => problems).join('; ');
}

function nothingToTakeBack(): CodelumiError {
  return new CodelumiError({
    reason: 'not-found',
    what: 'There is nothing to roll back: no rollout is on its way, and none is in production',
    remedy: 'See codelumi rollout status.',
  });
}
