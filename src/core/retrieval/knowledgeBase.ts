import { CodelumiError, throwIfCancelled } from '../errors.js';
import type { JobContext } from '../job.js';
import { fingerprintOf } from '../records/fingerprint.js';
import { type KbEntry, kbEntryOf, looksLikeKbEntry } from '../records/kbEntry.js';
import type { ReadFault } from '../records/readFault.js';
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
  if (folder !== DEFAULT_FOLDER && (await files.stat(folder))?.kind !== 'folder')
    throw noFolder(folder);
  const entries: KbEntry[] = [];
  const faults: ReadFault[] = [];
  const read: string[] = [];
  for (const { name, kind } of await files.list(folder)) {
    if (kind !== 'file' || !/\.jsonl?$/u.test(name) || NOT_KNOWLEDGE.test(name)) continue;
    const file = `${folder}/${name}`;
    read.push(file);
    for await (const item of readRecords(files, file, {
      looksLikeRecord: looksLikeKbEntry,
      signal,
    })) {
      throwIfCancelled(signal);
      if (item.kind === 'fault') {
        faults.push(item.fault);
        continue;
      }
      const entry = kbEntryOf(item);
      if (entry !== undefined) entries.push(entry);
      else faults.push({ kind: 'unknown-shape', position: item.position });
    }
  }
  return { entries, faults, files: read };
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
