import {
  Disposable,
  type Event,
  l10n,
  StatusBarAlignment,
  type StatusBarItem,
  ThemeColor,
  window,
} from 'vscode';
import { MINUTE_MS } from '../../core/durations.js';
import {
  type DriftStatus,
  driftStatus,
  type Looked,
} from '../../core/monitoring/telling/driftStatus.js';
import { COMMANDS } from '../../shared/ids.js';
import type { ReviewDesk } from '../review/reviewDesk.js';
import { workspaceRoot } from '../workspace/workspaceFolder.js';
import { queueWords } from './queueWords.js';
import { statusWords } from './statusWords.js';

/** Ages are told in hours: what nobody looks at anew still grows old. */
const AGES_MS = 10 * MINUTE_MS;

/** What is said of a rollout beside the queue; see `RolloutReleases`. */
interface RolloutNews {
  readonly sentence: string | undefined;
  readonly onDidChange: Event<void>;
}

/** What was looked at last; see `MonitorReports`. */
interface DriftNews extends Looked {
  readonly isLooking: boolean;
  readonly onDidChange: Event<void>;
}

/** How many candidates wait and whether anything drifts, in the status bar; a click asks what to do. */
export class QueueStatus implements Disposable {
  readonly #desk: ReviewDesk;
  readonly #rollouts: RolloutNews;
  readonly #reports: DriftNews;
  readonly #item: StatusBarItem;
  readonly #listening: Disposable;

  constructor(desk: ReviewDesk, rollouts: RolloutNews, reports: DriftNews) {
    this.#desk = desk;
    this.#rollouts = rollouts;
    this.#reports = reports;
    this.#item = window.createStatusBarItem('queue', StatusBarAlignment.Left);
    this.#item.name = 'CodeLumi';
    this.#item.command = { title: l10n.t('Choose'), command: COMMANDS.showMonitorPick };
    const update = () => this.#update();
    const ages = setInterval(update, AGES_MS);
    this.#listening = Disposable.from(
      this.#item,
      desk.onDidChange(update),
      desk.onDidRefresh(update),
      rollouts.onDidChange(update),
      reports.onDidChange(update),
      new Disposable(() => clearInterval(ages)),
    );
    this.#update();
  }

  #update(): void {
    const words = workspaceRoot() === undefined ? undefined : statusWords(this.#parts());
    if (words === undefined) {
      this.#item.hide();
      return;
    }
    this.#item.text = words.text;
    this.#item.tooltip = words.tooltip;
    this.#item.accessibilityInformation = { label: words.label, role: 'button' };
    this.#item.backgroundColor = words.isAlert
      ? new ThemeColor('statusBarItem.warningBackground')
      : undefined;
    this.#item.show();
  }

  #parts(): Parameters<typeof statusWords>[0] {
    const drift: DriftStatus | undefined = driftStatus(this.#reports, new Date());
    return {
      queue: queueWords(this.#desk),
      drift,
      isLooking: this.#reports.isLooking,
      rollout: this.#rollouts.sentence,
    };
  }

  dispose(): void {
    this.#listening.dispose();
  }
}
