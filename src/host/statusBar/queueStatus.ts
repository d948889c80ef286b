import { Disposable, type Event, StatusBarAlignment, type StatusBarItem, window } from 'vscode';
import { messageOf } from '../../core/errors.js';
import { COMMANDS } from '../../shared/ids.js';
import { printableLine } from '../../shared/printable.js';
import type { ReviewDesk } from '../review/reviewDesk.js';
import { workspaceRoot } from '../workspace/workspaceFolder.js';

const LONGEST = 200;

/** What the item says; undefined: there is no queue, and no item. */
interface QueueStatusWords {
  readonly text: string;
  /** In full, also for a screen reader. */
  readonly label: string;
}

/** What is said of a rollout beside the queue; see `RolloutReleases`. */
interface RolloutNews {
  readonly sentence: string | undefined;
  readonly onDidChange: Event<void>;
}

/** How many candidates wait, in the status bar; a click opens the panel. */
export class QueueStatus implements Disposable {
  readonly #desk: ReviewDesk;
  readonly #rollouts: RolloutNews;
  readonly #item: StatusBarItem;
  readonly #listening: Disposable;

  constructor(desk: ReviewDesk, rollouts: RolloutNews) {
    this.#desk = desk;
    this.#rollouts = rollouts;
    this.#item = window.createStatusBarItem('queue', StatusBarAlignment.Left);
    this.#item.name = 'CodeLumi Candidates';
    this.#listening = Disposable.from(
      this.#item,
      desk.onDidChange(() => this.#update()),
      desk.onDidRefresh(() => this.#update()),
      rollouts.onDidChange(() => this.#update()),
    );
    this.#update();
  }

  #update(): void {
    const words = workspaceRoot() === undefined ? undefined : queueStatusWords(this.#desk);
    const rollout = this.#rollouts.sentence;
    if (words === undefined) {
      this.#item.hide();
      return;
    }
    this.#item.text = words.text;
    const lines = [
      words.label,
      ...(rollout === undefined ? [] : [printableLine(rollout, LONGEST)]),
    ];
    this.#item.tooltip = lines.join('\n');
    this.#item.accessibilityInformation = { label: lines.join(' '), role: 'button' };
    this.#item.command = {
      title: 'Open',
      command: this.#desk.state === 'failed' ? COMMANDS.refresh : COMMANDS.openReview,
    };
    this.#item.show();
  }

  dispose(): void {
    this.#listening.dispose();
  }
}

export function queueStatusWords({
  overview,
  state,
  error,
}: Pick<ReviewDesk, 'overview' | 'state' | 'error'>): QueueStatusWords | undefined {
  if (state === 'failed') {
    const why = printableLine(messageOf(error), LONGEST);
    return {
      text: '$(error) Candidates unread',
      label: `CodeLumi: the candidates cannot be read. ${why} Press to try again.`,
    };
  }
  const { counts, isComplete } = overview;
  if (Object.values(counts).every((count) => count === 0)) return undefined;
  const waiting = counts.pending + counts.flagged;
  const count = waiting.toLocaleString('en');
  const isReading = state !== 'read' || !isComplete;
  if (isReading) {
    return {
      text: `$(sync~spin) ${count} waiting`,
      label: `CodeLumi: candidates are being read; ${count} wait for review so far.`,
    };
  }
  const wait = waiting === 1 ? 'candidate waits' : 'candidates wait';
  return {
    text: `$(checklist) ${count} waiting`,
    label: `CodeLumi: ${count} ${wait} for review. Press to open the review panel.`,
  };
}
