import type { SignedBy } from '../signing/signatureFault.js';
import type { JournalledEvent, ReleaseProblem } from './releaseJournals.js';
import type { Stage } from './stage.js';

/** An event, and whose signature it bears, if that holds. */
export interface ProvenEvent extends JournalledEvent {
  readonly signedBy: SignedBy | undefined;
}

/** That somebody says that a stage may be entered. */
export interface ReleaseApproval {
  readonly stage: Stage;
  readonly by: { readonly name: string; readonly email: string };
  readonly at: string;
  readonly signedBy: SignedBy | undefined;
  readonly why: string | undefined;
}

/** A step of a rollout, for its timeline. */
export interface RolloutStep {
  readonly at: string;
  readonly stage: Stage;
  readonly trigger: 'human' | 'gates' | 'guardrail';
  readonly by: string;
  readonly why: string;
}

export interface RolloutState {
  readonly id: string;
  readonly deployment: string;
  /** What a rollback leads to; null: what the assistant has of its own. */
  readonly baseline: string | null;
  readonly kind: 'scheduled' | 'hotfix';
  readonly startedAt: string;
  readonly startedBy: { readonly name: string; readonly email: string };
  readonly startSignedBy: SignedBy | undefined;
  readonly stage: Stage;
  readonly enteredAt: string;
  /** Share of the users whom the candidate answers, in ten thousandths. */
  readonly weightBp: number;
  /** Since when that is so. */
  readonly weightSince: string;
  readonly pause:
    | { readonly reason: string; readonly why: string; readonly at: string }
    | undefined;
  readonly approvals: readonly ReleaseApproval[];
  readonly steps: readonly RolloutStep[];
}

/** What was in production from a time on. */
export interface Production {
  readonly at: string;
  /** null: what the assistant has of its own. */
  readonly deployment: string | null;
}

/** What the events add up to. */
export interface ReleaseState {
  /** In the order in which they began. */
  readonly rollouts: readonly RolloutState[];
  /** The one that is on its way; there is never more than one. */
  readonly underWay: RolloutState | undefined;
  /** Oldest first; empty where nothing was ever in production. */
  readonly production: readonly Production[];
  /** Events that could not be: their place, and why they do not count. */
  readonly ignored: readonly ReleaseProblem[];
}

/** What is in production; null: what the assistant has of its own. */
export function prodOf({ production }: Pick<ReleaseState, 'production'>): string | null {
  return production.at(-1)?.deployment ?? null;
}

/**
 * What was in production at a time (ISO 8601).
 * @returns null: what the assistant had of its own
 */
export function prodAt(
  { production }: Pick<ReleaseState, 'production'>,
  time: string,
): string | null {
  const moment = Date.parse(time);
  return production.findLast(({ at }) => Date.parse(at) <= moment)?.deployment ?? null;
}

/** The rollout that brought a deployment into production and that nothing has taken the place of. */
export function rolloutInProd({
  rollouts,
}: Pick<ReleaseState, 'rollouts'>): RolloutState | undefined {
  return rollouts.find(({ stage }) => stage === 'PROD');
}

/** What a rollback leads to now; null: what the assistant has of its own, or there is nothing to take back. */
export function lastKnownGood(state: Pick<ReleaseState, 'underWay' | 'rollouts'>): string | null {
  return state.underWay?.baseline ?? rolloutInProd(state)?.baseline ?? null;
}

/**
 * A deployment, the one that it followed, the one that that followed, and so on to null, which is what the assistant has of
 * its own.
 */
export function* lineage(
  rollouts: readonly Pick<RolloutState, 'deployment' | 'baseline'>[],
  from: string | null,
): Generator<string | null> {
  const seen = new Set<string>();
  let each = from;
  while (each !== null && !seen.has(each)) {
    yield each;
    seen.add(each);
    const id: string = each;
    each = rollouts.find(({ deployment }) => deployment === id)?.baseline ?? null;
  }
  if (each === null) yield null;
}
