import type { JobContext } from '../job.js';
import { fileDigest } from '../records/fileDigest.js';
import { textDigest } from '../records/fingerprint.js';
import { type KbEntry, kbEntryOf, type Learned } from '../records/kbEntry.js';
import { isLoss, type ReadFault } from '../records/readFault.js';
import type { JsonObject } from '../records/readItem.js';
import type { RecordPosition } from '../records/recordPosition.js';
import type { EntryRef } from '../records/resolution.js';
import {
  kbIdOf,
  knowledgeIn,
  readKnowledgeBase,
  requireKnowledgeFiles,
} from '../retrieval/knowledgeBase.js';
import { listSnapshots } from './list.js';
import { readSnapshotLines, requireUnchanged } from './readSnapshot.js';
import { type SnapshotEntry, type SnapshotManifest, snapshotEntrySchema } from './snapshotEntry.js';
import { snapshotFile } from './snapshotName.js';

/** Entries that are handed on at once: one by one would take longer than reading them. */
const BATCH = 256;

/** An entry that a snapshot begins with, and what decisions call it. */
export interface KnownEntry {
  readonly entry: SnapshotEntry;
  readonly ref: EntryRef;
  /** Of an entry that stands in the knowledge base because a snapshot with it was published. */
  readonly learned?: Learned | undefined;
}

/** A stretch of a file, and the entry that stands in it. */
export interface PlacedEntry {
  readonly known: KnownEntry;
  readonly position: RecordPosition;
}

/** What a snapshot begins with. It is read piece by piece, as it may be more than should be in memory. */
export interface Base {
  /** The files that it is read from, as they were before. */
  readonly sources: SnapshotManifest['sources'];
  /** undefined: the knowledge base. */
  readonly snapshot: SnapshotManifest | undefined;
  /**
   * All of it in order, in batches; reads the files anew each time.
   * @param lose called with each stretch that is lost
   * @throws CodelumiError when a file cannot be read, JobCancelled
   */
  read(lose: (fault: ReadFault) => void): AsyncGenerator<readonly PlacedEntry[]>;
  /** The entry of the record at a place that `read` gave; undefined where something else stands there by now. */
  entryIn(value: JsonObject, position: RecordPosition): SnapshotEntry | undefined;
}

/** @throws CodelumiError `not-found` when a folder other than the usual one is missing */
export async function knowledgeBaseAsBase(context: JobContext, folder: string): Promise<Base> {
  const files = await requireKnowledgeFiles(context.files, folder);
  const sources: SnapshotManifest['sources'] = [];
  for (const file of files) sources.push({ file, sha256: await fileDigest(context.files, file) });
  return {
    sources,
    snapshot: undefined,
    async *read(lose) {
      for (const file of files) yield* readKnowledge(context, file, lose);
    },
    entryIn(value, position) {
      const entry = kbEntryOf({ kind: 'record', value, position });
      return entry && fromKnowledgeBase(entry).entry;
    },
  };
}

async function* readKnowledge(
  context: JobContext,
  file: string,
  lose: (fault: ReadFault) => void,
): AsyncGenerator<readonly PlacedEntry[]> {
  let batch: PlacedEntry[] = [];
  for await (const item of knowledgeIn(context, file)) {
    if ('kind' in item) {
      if (isLoss(item.kind)) lose(item);
      continue;
    }
    const { entry } = item;
    batch.push({ known: fromKnowledgeBase(entry), position: entry.position });
    if (batch.length < BATCH) continue;
    yield batch;
    batch = [];
  }
  yield batch;
}

/** The entries of the knowledge base all at once, for whoever holds them anyway. @throws CodelumiError as `readKnowledgeBase` */
export async function knownInKnowledgeBase(
  context: JobContext,
  folder: string,
): Promise<KnownEntry[]> {
  const { entries } = await readKnowledgeBase(context, folder);
  return entries.map(fromKnowledgeBase);
}

/**
 * The newest snapshot; undefined where there is none.
 * @throws CodelumiError `invalid-input` when it is not what was built
 */
export async function latestSnapshotAsBase(context: JobContext): Promise<Base | undefined> {
  const [snapshot] = await listSnapshots({}, context);
  return snapshot === undefined ? undefined : snapshotAsBase(context, snapshot);
}

/** @throws CodelumiError `invalid-input` when it is not what was built */
async function snapshotAsBase(context: JobContext, snapshot: SnapshotManifest): Promise<Base> {
  const file = snapshotFile(snapshot.name);
  await requireUnchanged(context, snapshot);
  return {
    sources: [{ file, sha256: snapshot.sha256 }],
    snapshot,
    async *read() {
      for await (const batch of readSnapshotLines(context, file))
        yield batch.map(({ entry, position }) => ({ known: fromSnapshot(entry), position }));
    },
    entryIn: (value) => snapshotEntrySchema.safeParse(value).data,
  };
}

export function fromKnowledgeBase(kb: KbEntry): KnownEntry {
  const { question, answer, variants, supersedes, confidence, source, date, learned, position } =
    kb;
  const id = kbIdOf(kb);
  const entry: SnapshotEntry = {
    id,
    q: question,
    a: answer,
    ...(variants.length === 0 ? {} : { variants: [...variants] }),
    ...(confidence === undefined ? {} : { confidence }),
    source: source ?? position.file,
    ...(date === undefined ? {} : { date }),
    ...(supersedes.length === 0 ? {} : { supersedes: [...supersedes] }),
    origin: { file: position.file, line: position.line },
  };
  return { entry, ref: new KnownRef('kb', id, entry), learned };
}

/** Decisions were made beside what the entry came from, whatever its id is here. */
function fromSnapshot(entry: SnapshotEntry): KnownEntry {
  const { origin, id } = entry;
  const ref =
    'candidate' in origin
      ? new KnownRef('candidate', origin.candidate, entry)
      : new KnownRef('kb', id, entry);
  return { entry, ref };
}

/** Hardly any entry is asked for its digest, and a million of them would be long in memory. */
class KnownRef implements EntryRef {
  readonly where: EntryRef['where'];
  readonly id: string;
  readonly #entry: SnapshotEntry;

  constructor(where: EntryRef['where'], id: string, entry: SnapshotEntry) {
    this.where = where;
    this.id = id;
    this.#entry = entry;
  }

  get digest(): string {
    const { q, a } = this.#entry;
    return textDigest({ query: q, assistant_output: a });
  }
}
