import { LIMITS } from './limits.js';
import { UnreadableModel } from './unreadableModel.js';

/** The stack and the memo of a pickle, within LIMITS. */
export class PickleMachine {
  readonly #stack: unknown[] = [];
  readonly #marks: number[] = [];
  readonly #memo: unknown[] = [];

  push(value: unknown): void {
    if (this.#stack.length >= LIMITS.stackDepth) {
      throw new UnreadableModel(`lets more than ${LIMITS.stackDepth} values wait`);
    }
    this.#stack.push(value);
  }

  pop(): unknown {
    this.#requireValues(1);
    return this.#stack.pop();
  }

  /** The value on top, which stays there. */
  top(): unknown {
    this.#requireValues(1);
    return this.#stack.at(-1);
  }

  mark(): void {
    if (this.#marks.length >= LIMITS.nesting) {
      throw new UnreadableModel(`is nested deeper than ${LIMITS.nesting}`);
    }
    this.#marks.push(this.#stack.length);
  }

  /** Takes everything above the latest mark, and the mark. */
  popToMark(): unknown[] {
    const mark = this.#marks.pop();
    if (mark === undefined) throw new UnreadableModel('ends a container that was not begun');
    return this.#stack.splice(mark);
  }

  popMany(count: number): unknown[] {
    this.#requireValues(count);
    return this.#stack.splice(-count);
  }

  /** Python numbers what it remembers without gaps. */
  memoize(key = this.#memo.length): void {
    if (key >= LIMITS.memoEntries) {
      throw new UnreadableModel(`remembers more than ${LIMITS.memoEntries} values`);
    }
    if (key > this.#memo.length) throw new UnreadableModel('remembers values out of order');
    this.#memo[key] = this.top();
  }

  recall(key: number): void {
    if (key >= this.#memo.length) {
      throw new UnreadableModel('recalls a value that was not remembered');
    }
    this.push(this.#memo[key]);
  }

  /** The one value that is left at the end. */
  result(): unknown {
    const value = this.pop();
    if (this.#stack.length > 0 || this.#marks.length > 0) {
      throw new UnreadableModel('ends with values left over');
    }
    return value;
  }

  #requireValues(count: number): void {
    if (this.#stack.length - count < (this.#marks.at(-1) ?? 0)) {
      throw new UnreadableModel('uses a value that is not there');
    }
  }
}
