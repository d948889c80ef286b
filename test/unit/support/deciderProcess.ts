import type { JobContext } from '../../../src/core/job.js';
import { decide, readReview } from '../../../src/core/review/decide.js';
import { decideMany } from '../../../src/core/review/decideMany.js';
import { loadQueue } from '../../../src/core/review/queue.js';
import { nodeContext } from '../../../src/node/nodeContext.js';

const reviewer = { name: 'Tireless', email: '' };

/**
 * A reviewer that never stops, run as a process of its own to be killed: flags and reopens every
 * candidate in turn, or all of them at once, and prints each decision's hash once it is promised to be on
 * the disk.
 */
async function main(): Promise<void> {
  const [root = '', how] = process.argv.slice(2);
  const context = nodeContext(root, new AbortController().signal);
  const ids = (await loadQueue({}, context)).candidates.map(({ id }) => id);
  for (;;) {
    const hashes = how === 'many' ? await decideAtOnce(context, ids) : decideInTurn(context, ids);
    for await (const hash of hashes) process.stdout.write(`${hash}\n`);
  }
}

async function* decideInTurn(context: JobContext, ids: readonly string[]) {
  for (const id of ids) {
    const request = await nextRequest(context, id);
    yield (await decide(context, { ...request, reviewer })).state.lastHash;
  }
}

async function decideAtOnce(context: JobContext, ids: readonly string[]): Promise<string[]> {
  const items = await Promise.all(ids.map((id) => nextRequest(context, id)));
  const action = items[0]?.action ?? 'flag';
  const { decided } = await decideMany(context, { action, reviewer, items });
  return decided.map(({ on }) => on);
}

async function nextRequest(context: JobContext, candidate: string) {
  const { fingerprint, lastHash: on, status } = (await readReview(context, candidate)).state;
  const action = status === 'flagged' ? ('reopen' as const) : ('flag' as const);
  return { candidate, action, fingerprint, on };
}

await main();
