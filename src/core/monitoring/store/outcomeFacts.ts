import { MINUTE_MS } from '../../durations.js';
import type { JobContext } from '../../job.js';
import { DetectorOutputs } from '../../mining/detectorOutputs.js';
import type { LogPosition } from '../../mining/facts/cursor.js';
import { Facts } from '../../mining/facts/facts.js';
import { type LogReading, readLog } from '../../mining/facts/readLog.js';
import { searchOutcomes } from '../../rollout/evidence/rejectedSearches.js';
import type { Config } from '../../workspace/configSchema.js';

/** Where reading of a log begins, undefined for its beginning, and one past its last byte. */
export interface ReadFrom {
  readonly file: string;
  readonly from: LogPosition | undefined;
  readonly end: number;
}

export interface LogsToJoin {
  readonly searches: readonly ReadFrom[];
  readonly memory: readonly ReadFrom[];
  readonly executor: readonly string[];
  readonly signals: readonly string[];
}

export interface OutcomeFacts {
  readonly facts: Facts;
  /** By row of `facts.uses`. */
  readonly outcomes: Uint8Array;
}

/** What came of searches, as mining joins them with conversations and what the executor did; of the end of the logs alone. */
export async function outcomeFacts(
  context: JobContext,
  { mining }: Pick<Config, 'mining'>,
  logs: LogsToJoin,
): Promise<OutcomeFacts> {
  const facts = new Facts();
  const outputs = await DetectorOutputs.read(context, logs.signals);
  const named =
    <Kind>(kind: Kind) =>
    (log: ReadFrom) => ({ ...log, kind });
  const all = [
    ...logs.executor.map((file) => ({ file, from: undefined, kind: 'executor' as const })),
    ...logs.searches.map(named('uses' as const)),
    ...logs.memory.map(named('memory' as const)),
  ];
  facts.order = all.map(({ file }) => file);
  const gapMs = mining.conversationGapMinutes * MINUTE_MS;
  const readings: LogReading[] = [];
  for (const { file, kind, ...range } of all)
    readings.push(await readLog(context, facts, { file, kind }, { ...range, gapMs, outputs }));
  for (const { addOpenEnd } of readings) addOpenEnd();
  return { facts, outcomes: searchOutcomes(facts, Number.NEGATIVE_INFINITY, mining) };
}
