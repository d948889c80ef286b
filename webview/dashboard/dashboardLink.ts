import {
  type DashboardEvent,
  type DashboardRequest,
  dashboardResults,
  toDashboardSchema,
} from '../../src/shared/dashboardProtocol.js';
import { HostLink, type Protocol } from '../page/hostLink.js';

type Results = typeof dashboardResults;

/** The dashboard's line to the extension. */
export type DashboardLink = HostLink<DashboardRequest, Results, DashboardEvent>;

const PROTOCOL: Protocol<Results, DashboardEvent> = {
  toPage: toDashboardSchema,
  results: dashboardResults,
  /** Reading logs takes as long as it takes, and so does a person who is asked for something. */
  unlimited: new Set(['dashboard', 'openRows', 'saveCsv', 'acknowledge', 'run']),
};

export function dashboardLink(
  options: ConstructorParameters<typeof HostLink<DashboardRequest, Results, DashboardEvent>>[1],
): DashboardLink {
  return new HostLink(PROTOCOL, options);
}
