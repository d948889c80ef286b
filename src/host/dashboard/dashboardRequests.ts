import { commands, l10n, workspace } from 'vscode';
import { CodelumiError } from '../../core/errors.js';
import type { Plot } from '../../core/monitoring/plots/plot.js';
import type {
  DashboardRequest,
  DashboardRequestOf,
  DashboardResultOf,
} from '../../shared/dashboardProtocol.js';
import { COMMANDS } from '../../shared/ids.js';
import type { DashboardLooks } from './dashboardLooks.js';
import { dashboardView } from './dashboardView.js';
import { openRows } from './openRows.js';
import { savePlotCsv } from './savePlotCsv.js';

const RUNNABLE = { extract: COMMANDS.extract, showLog: COMMANDS.showLog } as const;

type Handlers = {
  readonly [Type in DashboardRequest['type']]: (
    request: DashboardRequestOf<Type>,
  ) => Promise<DashboardResultOf<Type>>;
};

/** Answers what the dashboard asks. Every handler either resolves to its result or rejects with the reason. */
export class DashboardRequests {
  readonly #looks: DashboardLooks;

  constructor(looks: DashboardLooks) {
    this.#looks = looks;
  }

  answer(request: DashboardRequest): Promise<unknown> {
    const handler = this.#handlers[request.type] as (request: DashboardRequest) => Promise<unknown>;
    return handler(request);
  }

  readonly #handlers: Handlers = {
    dashboard: async ({ again }) => {
      const known = again ? undefined : this.#looks.newest;
      return dashboardView(known ?? (await this.#looks.look()), workspace.isTrusted);
    },
    openRows: async ({ plot: id, at }) => {
      const { title, x, sources } = this.#plot(id);
      await openRows(sources[at] ?? [], `${title}, ${x.labels[at] ?? ''}`);
      return null;
    },
    saveCsv: async ({ plot }) => ({ saved: (await savePlotCsv(this.#plot(plot))) ?? null }),
    acknowledge: async ({ alert }) => {
      await commands.executeCommand(COMMANDS.acknowledgeAlert, { alert });
      return null;
    },
    explain: async ({ about }) => {
      await commands.executeCommand(COMMANDS.explainMetric, { alert: about, metric: about });
      return null;
    },
    run: async ({ command }) => {
      await commands.executeCommand(RUNNABLE[command]);
      return null;
    },
  };

  /** As it was looked last: the page names plots, never files. */
  #plot(id: string): Plot {
    const plots = this.#looks.last?.groups.flatMap((group) => group.plots) ?? [];
    const plot = plots.find((each) => each.id === id);
    if (plot !== undefined) return plot;
    throw new CodelumiError({
      reason: 'changed-meanwhile',
      what: l10n.t('This plot is older than the last look'),
      remedy: l10n.t('Look again.'),
    });
  }
}
