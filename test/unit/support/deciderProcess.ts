import { decide, readReview } from '../../../src/core/review/decide.js';
import { loadQueue } from '../../../src/core/review/queue.js';
import { nodeContext } from '../../../src/node/nodeContext.js';

/**
 * A reviewer that never stops, run as a process of its own to be killed: flags and reopens every
 * candidate in turn, and prints each decision's hash once it is promised to be on the disk.
 */
async function main(): Promise<void> {
  const [root = ''] = process.argv.slice(2);
  const context = nodeContext(root, new AbortController().signal);
  const { candidates } = await loadQueue({}, context);
  for (;;) {
    for (const { id } of candidates) {
      const { state } = await readReview(context, id);
      const { fingerprint, lastHash: on, status } = state;
      const action = status === 'flagged' ? 'reopen' : 'flag';
      const reviewer = { name: 'Tireless', email: '' };
      const decided = await decide(context, { candidate: id, action, reviewer, fingerprint, on });
      process.stdout.write(`${decided.state.lastHash}\n`);
    }
  }
}

await main();
