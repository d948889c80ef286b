import type { JobContext } from '../../../src/core/job.js';
import { extract } from '../../../src/core/mining/extract.js';
import type { Checklist, Reviewer } from '../../../src/core/records/decision.js';
import {
  asSeenBy,
  type Decided,
  type DecisionRequest,
  decide,
  readReview,
} from '../../../src/core/review/decide.js';
import { loadQueue } from '../../../src/core/review/queue.js';
import { readConfig } from '../../../src/core/workspace/config.js';
import { MemoryLog } from './memoryLog.js';
import { temporaryWorkspace } from './temporaryWorkspace.js';
import { tickingContext } from './testContext.js';

export const ADA: Reviewer = { name: 'Ada', email: 'ada@acme.dev' };
export const BOB: Reviewer = { name: 'Bob', email: 'bob@acme.dev' };
export const EVE: Reviewer = { name: 'Eve', email: 'eve@acme.dev' };
export const ALL: Checklist = { factual: true, cited: true, no_pii: true, clear: true };
export const DAY = '2026-11-20';

export interface Desk {
  readonly root: string;
  readonly context: JobContext;
  readonly ids: readonly string[];
}

/** Different enough that screening has nothing to say of any. */
const THINGS = ['print', 'export', 'search', 'backup', 'login', 'report', 'archive', 'filter'];

/** A workspace with so many candidates, and a clock that moves on by a second each time it is looked at. */
export async function deskWith(candidates: number, review: object = {}): Promise<Desk> {
  const log = new MemoryLog();
  for (let i = 0; i < candidates; i += 1) {
    log
      .user(`How is the ${THINGS[i]} begun?`)
      .assistant(`Open the ${THINGS[i]} menu, choose what you want to see there, and confirm it.`)
      .button('up')
      .pause(99);
  }
  const root = await temporaryWorkspace({
    'userData/lumi_memory.jsonl': log.toString(),
    '.codelumi/config.json': JSON.stringify({ review }),
  });
  const context = tickingContext(root);
  await extract({}, context);
  const { candidates: listed } = await loadQueue({}, context);
  return { root, context, ids: listed.map(({ id }) => id) };
}

type Wish = Partial<DecisionRequest> & Pick<DecisionRequest, 'action'>;

/** A candidate as somebody may see it. */
export async function look(context: JobContext, id: string, me: Reviewer): Promise<Decided> {
  const { review: policy } = await readConfig(context.files);
  return asSeenBy(await readReview(context, id), { me, policy });
}

/** Somebody decides on what they see now. */
export async function act(
  context: JobContext,
  id: string,
  reviewer: Reviewer,
  wish: Wish,
): Promise<Decided> {
  const { fingerprint, lastHash: on } = (await look(context, id, reviewer)).state;
  const checklist = wish.action === 'accept' ? { checklist: ALL } : {};
  return decide(context, { candidate: id, reviewer, fingerprint, on, ...checklist, ...wish });
}
