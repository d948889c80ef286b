import { looksLikeKbUse } from '../../mining/kbUse.js';
import type { JsonObject } from '../../records/readItem.js';
import { exposureOf, type LoggedExposure } from '../../registry/split/exposure.js';

export const looksLikeSearch = looksLikeKbUse;

/** Longer words are none of ours. */
const LONGEST_WORD = 200;

/** A search, which deployment answered it, and how that went. */
export interface JudgedExposure extends LoggedExposure {
  readonly query: string;
  /** What went wrong: `load`, `schema`, `pii`, `crash`, or anything else. */
  readonly error: string | undefined;
  /** Milliseconds it took. */
  readonly latency: number | undefined;
}

/** undefined for a line that names no deployment in the form that src/runtime writes. */
export function judgedExposureOf(line: JsonObject): JudgedExposure | undefined {
  const exposure = exposureOf(line);
  const { query, error, latencyMs } = line;
  if (exposure === undefined || typeof query !== 'string') return undefined;
  return { ...exposure, query, error: errorIn(error), latency: latencyIn(latencyMs) };
}

/** A word, an object that has one as its `kind`, or anything else that stands for a failure of no known kind. */
export function errorIn(value: unknown): string | undefined {
  if (value === undefined || value === null || value === false || value === '') return undefined;
  const kind = typeof value === 'object' && 'kind' in value ? value.kind : value;
  return typeof kind === 'string' && kind.length <= LONGEST_WORD ? kind : 'other';
}

/** In milliseconds. */
export function latencyIn(value: unknown): number | undefined {
  return typeof value === 'number' && Number.isFinite(value) && value >= 0 ? value : undefined;
}
