import { createHash } from 'node:crypto';
import { throwIfCancelled } from '../../errors.js';
import type { JobContext } from '../../job.js';
import { fileDigest } from '../../records/fileDigest.js';
import { fingerprintOf } from '../../records/fingerprint.js';
import type { JsonObject } from '../../records/readItem.js';
import {
  type KnowledgeRecord,
  knowledgeFiles,
  knowledgeRecords,
} from '../../retrieval/knowledgeBase.js';
import { fromKnowledgeBase } from '../base.js';
import { inOrder, type SnapshotEntry, type SnapshotManifest } from '../snapshotEntry.js';
import { publishedContent, publishedEntry, publishedFile } from './publishedFile.js';

/** What publishing a snapshot makes of the knowledge base. */
export interface Publication {
  /** The file that is written, with what no other file gives. */
  readonly file: string;
  readonly entries: number;
  /** Its bytes as text, in pieces; the same each time. */
  readonly content: () => Iterable<string>;
  /** Files of which every entry stands in the snapshot as it is; they are left alone. */
  readonly left: readonly string[];
  /** Files that hold something else; they go into the backup. */
  readonly removed: readonly string[];
  /** Files of the knowledge base as they are. */
  readonly before: readonly { readonly file: string; readonly sha256: string }[];
  /** Entries of the knowledge base that are not in the snapshot, and that nobody decided against. */
  readonly missing: readonly {
    readonly file: string;
    readonly line: number;
    readonly id: string;
  }[];
  /** Whether the knowledge base is so already. */
  readonly isDone: boolean;
}

/**
 * Works out how the knowledge base becomes exactly a snapshot: the assistant loads every file in its folder, so what was
 * superseded or erased must stand in none of them, and nothing should stand in two. Changes nothing.
 *
 * @param folder of the knowledge base
 */
export async function planPublication(
  context: Pick<JobContext, 'files' | 'signal'>,
  folder: string,
  manifest: SnapshotManifest,
  snapshot: readonly SnapshotEntry[],
): Promise<Publication> {
  const file = publishedFile(folder);
  const found = new FoundKnowledge(new WantedEntries(manifest, snapshot), file);
  const before: { file: string; sha256: string }[] = [];
  for (const path of await knowledgeFiles(context.files, folder)) {
    throwIfCancelled(context.signal);
    before.push({ file: path, sha256: await fileDigest(context.files, path) });
    const records: KnowledgeRecord[] = [];
    for await (const record of knowledgeRecords(context, path)) records.push(record);
    found.add(path, records);
  }
  const { left, removed, missing } = found;
  const own = snapshot.filter(({ id }) => !found.given.has(id));
  const entries = own.map((entry) => publishedEntry(entry, found.kept.get(entry.id)));
  const content = () => publishedContent(manifest.name, entries);
  const hash = createHash('sha256');
  for (const piece of content()) hash.update(piece);
  const digest = hash.digest('hex');
  const isWritten = before.some((each) => each.file === file && each.sha256 === digest);
  const isDone = isWritten && removed.length === 0;
  return { file, entries: own.length, content, left, removed, before, missing, isDone };
}

/** The files of the knowledge base as they are, beside what it is to hold. */
class FoundKnowledge {
  readonly left: string[] = [];
  readonly removed: string[] = [];
  readonly missing: { file: string; line: number; id: string }[] = [];
  /** Ids of entries that are left where they are. */
  readonly given = new Set<string>();
  /** By id: everything that its file says of an entry that is written anew and has the same text. */
  readonly kept = new Map<string, JsonObject>();
  readonly #wanted: WantedEntries;
  readonly #main: string;

  constructor(wanted: WantedEntries, main: string) {
    this.#wanted = wanted;
    this.#main = main;
  }

  add(path: string, records: readonly KnowledgeRecord[]): void {
    const ids = records.flatMap((record) => this.#wanted.idOf(record) ?? []);
    if (path !== this.#main && ids.length === records.length) {
      this.left.push(path);
      for (const id of ids) this.given.add(id);
      return;
    }
    if (path !== this.#main) this.removed.push(path);
    for (const record of records) this.#takeOver(path, record);
  }

  #takeOver(path: string, record: KnowledgeRecord): void {
    const { entry, value } = record;
    const same = this.#wanted.sameText(record);
    if (same !== undefined && !this.kept.has(same)) this.kept.set(same, value);
    if (!this.#wanted.isMissing(record)) return;
    this.missing.push({ file: path, line: entry.position.line, id: entry.id ?? '(no id)' });
  }
}

/** What the knowledge base is to hold. */
class WantedEntries {
  readonly #byId: ReadonlyMap<string, SnapshotEntry>;
  readonly #texts: ReadonlySet<string>;
  /** Ids that somebody decided against. */
  readonly #gone: ReadonlySet<string>;

  constructor(
    { superseded, erased, withdrawn }: SnapshotManifest,
    entries: readonly SnapshotEntry[],
  ) {
    this.#byId = new Map(entries.map((entry) => [entry.id, entry]));
    this.#texts = new Set(
      entries.map(({ q, a }) => fingerprintOf({ query: q, assistant_output: a })),
    );
    const before = entries.flatMap(({ supersedes = [] }) => supersedes);
    this.#gone = new Set([...superseded.map(({ id }) => id), ...before, ...erased, ...withdrawn]);
  }

  /** The id of an entry that stands in the snapshot just so; undefined where anything about it differs. */
  idOf({ entry }: KnowledgeRecord): string | undefined {
    const { entry: known } = fromKnowledgeBase(entry);
    const wanted = this.#byId.get(known.id);
    return wanted !== undefined && shown(wanted) === shown(known) ? known.id : undefined;
  }

  /** The id of the entry with this question and answer, letter by letter. */
  sameText({ entry }: KnowledgeRecord): string | undefined {
    const { id, q, a } = fromKnowledgeBase(entry).entry;
    const wanted = this.#byId.get(id);
    return wanted?.q === q && wanted.a === a ? id : undefined;
  }

  isMissing({ entry }: KnowledgeRecord): boolean {
    const { id, q, a } = fromKnowledgeBase(entry).entry;
    const text = fingerprintOf({ query: q, assistant_output: a });
    // What was learned can be learned again from the journals.
    return entry.learned === undefined && !this.#texts.has(text) && !this.#gone.has(id);
  }
}

/** Everything that the assistant gets to see of an entry. */
function shown(entry: SnapshotEntry): string {
  const { origin: _origin, merged: _merged, ...rest } = inOrder(entry);
  return JSON.stringify(rest);
}
