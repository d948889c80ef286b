import { CodelumiError, throwIfCancelled } from '../errors.js';
import type { JobContext } from '../job.js';
import { fingerprintOf } from '../records/fingerprint.js';
import { type KbEntry, kbEntryOf, looksLikeKbEntry } from '../records/kbEntry.js';
import type { ReadFault } from '../records/readFault.js';
import type { JsonObject } from '../records/readItem.js';
import { readRecords } from '../records/readRecords.js';

/** Files beside the knowledge base that hold something else. */
const NOT_KNOWLEDGE = /^(?:selflearn_audit\.jsonl|.*\.manifest\.json)$/u;

export interface KnowledgeBase {
  readonly entries: readonly KbEntry[];
  readonly faults: readonly ReadFault[];
  /** The files that were read, in order. */
  readonly files: readonly string[];
}

/** A new workspace may not have it yet; a folder that was named in the settings must be there. */
const DEFAULT_FOLDER = 'training';

/**
 * Reads the canonical knowledge base: every `*.json` and `*.jsonl` directly in `folder`, by name.
 * @throws CodelumiError `not-found` when a folder other than the usual one is missing
 */
export async function readKnowledgeBase(
  { files, signal }: Pick<JobContext, 'files' | 'signal'>,
  folder: string,
): Promise<KnowledgeBase> {
  const read = await requireKnowledgeFiles(files, folder);
  const entries: KbEntry[] = [];
  const faults: ReadFault[] = [];
  for (const file of read) {
    for await (const item of knowledgeIn({ files, signal }, file)) {
      if ('kind' in item) faults.push(item);
      else entries.push(item.entry);
    }
  }
  return { entries, faults, files: read };
}

/** An entry, and everything that its file says of it. */
export interface KnowledgeRecord {
  readonly entry: KbEntry;
  readonly value: JsonObject;
}

/** The entries of one file of the knowledge base, in order; what cannot be read is passed over. */
export async function* knowledgeRecords(
  context: Pick<JobContext, 'files' | 'signal'>,
  file: string,
): AsyncGenerator<KnowledgeRecord> {
  for await (const item of knowledgeIn(context, file)) if (!('kind' in item)) yield item;
}

/**
 * The entries that go by one id, in order; usually there is one. Reads until the caller has seen enough,
 * and keeps nothing.
 */
export async function* kbEntriesWith(
  context: Pick<JobContext, 'files' | 'signal'>,
  folder: string,
  id: string,
): AsyncGenerator<KbEntry> {
  for (const file of await knowledgeFiles(context.files, folder)) {
    for await (const item of knowledgeIn(context, file))
      if (!('kind' in item) && kbIdOf(item.entry) === id) yield item.entry;
  }
}

/** The files of the knowledge base, by name. @throws CodelumiError `not-found` when a folder other than the usual one is missing */
export async function requireKnowledgeFiles(
  files: JobContext['files'],
  folder: string,
): Promise<string[]> {
  if (folder !== DEFAULT_FOLDER && (await files.stat(folder))?.kind !== 'folder')
    throw noFolder(folder);
  return knowledgeFiles(files, folder);
}

/** The files of the knowledge base, by name. */
export async function knowledgeFiles(
  files: JobContext['files'],
  folder: string,
): Promise<string[]> {
  const listed = await files.list(folder);
  return listed
    .filter(({ name, kind }) => kind === 'file' && /\.jsonl?$/u.test(name))
    .filter(({ name }) => !NOT_KNOWLEDGE.test(name))
    .map(({ name }) => `${folder}/${name}`);
}

/** The same with what is wrong in it, each fault at its place. @throws CodelumiError, JobCancelled */
export async function* knowledgeIn(
  { files, signal }: Pick<JobContext, 'files' | 'signal'>,
  file: string,
): AsyncGenerator<KnowledgeRecord | ReadFault> {
  for await (const item of readRecords(files, file, {
    looksLikeRecord: looksLikeKbEntry,
    signal,
  })) {
    throwIfCancelled(signal);
    if (item.kind === 'fault') {
      yield item.fault;
      continue;
    }
    const { value, position } = item;
    const entry = kbEntryOf(item);
    yield entry === undefined ? { kind: 'unknown-shape', position } : { entry, value };
  }
}

function noFolder(folder: string): CodelumiError {
  return new CodelumiError({
    reason: 'not-found',
    what: 'There is no knowledge base folder',
    place: { file: folder },
    remedy: 'Correct sources.knowledgeBase in .codelumi/config.json.',
  });
}

/** The id an entry goes by where its file gives none: taken from its text, so it is always the same. */
export function derivedKbId(text: { question: string; answer: string }): string {
  const fingerprint = fingerprintOf({ query: text.question, assistant_output: text.answer });
  return `kb-${fingerprint.slice(0, 12)}`;
}

export function kbIdOf(entry: KbEntry): string {
  return entry.id ?? derivedKbId(entry);
}
