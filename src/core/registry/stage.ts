/** Where a rollout stands. The last four are ends: nothing leads on from there. */
export const STAGES = [
  'DRAFT',
  'VALIDATED',
  'SHADOW',
  'CANARY',
  'BETA',
  'PROD',
  'ROLLING_BACK',
  'ROLLED_BACK',
  'ROLLBACK_FAILED',
  'WITHDRAWN',
  'SUPERSEDED',
] as const;

export type Stage = (typeof STAGES)[number];

/** Which stage may follow which. `SUPERSEDED` comes about by itself, when another deployment reaches production. */
const NEXT: Readonly<Record<Stage, readonly Stage[]>> = {
  DRAFT: ['VALIDATED', 'WITHDRAWN'],
  VALIDATED: ['SHADOW', 'CANARY', 'WITHDRAWN'],
  SHADOW: ['CANARY', 'ROLLING_BACK'],
  CANARY: ['BETA', 'ROLLING_BACK'],
  BETA: ['PROD', 'ROLLING_BACK'],
  PROD: ['ROLLING_BACK'],
  ROLLING_BACK: ['ROLLED_BACK', 'ROLLBACK_FAILED'],
  // Somebody mended what the smoke test tripped over, and goes on.
  ROLLBACK_FAILED: ['ROLLED_BACK'],
  ROLLED_BACK: [],
  WITHDRAWN: [],
  SUPERSEDED: [],
};

export function mayFollow(from: Stage, to: Stage): boolean {
  return NEXT[from].includes(to);
}

/** Whether it is over with a rollout, for good. */
export function isEnd(stage: Stage): boolean {
  return NEXT[stage].length === 0;
}

/** Whether the rollout is on its way: while one is, no other begins. */
export function isUnderWay(stage: Stage): boolean {
  return !isEnd(stage) && stage !== 'PROD';
}

/** The stage that comes next where everything passes; undefined where none does. */
export function nextStage(stage: Stage, kind: 'scheduled' | 'hotfix'): Stage | undefined {
  if (stage === 'VALIDATED') return kind === 'hotfix' ? 'CANARY' : 'SHADOW';
  const next: Partial<Record<Stage, Stage>> = {
    DRAFT: 'VALIDATED',
    SHADOW: 'CANARY',
    CANARY: 'BETA',
    BETA: 'PROD',
  };
  return next[stage];
}

/** Whether the candidate answers anybody in this stage. */
export function servesUsers(stage: Stage): boolean {
  return stage === 'CANARY' || stage === 'BETA' || stage === 'PROD';
}
