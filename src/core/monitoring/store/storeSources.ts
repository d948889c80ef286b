import type { JobContext } from '../../job.js';
import { sha256 } from '../../records/sha256.js';
import type { Releases } from '../../registry/readReleases.js';
import type { Config } from '../../workspace/configSchema.js';
import { filesOf } from '../../workspace/sources.js';
import type { LogStamp } from './continuedLogs.js';
import type { KeptState } from './keptStore.js';

/** The logs that are there. */
export interface StoreSources {
  readonly searches: readonly string[];
  readonly memory: readonly string[];
  readonly executor: readonly string[];
  readonly signals: readonly string[];
}

/** What adding up begins with. */
export interface StoreWorld {
  /** Files of the workspace, for what is kept and for the knowledge base. */
  readonly context: JobContext;
  /** The same with the logs where the settings say they are. */
  readonly logs: JobContext;
  readonly config: Config;
  readonly kept: KeptState | undefined;
  /** Whether what is kept was counted under the same settings. */
  readonly isComparable: boolean;
  readonly sources: StoreSources;
  /** Of every log, as it is read now. */
  readonly stamps: readonly LogStamp[];
  /** The registry, if the caller has read it. */
  readonly releases: Releases | undefined;
}

export async function sourcesOf(context: JobContext, config: Config): Promise<StoreSources> {
  return {
    searches: await filesOf(context, config, 'kbUsage'),
    memory: await filesOf(context, config, 'memory'),
    executor: await filesOf(context, config, 'executor'),
    signals: await filesOf(context, config, 'signals'),
  };
}

/** Of the settings under which the same logs give the same rows. */
export function settingsDigest({ mining, sources }: Config): string {
  const { conversationGapMinutes, executorWindowSeconds } = mining;
  const { memory, kbUsage, signals, executor, clickhouse } = sources;
  const counted = [conversationGapMinutes, executorWindowSeconds];
  return sha256(JSON.stringify([...counted, memory, kbUsage, signals, executor, clickhouse]));
}

/** @throws Error for a file that was not found before */
export function stampOf({ stamps }: Pick<StoreWorld, 'stamps'>, file: string): LogStamp {
  const stamp = stamps.find((each) => each.file === file);
  if (stamp === undefined) throw new Error(`${file} is not one of the logs.`);
  return stamp;
}
