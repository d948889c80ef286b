import type { DaySummary } from './daySummary.js';
import type { GrowthRow } from './hourRow.js';

/** Logs added up, as far as they have been read. */
export interface Rollups {
  /** Oldest first; of one day, one a deployment. */
  readonly summaries: readonly DaySummary[];
  /** Oldest first. */
  readonly growth: readonly GrowthRow[];
  /** Lines that could not be used, of those that were read for it now. */
  readonly unreadable: number;
}
