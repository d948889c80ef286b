import { bestHitId } from '../../mining/kbUse.js';
import type { JsonObject } from '../../records/readItem.js';
import { isEpochMilliseconds } from '../../records/recordTime.js';
import { errorIn, judgedExposureOf, latencyIn } from '../../rollout/evidence/exposure.js';

/** A search as its line tells of it. */
export interface SearchLine {
  /** Milliseconds since the epoch. */
  readonly time: number;
  readonly query: string;
  /** undefined: the line names none. */
  readonly deployment: string | undefined;
  /** Stands for who asked; undefined: nobody is told from others. */
  readonly unit: string | undefined;
  /** Somebody chose what answers: that is like nothing else. */
  readonly isPinned: boolean;
  readonly isFound: boolean;
  /** The best hit that has an id. */
  readonly hit: string | undefined;
  readonly isFailed: boolean;
  /** Milliseconds. */
  readonly latency: number | undefined;
  /** Of the hits, best first; undefined where none are logged. */
  readonly scores: readonly number[] | undefined;
}

/** undefined for a record of another shape, and for one that names a deployment in a form that src/runtime does not write. */
export function searchLineOf(line: JsonObject): SearchLine | undefined {
  const { ts, query, hits, deployment, error, latencyMs, scores } = line;
  if (typeof query !== 'string' || !isEpochMilliseconds(ts)) return undefined;
  const exposure = judgedExposureOf(line);
  if (exposure === undefined && deployment !== undefined && deployment !== null) return undefined;
  const isFailed = errorIn(error) !== undefined;
  if (!Array.isArray(hits) && !isFailed) return undefined;
  return {
    time: ts,
    query,
    deployment: exposure?.deployment,
    unit: exposure?.unit,
    isPinned: exposure?.reason === 'PINNED',
    isFound: Array.isArray(hits) && hits.length > 0,
    hit: bestHitId(hits),
    isFailed,
    latency: latencyIn(latencyMs),
    scores: areScores(scores) ? scores : undefined,
  };
}

function areScores(value: unknown): value is readonly number[] {
  return Array.isArray(value) && value.length > 0 && value.every(Number.isFinite);
}
