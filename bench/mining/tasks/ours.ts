import { resolve } from 'node:path';
import type { JobContext } from '../../../src/core/job.js';
import { extract } from '../../../src/core/mining/extract.js';
import { readFacts } from '../../../src/core/mining/facts/readFacts.js';
import { mineFacts } from '../../../src/core/mining/mineLogs.js';
import { readConfig } from '../../../src/core/workspace/config.js';
import { nodeContext } from '../../../src/node/nodeContext.js';
import { threads } from '../../../src/node/threads/threads.js';
import { type Cost, Stopwatch } from './stopwatch.js';

/** Reading what is new, in as many threads as the product takes, and all rules over all facts. */
export async function mine(root: string): Promise<Readonly<Record<'reading' | 'rules', Cost>>> {
  const context = contextIn(root);
  const { mining, ...config } = await readConfig(context.files);
  const stopwatch = new Stopwatch();
  const { facts } = await readFacts(context, { ...config, mining }, { keep: true });
  const reading = stopwatch.lap();
  await mineFacts(context, facts, mining);
  return { reading, rules: stopwatch.lap() };
}

/** The whole command: knowledge base, mining, duplicates, enrichment, screening, and what it writes. */
export async function extractAll(root: string): Promise<{ readonly added: number }> {
  const { report } = await extract({}, contextIn(root));
  return { added: report.candidates.added };
}

function contextIn(root: string): JobContext {
  const { signal } = new AbortController();
  const start = { root, userData: undefined };
  const parallel = threads({ folder: resolve('dist'), start, signal });
  return nodeContext(root, signal, () => {}, undefined, parallel);
}
