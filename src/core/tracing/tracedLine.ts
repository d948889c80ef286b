import type { JobContext } from '../job.js';
import { type DecisionAction, decisionSchema } from '../records/decision.js';
import { readJsonLines } from '../records/jsonLinesReader.js';
import type { JsonObject } from '../records/readItem.js';
import { type SnapshotEntry, snapshotEntrySchema } from '../snapshots/snapshotEntry.js';
import type { LinePlace } from '../workspace/linePlace.js';
import { CANDIDATES_FOLDER, SNAPSHOTS_FOLDER, STAGING_FOLDER } from '../workspace/paths.js';

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
    | { readonly kind: 'entry'; readonly origin: SnapshotEntry['origin'] }
    /** Of a log or of the knowledge base. */
    | { readonly kind: 'source' }
  );

type ReadContext = Pick<JobContext, 'files' | 'signal'>;

/** What stands in one line; undefined for lines of our own files that hold no record. */
export async function readTracedLine(
  context: ReadContext,
  place: LinePlace,
): Promise<TracedLine | undefined> {
  if (!isOwnFile(place.file)) return { ...place, kind: 'source' };
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

const JOURNAL = new RegExp(`^${STAGING_FOLDER}/[^/]{1,40}/decisions/[^/]{1,200}\\.jsonl$`, 'u');
const PROJECTION = new RegExp(
  `^${STAGING_FOLDER}/[^/]{1,40}/(?:accepted|rejected|flagged)\\.jsonl$`,
  'u',
);

function isCandidates(file: string): boolean {
  return file.startsWith(`${CANDIDATES_FOLDER}/`);
}

function isSnapshot(file: string): boolean {
  return file.startsWith(`${SNAPSHOTS_FOLDER}/`);
}

function isOwnFile(file: string): boolean {
  return isCandidates(file) || isSnapshot(file) || JOURNAL.test(file) || PROJECTION.test(file);
}

function tracedLineOf(place: LinePlace, value: JsonObject): TracedLine | undefined {
  const { file } = place;
  if (isSnapshot(file)) {
    const entry = snapshotEntrySchema.safeParse(value);
    return entry.success ? { ...place, kind: 'entry', origin: entry.data.origin } : undefined;
  }
  if (JOURNAL.test(file)) {
    const decision = decisionSchema.safeParse(value);
    if (!decision.success) return undefined;
    const { candidate: id, hash, action } = decision.data;
    return { ...place, kind: 'decision', id, hash, action };
  }
  const { id, decision } = value;
  if (typeof id !== 'string') return undefined;
  if (isCandidates(file)) return { ...place, kind: 'candidate', id };
  return { ...place, kind: 'projection', id, decision: hashIn(decision) };
}

function hashIn(decision: unknown): string {
  const hash = typeof decision === 'object' && decision !== null && 'hash' in decision;
  return hash ? String(decision.hash) : '';
}
