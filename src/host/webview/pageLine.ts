import type { LogOutputChannel } from 'vscode';
import { l10n } from 'vscode';
import { CodelumiError, messageOf } from '../../core/errors.js';
import type { PageError, SaidByPage, SaidToPage } from '../../shared/pageProtocol.js';

interface PageSchema<Request> {
  safeParse(
    message: unknown,
  ):
    | { readonly success: true; readonly data: SaidByPage<Request> }
    | { readonly success: false; readonly error: { readonly message: string } };
}

interface PageLineOptions<Request> {
  /** As the log calls the page, such as "review panel". */
  readonly name: string;
  readonly schema: PageSchema<Request>;
  /** Resolves to the result, or rejects with the reason. */
  readonly answer: (request: Request) => Promise<unknown>;
  readonly onReady: () => void;
  readonly post: (message: SaidToPage<never>) => void;
  readonly log: LogOutputChannel;
}

/** The extension's end of the line to a page: each question is answered once, whatever else comes in is logged. */
export class PageLine<Request> {
  readonly #options: PageLineOptions<Request>;
  /** Counts the pages that have begun: each numbers its questions from 1. */
  #page = 0;

  constructor(options: PageLineOptions<Request>) {
    this.#options = options;
  }

  async receive(message: unknown): Promise<void> {
    const { name, schema, onReady, log } = this.#options;
    const parsed = schema.safeParse(message);
    if (!parsed.success) {
      log.error(`The ${name} sent a message of no known kind: ${parsed.error.message}`);
      const id = requestIdIn(message);
      if (id !== undefined)
        this.#refuse(id, 'invalid-message', l10n.t('The message has no known kind.'));
      return;
    }
    const { data } = parsed;
    if (data.kind === 'ready') {
      this.#page += 1;
      onReady();
    } else if (data.kind === 'fault') log.error(`From the ${name}: ${data.message}`);
    else await this.#answer(data.id, data.request);
  }

  async #answer(id: number, request: Request): Promise<void> {
    const { answer, post, log } = this.#options;
    const page = this.#page;
    try {
      const result = await answer(request);
      // A page that was closed meanwhile has no use for it, and the next would take it for an answer to a question of its own.
      if (page === this.#page) post({ kind: 'reply', id, ok: true, result });
    } catch (error) {
      log.warn(error instanceof Error ? (error.stack ?? error.message) : String(error));
      const { reason, message } = pageError(error);
      if (page === this.#page) this.#refuse(id, reason, message);
    }
  }

  #refuse(id: number, reason: string, message: string): void {
    this.#options.post({ kind: 'failure', id, error: { reason, message } });
  }
}

function pageError(error: unknown): PageError {
  if (error instanceof CodelumiError) return { reason: error.reason, message: error.message };
  return { reason: 'unexpected', message: messageOf(error) };
}

function requestIdIn(message: unknown): number | undefined {
  if (typeof message !== 'object' || message === null || !('id' in message)) return undefined;
  return typeof message.id === 'number' ? message.id : undefined;
}
