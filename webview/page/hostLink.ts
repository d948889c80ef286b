import * as z from 'zod/mini';
import type { SaidByPage, SaidToPage } from '../../src/shared/pageProtocol.js';
import type { After } from './after.js';

/** A request that was refused, could not be understood, or was never answered. */
export class HostError extends Error {
  readonly reason: string;

  constructor(reason: string, message: string) {
    super(message);
    this.name = 'HostError';
    this.reason = reason;
  }
}

const TIME_OUT = 15_000;

interface Waiting {
  readonly type: string;
  readonly resolve: (result: unknown) => void;
  readonly reject: (error: HostError) => void;
  readonly stopTimer: () => void;
}

type ResultSchemas = Readonly<Record<string, z.ZodMiniType>>;

/** What a page and the extension have agreed on. */
export interface Protocol<Results extends ResultSchemas, Event> {
  readonly toPage: z.ZodMiniType<SaidToPage<Event>>;
  /** By the type of the request that they answer. */
  readonly results: Results;
  /** Types of requests that end when they end: a person, or long work, is waited for. */
  readonly unlimited: ReadonlySet<string>;
}

interface HostLinkOptions<Request, Event> {
  readonly post: (message: SaidByPage<Request>) => void;
  readonly after: After;
  readonly onEvent: (event: Event) => void;
}

/** The page's one line to the extension: typed requests and their answers, and the events. */
export class HostLink<
  Request extends { readonly type: keyof Results & string },
  Results extends ResultSchemas,
  Event,
> {
  readonly #protocol: Protocol<Results, Event>;
  readonly #options: HostLinkOptions<Request, Event>;
  readonly #waiting = new Map<number, Waiting>();
  #lastId = 0;

  constructor(protocol: Protocol<Results, Event>, options: HostLinkOptions<Request, Event>) {
    this.#protocol = protocol;
    this.#options = options;
  }

  /** Tells the extension that the page listens. Once, before anything else. */
  ready(): void {
    this.#options.post({ kind: 'ready' });
  }

  /** Reports what should not have happened; the extension logs it. */
  fault(message: string): void {
    this.#options.post({ kind: 'fault', message });
  }

  /** @throws HostError as the extension refused it, `timeout`, or `invalid-reply` */
  request<Asked extends Request>(request: Asked): Promise<z.infer<Results[Asked['type']]>> {
    this.#lastId += 1;
    const id = this.#lastId;
    return new Promise((resolve, reject) => {
      this.#waiting.set(id, {
        type: request.type,
        resolve: (result) => resolve(result as z.infer<Results[Asked['type']]>),
        reject,
        stopTimer: this.#startTimer(id, request.type),
      });
      this.#options.post({ kind: 'request', id, request });
    });
  }

  /** Takes whatever came in from outside. */
  receive(data: unknown): void {
    const parsed = this.#protocol.toPage.safeParse(data);
    if (!parsed.success) {
      this.fault(`A message the page does not know: ${z.prettifyError(parsed.error)}`);
      return;
    }
    const message = parsed.data;
    if (message.kind === 'event') {
      this.#options.onEvent(message.event);
      return;
    }
    const waiting = this.#take(message.id);
    if (waiting === undefined) return;
    if (message.kind === 'failure') {
      waiting.reject(new HostError(message.error.reason, message.error.message));
    } else {
      this.#resolve(waiting, message.result);
    }
  }

  #resolve({ type, resolve, reject }: Waiting, result: unknown): void {
    const parsed = this.#protocol.results[type]?.safeParse(result);
    if (parsed?.success) {
      resolve(parsed.data);
      return;
    }
    const message = `The answer to “${type}” could not be understood.`;
    this.fault(parsed === undefined ? message : `${message} ${z.prettifyError(parsed.error)}`);
    reject(new HostError('invalid-reply', message));
  }

  /** Whoever waits for this answer, and no longer; nobody when the answer is late. */
  #take(id: number): Waiting | undefined {
    const waiting = this.#waiting.get(id);
    if (waiting === undefined && (id > this.#lastId || id < 1)) {
      this.fault(`An answer to request ${id}, which was never sent.`);
    }
    waiting?.stopTimer();
    this.#waiting.delete(id);
    return waiting;
  }

  #startTimer(id: number, type: string): () => void {
    if (this.#protocol.unlimited.has(type)) return () => {};
    return this.#options.after(TIME_OUT, () => {
      const message = `The extension did not answer “${type}” within ${TIME_OUT / 1000} seconds.`;
      this.#take(id)?.reject(new HostError('timeout', message));
    });
  }
}

/** What went wrong, for a person to read. */
export function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
