import { rollBack } from '../../../src/core/rollout/rollBack.js';
import { nodeContext } from '../../../src/node/nodeContext.js';

/** What changes a file, or makes one. */
const CHANGING = new Set(['replace', 'append', 'remove', 'truncate', 'makeFolder', 'claimFolder']);

/**
 * Rolls back, as a process of its own that kills itself with SIGKILL right before the `n`th change of a file. Prints
 * `done` where there were fewer.
 */
async function main(): Promise<void> {
  const [root = '', n = ''] = process.argv.slice(2);
  const context = nodeContext(root, new AbortController().signal);
  let left = Number(n);
  const files = new Proxy(context.files, {
    get: (target, name) => {
      const member: unknown = Reflect.get(target, name, target);
      if (typeof member !== 'function') return member;
      return (...args: unknown[]) => {
        if (CHANGING.has(String(name)) && --left === 0) process.kill(process.pid, 'SIGKILL');
        return member.apply(target, args);
      };
    },
  });
  const by = { name: 'Ada', email: 'ada@acme.dev' };
  await rollBack({ by, reason: 'killed' }, { ...context, files });
  process.stdout.write('done\n');
}

await main();
