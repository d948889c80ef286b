import type { ShownDashboard } from '../../src/shared/dashboardProtocol.js';

/** All that the dashboard shows. */
export interface DashboardState {
  /** What the last look came to; undefined before the first one. */
  readonly shown: ShownDashboard | undefined;
  /** Why the last look failed. */
  readonly failure: string | undefined;
  /** Logs are being read. */
  readonly isLooking: boolean;
  /** Plots whose tables are open, by id. */
  readonly tables: ReadonlySet<string>;
  /** What was done or refused last; the number tells two alike apart. */
  readonly notice: { readonly number: number; readonly text: string; readonly isRefusal: boolean };
}

export const FIRST_STATE: DashboardState = {
  shown: undefined,
  failure: undefined,
  isLooking: true,
  tables: new Set(),
  notice: { number: 0, text: '', isRefusal: false },
};

/** Whether there is a picture, or a figure, of anything. */
export function isEmpty({ groups, metrics }: ShownDashboard): boolean {
  const hasPlot = groups.some(({ plots }) => plots.some(({ x }) => x.labels.length > 0));
  return !hasPlot && metrics.every(({ state }) => state === 'no-data');
}
