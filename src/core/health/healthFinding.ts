import type { Place } from '../errors.js';

/** What the health check looks at. */
export type HealthCheck =
  | 'tracked'
  | 'not-ignored'
  | 'modes'
  | 'synced'
  | 'line-ends'
  | 'lock'
  | 'identity'
  | 'signing'
  | 'version';

/** What can be done about a finding by us, once somebody says yes. Plain data: it goes to a worker. */
export type HealthFix =
  | { readonly kind: 'ignore'; readonly folder: string }
  | { readonly kind: 'untrack'; readonly folder: string }
  | { readonly kind: 'restrict'; readonly paths: readonly string[] }
  | { readonly kind: 'line-ends' }
  | { readonly kind: 'unlock' };

/** Something about the workspace that is not as it should be. */
export interface HealthFinding {
  readonly check: HealthCheck;
  /** `problem`: somebody else may read what users said; `warning`: mend it soon; `note`: good to know. */
  readonly severity: 'problem' | 'warning' | 'note';
  /** One sentence without its full stop. */
  readonly what: string;
  readonly place: Place;
  /** One sentence with its full stop. */
  readonly why: string;
  /** One sentence with its full stop. */
  readonly remedy: string;
  /** What a person would type. */
  readonly command?: string;
  readonly fix?: HealthFix;
}
