import type { Event } from 'vscode';
import type { ReleaseRow, ReleaseSection } from '../releases/releasesTree.js';
import type { MonitorReports } from './monitorReports.js';
import { watchingRows } from './watchingRows.js';

/** The section "Watching" of the Releases view. */
export class WatchingSection implements ReleaseSection {
  readonly #reports: Pick<MonitorReports, 'report' | 'failure' | 'onDidChange'>;
  readonly onDidChange: Event<void>;

  constructor(reports: Pick<MonitorReports, 'report' | 'failure' | 'onDidChange'>) {
    this.#reports = reports;
    this.onDidChange = reports.onDidChange;
  }

  rows(): readonly ReleaseRow[] {
    return watchingRows(this.#reports, new Date());
  }
}
