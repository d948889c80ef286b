import type { JobContext } from '../job.js';
import { type DecisionAction, decisionSchema } from '../records/decision.js';
import { readJsonLines } from '../records/jsonLinesReader.js';
import type { JsonObject } from '../records/readItem.js';
import {
  type Acceptance,
  type SnapshotEntry,
  snapshotEntrySchema,
} from '../snapshots/snapshotEntry.js';
import type { LinePlace } from '../workspace/linePlace.js';
import { ownFileKind } from './ownFile.js';

/** What a line is on the way from a log to a snapshot. */
export type TracedLine = LinePlace &
  (
    | { readonly kind: 'candidate'; readonly id: string }
    | {
        readonly kind: 'decision';
        readonly id: string;
        readonly hash: string;
        readonly action: DecisionAction;
      }
    | { readonly kind: 'projection'; readonly id: string; readonly decision: string }
    | {
        readonly kind: 'entry';
        readonly origin: SnapshotEntry['origin'];
        /** What added variants to it. */
        readonly merged: readonly Acceptance[];
      }
    /** Of a log or of the knowledge base. */
    | { readonly kind: 'source' }
  );

type ReadContext = Pick<JobContext, 'files' | 'signal'>;

/** What stands in one line; undefined for lines of our own files that hold no record. */
export async function readTracedLine(
  context: ReadContext,
  place: LinePlace,
): Promise<TracedLine | undefined> {
  if (ownFileKind(place.file) === undefined) return { ...place, kind: 'source' };
  if ((await context.files.stat(place.file)) === undefined) return undefined;
  for await (const traced of tracedLines(context, place.file)) {
    if (traced.line === place.line) return traced;
    if (traced.line > place.line) return undefined;
  }
  return undefined;
}

/** All lines of one of our own files that say where they come from. */
export async function* tracedLines(context: ReadContext, file: string): AsyncGenerator<TracedLine> {
  const { files, signal } = context;
  for await (const item of readJsonLines(files, file, { looksLikeRecord: () => true, signal })) {
    if (item.kind === 'fault') continue;
    const traced = tracedLineOf({ file, line: item.position.line }, item.value);
    if (traced !== undefined) yield traced;
  }
}

function tracedLineOf(place: LinePlace, value: JsonObject): TracedLine | undefined {
  const kind = ownFileKind(place.file);
  if (kind === 'snapshot') {
    const entry = snapshotEntrySchema.safeParse(value);
    if (!entry.success) return undefined;
    const { origin, merged = [] } = entry.data;
    return { ...place, kind: 'entry', origin, merged };
  }
  if (kind === 'journal') {
    const decision = decisionSchema.safeParse(value);
    if (!decision.success) return undefined;
    const { candidate: id, hash, action } = decision.data;
    return { ...place, kind: 'decision', id, hash, action };
  }
  const { id, decision } = value;
  if (typeof id !== 'string') return undefined;
  if (kind === 'candidates') return { ...place, kind: 'candidate', id };
  return { ...place, kind: 'projection', id, decision: hashIn(decision) };
}

function hashIn(decision: unknown): string {
  const hash = typeof decision === 'object' && decision !== null && 'hash' in decision;
  return hash ? String(decision.hash) : '';
}
