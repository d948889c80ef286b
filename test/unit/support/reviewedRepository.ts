import type { JobContext } from '../../../src/core/job.js';
import { extract } from '../../../src/core/mining/extract.js';
import type { Reviewer } from '../../../src/core/records/decision.js';
import {
  type Decided,
  type DecisionRequest,
  decide,
  readReview,
} from '../../../src/core/review/decide.js';
import { initWorkspace } from '../../../src/core/setup/initWorkspace.js';
import { commitAll, repository } from './gitRepositories.js';
import { MemoryLog } from './memoryLog.js';
import { put } from './temporaryWorkspace.js';
import { tickingContext } from './testContext.js';

export const ALL = { factual: true, cited: true, no_pii: true, clear: true };

export function person(name: string): Reviewer {
  return { name, email: `${name.toLowerCase()}@acme.dev` };
}

/** `candidate-20261120-0003` */
export function idOf(number: number, day = '20261120'): string {
  return `candidate-${day}-${String(number).padStart(4, '0')}`;
}

const WORDS = ['stash', 'rebase', 'bisect', 'worktree', 'cherry-pick', 'reflog', 'blame', 'tag'];

/** A log of so many questions with answers that users were glad of. */
export function gladLog(count: number): string {
  const log = new MemoryLog();
  for (let at = 0; at < count; at += 1) {
    const word = WORDS[at % WORDS.length] ?? '';
    log
      .user(`How does git ${word} number ${at} work in a terminal?`)
      .assistant(
        `Run \`git ${word} --help\` first; topic ${at} about ${word} is explained there in some detail, with examples.`,
      )
      .button('up')
      .pause(99);
  }
  return log.toString();
}

/** A repository that was set up, with so many candidates of 2026-11-20 committed on main. */
export async function candidateRepository(
  count = 4,
  log = gladLog(count),
): Promise<{ root: string; context: JobContext }> {
  const root = await repository();
  const context = tickingContext(root);
  await initWorkspace({}, context);
  await put(root, 'userData/lumi_memory.jsonl', log);
  await extract({}, context);
  await commitAll(root, 'Add candidates');
  return { root, context };
}

export type Wish = Partial<DecisionRequest> & Pick<DecisionRequest, 'action'>;

/** Decides on what is there now. */
export async function now(
  context: JobContext,
  candidate: string,
  who: string,
  wish: Wish,
): Promise<Decided> {
  const { state } = await readReview(context, candidate);
  const { fingerprint, lastHash: on } = state;
  return decide(context, { candidate, reviewer: person(who), fingerprint, on, ...wish });
}
