import type { JobProgress } from '../core/job.js';
import { printable } from '../shared/printable.js';

const CLEAR_LINE = '\r\u001b[2K';
const BETWEEN_UPDATES_MS = 80;

/** Shows a job's progress on one line of the terminal; silent where nobody watches. */
export class ProgressLine {
  readonly #watched = process.stderr.isTTY === true;
  #shownAt = 0;

  readonly show = ({ message, done, total }: JobProgress): void => {
    const now = Date.now();
    if (!this.#watched || now - this.#shownAt < BETWEEN_UPDATES_MS) return;
    this.#shownAt = now;
    const share = done !== undefined && total ? ` ${Math.floor((100 * done) / total)} %` : '';
    process.stderr.write(`${CLEAR_LINE}${printable(message)}${share}`);
  };

  clear(): void {
    if (this.#watched && this.#shownAt > 0) process.stderr.write(CLEAR_LINE);
  }
}

/** A line for a person, on standard output. Text from logs must have gone through `printable`. */
export function say(line: string): void {
  process.stdout.write(`${line}\n`);
}

/** A line beside the result: warnings and errors. */
export function warn(line: string): void {
  process.stderr.write(`${printable(line)}\n`);
}

/** The one document that `--json` promises. */
export function sayJson(document: unknown): void {
  process.stdout.write(`${JSON.stringify(document, null, 2)}\n`);
}
