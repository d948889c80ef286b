import { window } from 'vscode';
import { plainMessage } from '../plainMessage.js';

/**
 * Tells what did not work beside a decision. The same is not said again while it still stands there: who decides on
 * fifty candidates without their key need not close fifty messages.
 */
export class DecisionWarnings {
  readonly #open = new Set<string>();

  show(warning: string): void {
    if (this.#open.has(warning)) return;
    this.#open.add(warning);
    // Not awaited: the message stays until it is closed.
    void window.showWarningMessage(plainMessage(warning)).then(() => this.#open.delete(warning));
  }
}
