import type { LogOutputChannel } from 'vscode';
import { CodelumiError, messageOf } from '../../core/errors.js';

/** What was read last, or why it could not be; of several readings at once the one that was begun last counts. */
export class LatestRead<Value> {
  readonly #log: LogOutputChannel;
  #value: Value | undefined;
  #failure: string | undefined;
  #asked = 0;
  #newest: Promise<boolean> | undefined;

  constructor(log: LogOutputChannel) {
    this.#log = log;
  }

  /** As it was read last, also where reading it again failed. */
  get value(): Value | undefined {
    return this.#value;
  }

  /** Why it could not be read the last time. */
  get failure(): string | undefined {
    return this.#failure;
  }

  /**
   * Never throws. Who waits for a reading that was overtaken waits for the one that overtook it, so that what they see then is
   * no older than their question.
   * @returns whether anything came of it: false where it was overtaken
   */
  refresh(read: () => Promise<Value>): Promise<boolean> {
    this.#asked += 1;
    this.#newest = this.#read(read, this.#asked);
    return this.#newest;
  }

  async #read(read: () => Promise<Value>, asked: number): Promise<boolean> {
    let take: () => void;
    try {
      const value = await read();
      take = () => {
        [this.#value, this.#failure] = [value, undefined];
      };
    } catch (error) {
      take = () => {
        this.#failure = toldOf(this.#log, error);
      };
    }
    if (asked === this.#asked) {
      take();
      return true;
    }
    await this.#newest;
    return false;
  }
}

/** What a row says of an error; one that nobody expected is in the log as well. */
export function toldOf(log: LogOutputChannel, error: unknown): string {
  if (!(error instanceof CodelumiError)) log.error(messageOf(error));
  return messageOf(error);
}
