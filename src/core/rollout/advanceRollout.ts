import { CodelumiError } from '../errors.js';
import type { JobContext } from '../job.js';
import type { Reviewer } from '../records/decision.js';
import type { HeldRegistry } from '../registry/act.js';
import { comparedIn, type Releases } from '../registry/readReleases.js';
import { type RolloutState, rolloutInProd } from '../registry/rolloutState.js';
import type { Stage } from '../registry/stage.js';
import type { ValidateInput } from '../validation/validateInput.js';
import { readConfig } from '../workspace/config.js';
import type { RolloutPolicy } from '../workspace/settings/rolloutSchema.js';
import type { Gate } from './gates/gate.js';
import { actOnJudgement } from './judgedRegistry.js';
import { judgeRollout } from './judgeRollout.js';
import { basisPoints, type PlannedStep, plannedStep } from './plannedStep.js';
import { finishRollback, type RolledBack } from './rollBack.js';
import { validationOf } from './validationCommand.js';

export interface AdvanceInput {
  readonly by: Reviewer;
}

export interface Advanced {
  readonly rollout: RolloutState;
  /** Those of the stage that it is in now. */
  readonly gates: readonly Gate[];
  /** Stages that were entered, in order. */
  readonly entered: readonly Stage[];
  /** Of a rollback that the gates called for, or that somebody had begun. */
  readonly rolledBack: RolledBack | undefined;
  /** What validates it, where nobody has. */
  readonly validate: ValidateInput | undefined;
  /** What was done, in a sentence. */
  readonly done: string;
  readonly warnings: readonly string[];
}

const ALL = 10_000;

/**
 * Looks at the gates of the rollout that is on its way (else of what is in production last), and does what they say: enters the
 * next stage, gives more users, waits, pauses or rolls back. Stages that pass one after another are entered in one call, but
 * none that waits for a person. A rollback that was broken off is finished first. Nobody is kept out while gates are looked at.
 *
 * @throws CodelumiError `not-found` where there is nothing to look at, `changed-meanwhile` where others kept acting on it
 */
export async function advanceRollout({ by }: AdvanceInput, context: JobContext): Promise<Advanced> {
  const { rollout: policy } = await readConfig(context.files);
  return new Advance(context, by, policy).run();
}

interface Judgement {
  readonly rollout: RolloutState;
  readonly gates: readonly Gate[];
  readonly step: PlannedStep;
}

class Advance {
  readonly #context: JobContext;
  readonly #by: Reviewer;
  readonly #policy: RolloutPolicy;
  readonly #entered: Stage[] = [];
  readonly #warnings: string[] = [];

  constructor(context: JobContext, by: Reviewer, policy: RolloutPolicy) {
    this.#context = context;
    this.#by = by;
    this.#policy = policy;
  }

  async run(): Promise<Advanced> {
    for (;;) {
      const advanced = await actOnJudgement(
        this.#context,
        this.#by,
        (releases) => this.#judge(releases),
        async (registry, judgement) => {
          const done = await this.#act(registry, judgement);
          this.#warnings.push(...registry.warnings);
          return done;
        },
      );
      if (advanced !== undefined) return { ...advanced, warnings: this.#warnings };
    }
  }

  async #judge(releases: Releases): Promise<Judgement> {
    const rollout = rolloutToJudge(releases);
    const gates = await judgeRollout(this.#context, releases, rollout);
    const step = plannedStep(rollout, gates, {
      rollout: this.#policy,
      approvals: releases.policy,
      now: this.#context.clock.now(),
    });
    return { rollout, gates, step };
  }

  /** @returns undefined where a stage was entered, whose gates are to be looked at next */
  async #act(
    registry: HeldRegistry,
    { rollout, gates, step }: Judgement,
  ): Promise<Advanced | undefined> {
    if (step.kind !== 'enter') return this.#take(registry, step, rollout, gates);
    await this.#enter(registry, rollout, step.stage);
    return undefined;
  }

  async #enter(registry: HeldRegistry, rollout: RolloutState, to: Stage): Promise<void> {
    await registry.append({
      type: 'transition',
      rollout: rollout.id,
      from: rollout.stage,
      to,
      trigger: 'gates',
      weight_bp: this.#weightFor(to),
      why: 'every gate passes',
    });
    this.#entered.push(to);
  }

  async #take(
    registry: HeldRegistry,
    step: Exclude<PlannedStep, { readonly kind: 'enter' }>,
    rollout: RolloutState,
    gates: readonly Gate[],
  ): Promise<Advanced> {
    const { id, stage } = rollout;
    if (step.kind === 'take-back') return this.#takeBack(registry, rollout, step.why);
    if (step.kind === 'pause') {
      const { reason, why } = step;
      await registry.append({ type: 'pause', rollout: id, reason, why });
      return this.#result(registry, rollout, gates, `Paused in ${stage}: ${why}.`);
    }
    if (step.kind === 'weight') {
      const { weightBp } = step;
      const why = `gets ${weightBp / 100} % of the users`;
      await registry.append({ type: 'weight', rollout: id, weight_bp: weightBp, why });
      return this.#result(registry, rollout, gates, `${id} ${why}.`);
    }
    const entered = this.#entered.length > 0 ? `Entered ${this.#entered.join(', ')}. ` : '';
    return this.#result(registry, rollout, gates, `${entered}${step.words}.`);
  }

  async #takeBack(
    registry: HeldRegistry,
    rollout: RolloutState,
    why: string | undefined,
  ): Promise<Advanced> {
    const { id, stage } = rollout;
    if (why !== undefined)
      await registry.append({
        type: 'transition',
        rollout: id,
        from: stage,
        to: 'ROLLING_BACK',
        trigger: 'guardrail',
        weight_bp: 0,
        why: why.slice(0, 2_000),
      });
    const rolledBack = await finishRollback(this.#context, registry, id);
    const reason = why === undefined ? 'it was begun before' : why;
    const done = rolledBack.outcome === 'failed' ? 'The rollback failed' : 'Rolled back';
    return { ...this.#result(registry, rollout, [], `${done}: ${reason}.`), rolledBack };
  }

  #result(
    { releases, warnings }: HeldRegistry,
    { id }: RolloutState,
    gates: readonly Gate[],
    done: string,
  ): Advanced {
    const rollout = releases.state.rollouts.find((each) => each.id === id);
    if (rollout === undefined) throw nothingToJudge();
    const validate = gates.some(({ id }) => id === 'validation')
      ? missingValidation(releases, rollout)
      : undefined;
    const entered = this.#entered;
    return { rollout, gates, entered, rolledBack: undefined, validate, done, warnings };
  }

  #weightFor(stage: Stage): number {
    const { canary, beta } = this.#policy;
    if (stage === 'PROD') return ALL;
    if (stage === 'CANARY') return basisPoints(canary.weight);
    return stage === 'BETA' ? basisPoints(beta.weights[0] ?? canary.weight) : 0;
  }
}

function missingValidation(releases: Releases, rollout: RolloutState): ValidateInput | undefined {
  const compared = comparedIn(releases, rollout);
  return compared && validationOf(compared.candidate, compared.baseline);
}

function rolloutToJudge({ state }: Releases): RolloutState {
  const rollout = state.underWay ?? rolloutInProd(state);
  if (rollout === undefined) throw nothingToJudge();
  return rollout;
}

function nothingToJudge(): CodelumiError {
  return new CodelumiError({
    reason: 'not-found',
    what: 'No rollout is on its way, and none is in production',
    remedy: 'Start one with codelumi rollout start, or Start Rollout.',
  });
}
