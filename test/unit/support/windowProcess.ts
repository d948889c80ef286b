import { resolve } from 'node:path';
import { createInterface } from 'node:readline';
import { Worker } from 'node:worker_threads';
import type { ReviewMessage, ReviewQuestion } from '../../../src/worker/reviewMessages.js';
import type {
  ReviewInputOf,
  ReviewRequestName,
  ReviewResultOf,
} from '../../../src/worker/reviewRequests.js';

const WORKER = resolve('dist/review.worker.cjs');

/** A window's line to the very worker that the editor runs. */
class Window {
  readonly #worker: Worker;
  readonly #waiting = new Map<number, (message: ReviewMessage) => void>();
  #lastId = 0;

  constructor(root: string) {
    this.#worker = new Worker(WORKER, { workerData: { root, userData: undefined } });
    this.#worker.on('message', (message: ReviewMessage) => {
      if (message.kind === 'overview') return;
      this.#waiting.get(message.id)?.(message);
      this.#waiting.delete(message.id);
    });
  }

  async ask<Name extends ReviewRequestName>(
    name: Name,
    input: ReviewInputOf<Name>,
  ): Promise<ReviewResultOf<Name> | { readonly refusal: string }> {
    this.#lastId += 1;
    const question: ReviewQuestion = { id: this.#lastId, name, input };
    const message = await new Promise<ReviewMessage>((answer) => {
      this.#waiting.set(question.id, answer);
      this.#worker.postMessage(question);
    });
    if (message.kind === 'answer') return message.result as ReviewResultOf<Name>;
    if (message.kind !== 'refusal') throw new Error('An overview is no answer.');
    const { failure } = message;
    if (failure.kind !== 'error') throw new Error(JSON.stringify(failure));
    return { refusal: failure.details.reason };
  }
}

function orThrow<Result extends object>(result: Result): Exclude<Result, { refusal: string }> {
  if ('refusal' in result) throw new Error(String(result.refusal));
  return result as Exclude<Result, { refusal: string }>;
}

/**
 * A window of the editor as a process of its own, without the editor. It reads one line of its input after the
 * other: `read ID` looks at a candidate as it stands and says `ready ID`; `decide ID` decides on what it saw then,
 * and says as JSON what came of it, once it is promised to be on the disk; `each` does so with one candidate after
 * the other, `all` with all of them in one step.
 */
async function main(): Promise<void> {
  const [root = '', name = 'Window'] = process.argv.slice(2);
  const window = new Window(root);
  const reviewer = { name, email: `${name}@acme.dev` };
  orThrow((await window.ask('refresh', {})) ?? {});
  const seen = new Map<
    string,
    { fingerprint: string; on: string | null; action: 'flag' | 'reopen' }
  >();

  async function read(candidate: string): Promise<void> {
    const { state } = orThrow(await window.ask('read', { id: candidate }));
    const action = state.status === 'flagged' ? 'reopen' : 'flag';
    seen.set(candidate, { fingerprint: state.fingerprint, on: state.lastHash, action });
  }

  async function decide(candidate: string): Promise<void> {
    const known = seen.get(candidate);
    if (known === undefined) throw new Error(`${candidate} was not read`);
    const { on } = known;
    const result = await window.ask('decide', { candidate, reviewer, ...known });
    const outcome =
      'refusal' in result
        ? { candidate, on, refused: result.refusal }
        : { candidate, on, hash: result.decided.state.lastHash };
    process.stdout.write(`${JSON.stringify(outcome)}\n`);
  }

  async function decideOnAll(ids: readonly string[]): Promise<void> {
    const { items } = orThrow(await window.ask('decideItems', { ids }));
    const [first = ''] = ids;
    await read(first);
    const action = seen.get(first)?.action ?? 'flag';
    const { decided } = orThrow(await window.ask('decideMany', { action, reviewer, items }));
    for (const { candidate, on } of decided)
      process.stdout.write(`${JSON.stringify({ candidate, hash: on })}\n`);
  }

  async function idsFrom(start: number): Promise<string[]> {
    const { items } = orThrow(await window.ask('page', { offset: 0, limit: 1_000 }));
    const ids = items.map(({ id }) => id);
    const at = start % ids.length;
    return [...ids.slice(at), ...ids.slice(0, at)];
  }

  process.stdout.write('begun\n');
  for await (const line of createInterface({ input: process.stdin })) {
    const [word, candidate = ''] = line.split(' ');
    if (word === 'read') {
      await read(candidate);
      process.stdout.write(`ready ${candidate}\n`);
    } else if (word === 'decide') {
      await decide(candidate);
    } else if (word === 'each') {
      // From a random place on, so that every run meets other candidates first.
      for (const id of await idsFrom(process.pid)) {
        await read(id);
        await decide(id);
      }
    } else if (word === 'all') {
      await decideOnAll(await idsFrom(0));
    }
  }
  process.exit();
}

await main();
