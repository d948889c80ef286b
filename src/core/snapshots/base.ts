import type { JobContext } from '../job.js';
import { fileDigest } from '../records/fileDigest.js';
import { textDigest } from '../records/fingerprint.js';
import type { KbEntry, Learned } from '../records/kbEntry.js';
import { isLoss } from '../records/readFault.js';
import type { EntryRef } from '../records/resolution.js';
import { kbIdOf, readKnowledgeBase } from '../retrieval/knowledgeBase.js';
import { listSnapshots } from './list.js';
import { readSnapshot } from './readSnapshot.js';
import type { SnapshotEntry, SnapshotManifest } from './snapshotEntry.js';
import { snapshotFile } from './snapshotName.js';

/** An entry that a snapshot begins with, and what decisions call it. */
export interface KnownEntry {
  readonly entry: SnapshotEntry;
  readonly ref: EntryRef;
  /** Of an entry that stands in the knowledge base because a snapshot with it was published. */
  readonly learned?: Learned | undefined;
}

/** What a snapshot begins with. */
export interface Base {
  readonly known: readonly KnownEntry[];
  readonly sources: SnapshotManifest['sources'];
  /** Lines that were lost. */
  readonly unreadable: number;
  /** undefined: the knowledge base. */
  readonly snapshot: SnapshotManifest | undefined;
}

/** @throws CodelumiError as `readKnowledgeBase` */
export async function knowledgeBaseAsBase(context: JobContext, folder: string): Promise<Base> {
  const { entries, faults, files } = await readKnowledgeBase(context, folder);
  const sources: SnapshotManifest['sources'] = [];
  for (const file of files) sources.push({ file, sha256: await fileDigest(context.files, file) });
  return {
    known: entries.map(fromKnowledgeBase),
    sources,
    unreadable: faults.filter(({ kind }) => isLoss(kind)).length,
    snapshot: undefined,
  };
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
export async function snapshotAsBase(
  { files }: Pick<JobContext, 'files'>,
  snapshot: SnapshotManifest,
): Promise<Base> {
  const file = snapshotFile(snapshot.name);
  const known = (await readSnapshot({ files }, snapshot)).map(fromSnapshot);
  const sources = [{ file, sha256: snapshot.sha256 }];
  return { known, sources, unreadable: 0, snapshot };
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
