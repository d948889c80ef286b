// The worker that keeps the queue of one workspace: it stays as long as the window, reads what changed,
// and makes the decisions, so that the extension host does neither.
import { setImmediate } from 'node:timers/promises';
import { parentPort, workerData } from 'node:worker_threads';
import { ReviewIndex } from '../core/review/reviewIndex.js';
import { nodeContext, untrusted } from '../node/nodeContext.js';
import { signerWith } from '../node/signing/machineSigner.js';
import { failureOf } from '../node/threads/failure.js';
import { OverviewTeller } from './overviewTeller.js';
import {
  CLOSE,
  type ReviewMessage,
  type ReviewQuestion,
  type ReviewWorkerStart,
} from './reviewMessages.js';
import { CHANGING, PATIENT, type ReviewRequestName, reviewRequests } from './reviewRequests.js';
import { UrgentWork } from './urgentWork.js';

function main(): void {
  const { root, userData, signing } = workerData as ReviewWorkerStart;
  const closing = new AbortController();
  const { signal } = closing;
  const signer = signerWith(root, signing);
  const full = nodeContext(root, signal, undefined, userData, undefined, signer);
  const context = signing === undefined ? untrusted(full) : full;
  const urgent = new UrgentWork();
  const index: ReviewIndex = new ReviewIndex(context, {
    onChange: () => teller.changed(),
    giveWay: () => urgent.done,
  });
  const teller = new OverviewTeller(index, (overview) => send({ kind: 'overview', overview }));
  /** Whatever came in meanwhile is answered first. */
  const pause = async () => {
    await setImmediate();
    await urgent.done;
  };
  // Inputs and results belong to requests by name; the asking side checks them.
  const requests = reviewRequests(index, context, pause) as Record<
    ReviewRequestName,
    (input: unknown) => Promise<unknown>
  >;

  async function answer({ id, name, input }: ReviewQuestion): Promise<void> {
    const work = () => outcomeOf(id, () => requests[name](input));
    const outcome = await (PATIENT.has(name) ? work() : urgent.during(work));
    if (CHANGING.has(name)) teller.tell();
    send(outcome);
  }

  /** Not in the middle of a decision: the lock would stay with a process that lives on. */
  async function close(): Promise<void> {
    await urgent.done;
    closing.abort();
    parentPort?.close();
  }

  parentPort?.on('message', (message: ReviewQuestion | typeof CLOSE) => {
    void (message === CLOSE ? close() : answer(message));
  });
}

async function outcomeOf(id: number, work: () => unknown): Promise<ReviewMessage> {
  try {
    return { kind: 'answer', id, result: await work() };
  } catch (error) {
    return { kind: 'refusal', id, failure: failureOf(error) };
  }
}

function send(message: ReviewMessage): void {
  parentPort?.postMessage(message);
}

main();
