import { isJsonObject, type JsonObject } from '../records/readItem.js';

/** One line of `userData/kb_usage.jsonl`: the knowledge base was searched for a query. */
export interface KbUse {
  /** Milliseconds since the epoch. */
  readonly time: number;
  readonly query: string;
  /** Ids of the hits, best first; hits without an id are left out. */
  readonly ids: readonly string[];
  /** Whether there was any hit, with or without an id. */
  readonly found: boolean;
}

/** The ids in a list of hits, best first, as `kb_usage` lines and `kb_used` entries hold them. */
export function hitIds(hits: unknown): string[] {
  if (!Array.isArray(hits)) return [];
  return hits.flatMap((hit) =>
    isJsonObject(hit) && typeof hit['id'] === 'string' ? [hit['id']] : [],
  );
}

export function looksLikeKbUse(value: JsonObject): boolean {
  return typeof value['query'] === 'string' && typeof value['source'] === 'string';
}

/** undefined for a record of another shape. */
export function kbUseOf({ ts, query, hits }: JsonObject): KbUse | undefined {
  if (typeof query !== 'string' || typeof ts !== 'number' || !Array.isArray(hits)) return undefined;
  return { time: ts, query, ids: hitIds(hits), found: hits.length > 0 };
}
