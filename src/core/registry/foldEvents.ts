import type { Policy } from '../workspace/settings/policySchema.js';
import type { ReleaseEvent } from './releaseEvent.js';
import type { ReleaseProblem } from './releaseJournals.js';
import {
  lineage,
  type Production,
  type ProvenEvent,
  type ReleaseState,
  type RolloutState,
} from './rolloutState.js';
import { isUnderWay, type Stage } from './stage.js';
import { approvableStage, whyNotEnter } from './stageRules.js';

type EventOf<Type extends ReleaseEvent['type']> = Extract<ReleaseEvent, { readonly type: Type }>;

/**
 * What events add up to. One that cannot be (another came before it, a branch did the same, approvals are
 * missing) does not count and is named: so there is never more than one deployment in production and one on its
 * way, nothing unsigned is further than policy lets it, and what was rolled back stays so, in whatever order
 * journals come together.
 *
 * @param events in the order in which they count
 * @param policyAt the policy that was in force at a time, ISO 8601
 */
export function foldEvents(
  events: readonly ProvenEvent[],
  policyAt: (time: string) => Policy,
): ReleaseState {
  const fold = new Fold(policyAt);
  for (const event of events) fold.take(event);
  return fold.state;
}

class Fold {
  readonly #policyAt: (time: string) => Policy;
  readonly #rollouts = new Map<string, RolloutState>();
  readonly #production: Production[] = [];
  readonly #ignored: ReleaseProblem[] = [];

  constructor(policyAt: (time: string) => Policy) {
    this.#policyAt = policyAt;
  }

  get state(): ReleaseState {
    const rollouts = [...this.#rollouts.values()];
    return {
      rollouts,
      underWay: this.#underWay(),
      production: this.#production,
      ignored: this.#ignored,
    };
  }

  take(proven: ProvenEvent): void {
    const why = this.#whyNot(proven);
    if (why !== undefined)
      this.#ignored.push({
        place: { file: proven.file, line: proven.line },
        message: `${proven.event.rollout} ${why}; the event does not count`,
      });
  }

  /** Lets the event count, or says why it cannot. */
  #whyNot(proven: ProvenEvent): string | undefined {
    const { event } = proven;
    if (event.type === 'start') return this.#start(event, proven);
    const rollout = this.#rollouts.get(event.rollout);
    if (rollout === undefined) return 'was never started';
    if (event.type === 'transition') return this.#transition(rollout, event);
    if (event.type === 'approve') return this.#approve(rollout, event, proven);
    if (event.type === 'weight') return this.#weigh(rollout, event);
    return this.#hold(rollout, event);
  }

  #start(event: EventOf<'start'>, { signedBy }: ProvenEvent): string | undefined {
    const { rollout: id, deployment, baseline, kind, at, actor } = event;
    if (this.#rollouts.has(id)) return 'was started before; a retry is a rollout of its own';
    const other = this.#underWay();
    if (other !== undefined) return `cannot start while ${other.id} is on its way`;
    if (baseline !== this.#prod()) return 'starts from what is not in production';
    if (deployment === baseline) return 'would put in production what is there';
    this.#rollouts.set(id, {
      id,
      deployment,
      baseline,
      kind,
      startedAt: at,
      startedBy: actor,
      startSignedBy: signedBy,
      stage: 'DRAFT',
      enteredAt: at,
      weightBp: 0,
      weightSince: at,
      pause: undefined,
      approvals: [],
      steps: [{ at, stage: 'DRAFT', trigger: 'human', by: actor.name, why: 'started' }],
    });
    return undefined;
  }

  #transition(rollout: RolloutState, event: EventOf<'transition'>): string | undefined {
    const { from, to, at, weight_bp: weightBp } = event;
    if (from !== rollout.stage) return `is in ${rollout.stage}, not in ${from}`;
    const why = whyNotEnter(rollout, to, this.#policyAt(at)) ?? this.#whyNotThere(rollout, event);
    if (why !== undefined) return why;
    if (to === 'PROD') this.#putInProduction(rollout, at);
    if (from === 'PROD' && to === 'ROLLING_BACK') this.#takeBack(rollout, at);
    if (to === 'ROLLED_BACK' && event.production !== undefined)
      this.#fallBack(rollout, event.production, at);
    this.#change(rollout.id, {
      stage: to,
      enteredAt: at,
      weightBp,
      weightSince: at,
      pause: undefined,
      steps: [
        ...rollout.steps,
        { at, stage: to, trigger: event.trigger, by: event.actor.name, why: event.why },
      ],
    });
    return undefined;
  }

  #whyNotThere(rollout: RolloutState, event: EventOf<'transition'>): string | undefined {
    const { from, to, weight_bp: weightBp, production } = event;
    const [least, most] = weightsOf(to, rollout.weightBp);
    if (weightBp < least || weightBp > most) return `cannot have ${weightBp / 100} % in ${to}`;
    if (to === 'PROD' && rollout.baseline !== this.#prod())
      return 'was compared with what is no longer in production';
    if (from === 'PROD' && rollout.deployment !== this.#prod()) return 'is not in production';
    if (from === 'PROD' && this.#underWay() !== undefined)
      return `cannot be rolled back while ${this.#underWay()?.id} is on its way`;
    if (production !== undefined && (to !== 'ROLLED_BACK' || !this.#isBefore(rollout, production)))
      return 'falls back on what it does not come from';
    return undefined;
  }

  #approve(
    rollout: RolloutState,
    { stage, deployment, actor, at, why }: EventOf<'approve'>,
    { signedBy }: ProvenEvent,
  ): string | undefined {
    if (deployment !== rollout.deployment) return 'is of another deployment than the approval';
    if (approvableStage(rollout) !== stage)
      return `is in ${rollout.stage}, so nobody can approve ${stage} yet, or any more`;
    const approval = { stage, by: actor, at, signedBy, why };
    this.#change(rollout.id, { approvals: [...rollout.approvals, approval] });
    return undefined;
  }

  #weigh(
    rollout: RolloutState,
    { weight_bp: weightBp, at }: EventOf<'weight'>,
  ): string | undefined {
    const { stage } = rollout;
    if (stage !== 'CANARY' && stage !== 'BETA') return `has no share of users in ${stage}`;
    if (rollout.pause !== undefined) return 'is paused';
    const [least, most] = weightsOf(stage, rollout.weightBp);
    if (weightBp <= least || weightBp > most) return 'can only get more users, and not all';
    this.#change(rollout.id, { weightBp, weightSince: at });
    return undefined;
  }

  #hold(rollout: RolloutState, event: EventOf<'pause'> | EventOf<'resume'>): string | undefined {
    if (!['SHADOW', 'CANARY', 'BETA'].includes(rollout.stage))
      return `cannot be paused or resumed in ${rollout.stage}`;
    const isPaused = rollout.pause !== undefined;
    if (isPaused === (event.type === 'pause'))
      return isPaused ? 'is paused already' : 'is not paused';
    const pause =
      event.type === 'pause' ? { reason: event.reason, why: event.why, at: event.at } : undefined;
    this.#change(rollout.id, { pause });
    return undefined;
  }

  #putInProduction(rollout: RolloutState, at: string): void {
    for (const other of this.#rollouts.values())
      if (other.stage === 'PROD') this.#change(other.id, { stage: 'SUPERSEDED', enteredAt: at });
    this.#production.push({ at, deployment: rollout.deployment });
  }

  /** From the moment on in which it was decided, whatever is left to do. */
  #takeBack({ baseline }: RolloutState, at: string): void {
    this.#production.push({ at, deployment: baseline });
    this.#reinstate(baseline, at);
  }

  #fallBack(rollout: RolloutState, deployment: string | null, at: string): void {
    if (deployment === this.#prod()) return;
    const passedOver = [...this.#rollouts.values()].find(({ stage }) => stage === 'PROD');
    if (passedOver !== undefined && passedOver.id !== rollout.id)
      this.#change(passedOver.id, { stage: 'ROLLED_BACK', enteredAt: at });
    this.#production.push({ at, deployment });
    this.#reinstate(deployment, at);
  }

  #reinstate(deployment: string | null, at: string): void {
    const its = [...this.#rollouts.values()].findLast(
      (each) => each.deployment === deployment && each.stage === 'SUPERSEDED',
    );
    if (its !== undefined) this.#change(its.id, { stage: 'PROD', enteredAt: at, weightBp: 10_000 });
  }

  /** Whether a deployment is the baseline of a rollout, or of that one's, and so on. */
  #isBefore({ baseline }: RolloutState, deployment: string | null): boolean {
    return [...lineage([...this.#rollouts.values()], baseline)].includes(deployment);
  }

  #underWay(): RolloutState | undefined {
    return [...this.#rollouts.values()].find(({ stage }) => isUnderWay(stage));
  }

  #prod(): string | null {
    return this.#production.at(-1)?.deployment ?? null;
  }

  #change(id: string, changes: Partial<RolloutState>): void {
    const rollout = this.#rollouts.get(id);
    if (rollout !== undefined) this.#rollouts.set(id, { ...rollout, ...changes });
  }
}

const ALL = 10_000;

/** The least and the most that a stage can have, in ten thousandths of the users. */
function weightsOf(stage: Stage, now: number): readonly [number, number] {
  if (stage === 'PROD') return [ALL, ALL];
  if (stage === 'CANARY' || stage === 'BETA') return [Math.max(now, 1), ALL - 1];
  return [0, 0];
}
