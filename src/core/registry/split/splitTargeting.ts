import { WHOLE_BP } from './trafficSplit.js';

/** The one flag in the file. */
export const FLAG_KEY = 'codelumi.deployment';

/**
 * The rule by which flagd serves a rollout. First comes who pins a variant, then everybody with a key, by lot; who has
 * no key gets what is stable: without that guard flagd would put all of them into one bucket. The candidate is first
 * and the total is always the same, so that a larger weight takes nobody away from it.
 */
export function splitTargeting(rolloutId: string, weightBp: number) {
  return {
    if: [
      { in: [{ var: 'pin' }, ['stable', 'candidate']] },
      { var: 'pin' },
      { '!!': [{ var: 'targetingKey' }] },
      {
        fractional: [
          { cat: [saltOf(rolloutId), { var: 'targetingKey' }] },
          ['candidate', weightBp],
          ['stable', WHOLE_BP - weightBp],
        ],
      },
      null,
    ],
  } as const;
}

export function saltOf(rolloutId: string): string {
  return `${rolloutId}:`;
}
