import {
  commands,
  Disposable,
  type LogOutputChannel,
  l10n,
  type Memento,
  window,
  workspace,
} from 'vscode';
import * as z from 'zod/mini';
import { messageOf } from '../../core/errors.js';
import type { AlertView } from '../../core/monitoring/alerts/alertView.js';
import { toRemind } from '../../core/monitoring/alerts/reminders.js';
import { METRICS } from '../../core/monitoring/metric.js';
import type { MonitorReport } from '../../core/monitoring/monitorReport.js';
import { STATE_NAMES } from '../../core/monitoring/telling/stateWords.js';
import { readConfig } from '../../core/workspace/config.js';
import { COMMANDS } from '../../shared/ids.js';
import { plainMessage } from '../plainMessage.js';
import { filesOfWorkspace } from '../workspace/userDataFolder.js';
import { workspaceRoot } from '../workspace/workspaceFolder.js';
import type { MonitorReports } from './monitorReports.js';

const PREFIX = 'codelumi.monitoring.told ';
const EXPLAIN = l10n.t('Explain');
const ACKNOWLEDGE = l10n.t('Acknowledge…');
const DASHBOARD = l10n.t('Open Dashboard');
/** More at once say the same: the pick has them all. */
const MOST_AT_ONCE = 3;
const SHOW = l10n.t('Show');

const toldSchema = z.record(z.string(), z.string());

interface NoticesWorld {
  readonly reports: Pick<MonitorReports, 'onDidLook'>;
  /** What all windows of this machine share: one tells for all of them. */
  readonly store: Memento;
  readonly log: LogOutputChannel;
}

/** One message for each alert that is new, and again after `monitoring.remindHours`. Never in a workspace that is not trusted. */
export class AlertNotices implements Disposable {
  readonly #world: NoticesWorld;
  readonly #listening: Disposable;

  constructor(world: NoticesWorld) {
    this.#world = world;
    this.#listening = Disposable.from(
      world.reports.onDidLook((report) => void this.tell(report, new Date())),
    );
  }

  /** @returns whom a message was shown for */
  async tell({ alerts }: Pick<MonitorReport, 'alerts'>, now: Date): Promise<readonly AlertView[]> {
    const root = workspaceRoot();
    if (root === undefined || !workspace.isTrusted) return [];
    try {
      const { monitoring } = await readConfig(filesOfWorkspace(root));
      const { store } = this.#world;
      const told = toldSchema.safeParse(store.get(PREFIX + root)).data ?? {};
      const news = toRemind(alerts, new Map(Object.entries(told)), now, monitoring.remindHours);
      // What is over is forgotten.
      const kept = Object.entries(told).filter(([id]) =>
        alerts.some((each) => each.id === id && each.state !== 'cleared'),
      );
      const at = now.toISOString();
      const next = Object.fromEntries([...kept, ...news.map(({ id }) => [id, at] as const)]);
      await store.update(PREFIX + root, next);
      this.#show(news);
      return news;
    } catch (error) {
      // Nobody asked for it just now; the alert stands in the status bar.
      this.#world.log.warn(`An alert could not be told: ${messageOf(error)}`);
      return [];
    }
  }

  #show(news: readonly AlertView[]): void {
    for (const alert of news.slice(0, MOST_AT_ONCE)) this.#offer(showAlert(alert));
    const more = news.length - MOST_AT_ONCE;
    if (more > 0) this.#offer(showMore(more));
  }

  /** Not awaited: messages stay until somebody has an answer. */
  #offer(shown: Promise<unknown>): void {
    shown.catch((error: unknown) =>
      this.#world.log.warn(`What was chosen for an alert failed: ${messageOf(error)}`),
    );
  }

  dispose(): void {
    this.#listening.dispose();
  }
}

async function showAlert({ id, level, result }: AlertView): Promise<void> {
  const words = `${METRICS[result.metric].title} (${STATE_NAMES[level]}): ${result.words}`;
  // VS Code lets warnings go after some seconds; an alert stays until somebody has seen it.
  const show = level === 'alert' ? window.showErrorMessage : window.showWarningMessage;
  const answer = await show(plainMessage(words), EXPLAIN, ACKNOWLEDGE, DASHBOARD);
  if (answer === EXPLAIN) await commands.executeCommand(COMMANDS.explainMetric, { alert: id });
  else if (answer === ACKNOWLEDGE)
    await commands.executeCommand(COMMANDS.acknowledgeAlert, { alert: id });
  else if (answer === DASHBOARD) await commands.executeCommand(COMMANDS.openDashboard);
}

async function showMore(count: number): Promise<void> {
  const words = l10n.t('CodeLumi: {0} more alerts are open.', count);
  if ((await window.showWarningMessage(words, SHOW)) === SHOW)
    await commands.executeCommand(COMMANDS.showMonitorPick);
}
