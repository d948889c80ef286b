import { type LogOutputChannel, l10n, window } from 'vscode';
import { CodelumiError, JobCancelled, messageOf } from '../core/errors.js';
import { plainMessage } from './plainMessage.js';

const SHOW_LOG = l10n.t('Show Log');
const RETRY = l10n.t('Retry');

/** Tells a person what went wrong, once, in one sentence; the log has the rest. */
export class ErrorReporter {
  readonly #log: LogOutputChannel;

  constructor(log: LogOutputChannel) {
    this.#log = log;
  }

  /** @param again does the same once more; offered where that is all there is to do */
  async report(error: unknown, again?: () => unknown): Promise<void> {
    if (error instanceof JobCancelled) {
      this.#log.info('Cancelled.');
      return;
    }
    this.#log.error(error instanceof Error ? error : String(error));
    // What a person can mend is a warning; what only we can mend is an error.
    if (error instanceof CodelumiError && error.reason === 'worker-ended' && again !== undefined) {
      const answer = await window.showErrorMessage(plainMessage(error.message), RETRY, SHOW_LOG);
      if (answer === RETRY) await again();
      else if (answer === SHOW_LOG) this.#log.show();
    } else if (error instanceof CodelumiError)
      await this.#offerLog(window.showWarningMessage(plainMessage(error.message), SHOW_LOG));
    else
      await this.#offerLog(
        window.showErrorMessage(
          l10n.t('CodeLumi met an unexpected error: {0}', plainMessage(messageOf(error))),
          SHOW_LOG,
        ),
      );
  }

  async #offerLog(answer: Thenable<string | undefined>): Promise<void> {
    if ((await answer) === SHOW_LOG) this.#log.show();
  }
}
