import type { LoggedFigures } from './loggedFigures.js';
import type { StandingVerdict } from './reviewedDay.js';
import type { CandidateDay, WorkspaceMeasures } from './workspaceMeasures.js';

export const FUNNEL_STEPS = [
  'Log entries',
  'Questions asked',
  'Candidates',
  'Reviewed',
  'Accepted',
  'In the newest snapshot',
  'In production',
] as const;

export interface FunnelSources {
  readonly logs: Pick<LoggedFigures, 'entries' | 'asked'>;
  readonly mined: readonly Pick<CandidateDay, 'mined'>[];
  readonly verdicts: readonly Pick<StandingVerdict, 'candidate' | 'status'>[];
  /** Candidates that the newest snapshot, and what users get, was built with. */
  readonly newest: ReadonlySet<string>;
  readonly production: ReadonlySet<string>;
}

/**
 * From lines of logs to what users get. From the candidates on, each step counts some of those of the step before: what is in
 * production and was rejected since is in none of the last steps. Logs may be rotated away while their candidates stay, so
 * there may be more candidates than questions.
 */
export function funnelOf(sources: FunnelSources): WorkspaceMeasures['funnel'] {
  const { logs, mined, verdicts, newest, production } = sources;
  const accepted = verdicts.filter(({ status }) => status === 'accepted');
  const built = accepted.filter(({ candidate }) => newest.has(candidate));
  const counts = [
    logs.entries,
    logs.asked,
    mined.reduce((sum, day) => sum + day.mined, 0),
    verdicts.length,
    accepted.length,
    built.length,
    built.filter(({ candidate }) => production.has(candidate)).length,
  ];
  return FUNNEL_STEPS.map((step, at) => ({ step, count: counts[at] ?? 0 }));
}
