import type { SaidByPage, SaidToPage } from '../../../src/shared/pageProtocol.js';
import type { PanelEvent, PanelRequest } from '../../../src/shared/panelProtocol.js';
import type { After } from '../../../webview/page/after.js';

interface Timer {
  readonly at: number;
  readonly run: () => void;
}

/** Time that passes when the test says so. */
export class FakeTime {
  #now = 0;
  #timers: Timer[] = [];

  readonly after: After = (milliseconds, run) => {
    const timer = { at: this.#now + milliseconds, run };
    this.#timers.push(timer);
    return () => {
      this.#timers = this.#timers.filter((other) => other !== timer);
    };
  };

  pass(milliseconds: number): void {
    this.#now += milliseconds;
    const due = this.#timers.filter(({ at }) => at <= this.#now);
    this.#timers = this.#timers.filter(({ at }) => at > this.#now);
    for (const { run } of due) run();
  }
}

/** The extension's end of the line: keeps what was sent, and answers when the test says so. */
export class FakeHost<
  Request extends { readonly type: string } = PanelRequest,
  Event = PanelEvent,
> {
  readonly sent: SaidByPage<Request>[] = [];
  receive: (message: SaidToPage<Event>) => void = () => {};

  readonly post = (message: SaidByPage<Request>): void => {
    this.sent.push(message);
  };

  /** Requests of one type, oldest first. */
  asked<Type extends Request['type']>(type: Type) {
    return this.sent.flatMap((message) => {
      if (message.kind !== 'request' || message.request.type !== type) return [];
      const request = message.request as Extract<Request, { type: Type }>;
      return [{ id: message.id, request }];
    });
  }

  faults(): string[] {
    return this.sent.flatMap((message) => (message.kind === 'fault' ? [message.message] : []));
  }

  /** Answers the last request of a type. */
  async answer(type: Request['type'], result: unknown): Promise<void> {
    await this.reply(this.#last(type), result);
  }

  async reply(id: number, result: unknown): Promise<void> {
    this.receive({ kind: 'reply', id, ok: true, result });
    await settled();
  }

  async refuse(type: Request['type'], reason: string, message: string): Promise<void> {
    this.receive({ kind: 'failure', id: this.#last(type), error: { reason, message } });
    await settled();
  }

  #last(type: Request['type']): number {
    const last = this.asked(type).at(-1);
    if (last === undefined) throw new Error(`The page never asked for “${type}”.`);
    return last.id;
  }
}

/** Lets everything happen that waits for nothing but its turn. */
export function settled(): Promise<void> {
  return new Promise((resolve) => {
    setImmediate(resolve);
  });
}
