import type { Job } from '../job.js';
import type { LinePlace } from '../workspace/linePlace.js';
import type { Step } from './step.js';
import { readTracedLine, type TracedLine } from './tracedLine.js';
import { traceOrigins } from './traceOrigins.js';
import { traceUses } from './traceUses.js';

export type TraceInput = LinePlace;

export interface Trace {
  /** What the line is; undefined for a line of our own files that holds no record. */
  readonly kind: TracedLine['kind'] | undefined;
  /** Where it comes from, one step back. */
  readonly origins: readonly Step[];
  /** What came of it, as far as it goes. */
  readonly uses: readonly Step[];
}

/**
 * Follows a line on the way log → candidate → decision → snapshot, in both directions. Changes nothing.
 * @throws CodelumiError `not-readable` for files that cannot be read
 */
export const trace: Job<TraceInput, Trace> = async (place, context) => {
  const traced = await readTracedLine(context, place);
  if (traced === undefined) return { kind: undefined, origins: [], uses: [] };
  const origins = await traceOrigins(context, traced);
  return { kind: traced.kind, origins, uses: await traceUses(context, traced) };
};
