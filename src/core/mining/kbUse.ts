import { isJsonObject, type JsonObject } from '../records/readItem.js';
import { isEpochMilliseconds } from '../records/recordTime.js';

/** One line of `userData/kb_usage.jsonl`: the knowledge base was searched for a query. */
export interface KbUse {
  /** Milliseconds since the epoch. */
  readonly time: number;
  readonly query: string;
  /** The id of the best hit that has one. */
  readonly id: string | undefined;
  /** Whether there was any hit, with or without an id. */
  readonly found: boolean;
}

/** The first id in a list of hits, as `kb_usage` lines and `kb_used` entries hold them, best first. */
export function bestHitId(hits: unknown): string | undefined {
  if (!Array.isArray(hits)) return undefined;
  for (const hit of hits) if (isJsonObject(hit) && typeof hit['id'] === 'string') return hit['id'];
  return undefined;
}

export function looksLikeKbUse(value: JsonObject): boolean {
  return typeof value['query'] === 'string' && typeof value['source'] === 'string';
}

/** undefined for a record of another shape. */
export function kbUseOf({ ts, query, hits }: JsonObject): KbUse | undefined {
  if (typeof query !== 'string' || !isEpochMilliseconds(ts) || !Array.isArray(hits))
    return undefined;
  return { time: ts, query, id: bestHitId(hits), found: hits.length > 0 };
}
