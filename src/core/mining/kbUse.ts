import { throwIfCancelled } from '../errors.js';
import type { JobContext } from '../job.js';
import type { Provenance } from '../records/candidate.js';
import { isJsonObject, type JsonObject, type ReadRecord } from '../records/readItem.js';
import { readRecords } from '../records/readRecords.js';
import { provenanceLine } from './provenanceLine.js';
import type { SourceTally } from './runReport.js';

/** One line of `userData/kb_usage.jsonl`: the knowledge base was searched for a query. */
export interface KbUse {
  /** Milliseconds since the epoch. */
  readonly time: number;
  readonly query: string;
  /** Ids of the hits, best first; hits without an id are left out. */
  readonly ids: readonly string[];
  /** Whether there was any hit, with or without an id. */
  readonly found: boolean;
  readonly line: Provenance;
}

/** The ids in a list of hits, best first, as `kb_usage` lines and `kb_used` entries hold them. */
export function hitIds(hits: unknown): string[] {
  if (!Array.isArray(hits)) return [];
  return hits.flatMap((hit) =>
    isJsonObject(hit) && typeof hit['id'] === 'string' ? [hit['id']] : [],
  );
}

/** Streams the uses; lines of another shape go to the tally. */
export async function* readKbUses(
  { files, signal }: Pick<JobContext, 'files' | 'signal'>,
  file: string,
  tally: SourceTally,
): AsyncGenerator<KbUse> {
  for await (const item of readRecords(files, file, { looksLikeRecord: looksLikeUse, signal })) {
    throwIfCancelled(signal);
    if (item.kind === 'fault') {
      tally.countFault(item.fault);
      continue;
    }
    const use = useOf(item);
    if (use === undefined) {
      tally.countFault({ kind: 'unknown-shape', position: item.position });
      continue;
    }
    tally.countRecord();
    yield use;
  }
}

function looksLikeUse(value: JsonObject): boolean {
  return typeof value['query'] === 'string' && typeof value['source'] === 'string';
}

function useOf(record: ReadRecord): KbUse | undefined {
  const { ts, query, hits } = record.value;
  if (typeof query !== 'string' || typeof ts !== 'number' || !Array.isArray(hits)) return undefined;
  return {
    time: ts,
    query,
    ids: hitIds(hits),
    found: hits.length > 0,
    line: provenanceLine(record, 'use'),
  };
}
