import type { JobContext } from '../job.js';
import type { Config } from '../workspace/configSchema.js';
import { requireFile } from '../workspace/requireFile.js';
import { readKbUses } from './kbUse.js';
import { readMemoryLog } from './memoryLog.js';
import { Miner, type MiningResult } from './miner.js';
import { SourceTally } from './runReport.js';

/** Telling of progress for every record would cost more than reading it. */
const RECORDS_BETWEEN_PROGRESS = 500;

export interface MinedLogs {
  readonly miner: Miner;
  readonly result: MiningResult;
  readonly tallies: readonly SourceTally[];
}

/**
 * Reads the logs once and applies every rule; writes nothing.
 * @throws CodelumiError `not-found`, `not-a-file` or `not-readable` for the conversation log
 */
export async function mineLogs(context: JobContext, config: Config): Promise<MinedLogs> {
  await requireFile(context.files, config.sources.memory, {
    what: 'There is no conversation log',
    remedy:
      'Open the folder the assistant works in, or set sources.memory in .codelumi/config.json.',
  });
  const miner = new Miner(config.mining);
  const uses = await readUses(context, config, miner);
  const memory = await readMemory(context, config, miner);
  const result = miner.finish(context.clock.now().getTime());
  return { miner, result, tallies: [...uses, memory] };
}

/** The searches come first: each answer looks up the one it was made from. A workspace may have none. */
async function readUses(context: JobContext, config: Config, miner: Miner): Promise<SourceTally[]> {
  const file = config.sources.kbUsage;
  if ((await context.files.stat(file)) === undefined) return [];
  context.progress({ message: `Reading ${file}` });
  const tally = new SourceTally(file);
  for await (const use of readKbUses(context, file, tally)) miner.addUse(use);
  return [tally];
}

async function readMemory(context: JobContext, config: Config, miner: Miner): Promise<SourceTally> {
  const file = config.sources.memory;
  const total = (await context.files.stat(file))?.size ?? 0;
  const tally = new SourceTally(file);
  let read = 0;
  for await (const entry of readMemoryLog(context, file, tally)) {
    miner.addEntry(entry);
    read += 1;
    if (read % RECORDS_BETWEEN_PROGRESS > 0) continue;
    context.progress({ message: `Reading ${file}`, done: entry.position.byteOffset, total });
  }
  return tally;
}
