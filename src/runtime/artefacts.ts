import { CodelumiError, messageOf } from '../core/errors.js';
import { sha256 } from '../core/records/sha256.js';
import type { Artefact, KnowledgeEntry } from './api.js';
import { boundedRead, type ReadFile } from './boundedRead.js';
import { asRuntimeError } from './systemErrors.js';

const LINE_FEED = 10;

/**
 * The bytes that were deployed. What is hashed is what is given out, so nobody can exchange it in between.
 * @throws CodelumiError `invalid-input` when the file holds other bytes or is too large; `not-found` and so on
 */
export async function readArtefact(
  workspace: string,
  artefact: Artefact,
  limitBytes: number,
): Promise<ReadFile> {
  const { path: file } = artefact;
  try {
    const read = await boundedRead(workspace, file, limitBytes);
    const found = sha256(read.content);
    if (found !== artefact.sha256) throw notTheDeployed(artefact, found);
    return read;
  } catch (error) {
    throw asRuntimeError(error, file, 'not-readable');
  }
}

/**
 * The entries of a snapshot, in its order.
 * @throws CodelumiError `invalid-input` for a line that is no entry
 */
export function entriesOf(file: string, content: Buffer): KnowledgeEntry[] {
  const entries: KnowledgeEntry[] = [];
  let [start, line] = [0, 1];
  while (start < content.length) {
    const next = content.indexOf(LINE_FEED, start);
    const end = next < 0 ? content.length : next;
    entries.push(entryOf(content.toString('utf8', start, end), { file, line }));
    start = end + 1;
    line += 1;
  }
  return entries;
}

function entryOf(text: string, place: { file: string; line: number }): KnowledgeEntry {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (error) {
    throw noEntry(place, messageOf(error), error);
  }
  if (isEntry(value)) return value;
  throw noEntry(place, 'id, q, a and variants must be text');
}

function isEntry(value: unknown): value is KnowledgeEntry {
  if (typeof value !== 'object' || value === null) return false;
  const { id, q, a, variants = [] } = value as Readonly<Record<string, unknown>>;
  return Array.isArray(variants) && [id, q, a, ...variants].every((it) => typeof it === 'string');
}

function notTheDeployed({ path, sha256: wanted }: Artefact, found: string): CodelumiError {
  return new CodelumiError({
    reason: 'invalid-input',
    what: `The file is not the one that was deployed: its SHA-256 is ${found}, not ${wanted}`,
    place: { file: path },
    remedy: 'Nothing of it was used. Restore the file, or roll back.',
  });
}

function noEntry(place: { file: string; line: number }, why: string, cause?: unknown) {
  return new CodelumiError({
    reason: 'invalid-input',
    what: `This line is no entry of a knowledge base: ${why}`,
    place,
    remedy: 'Deploy a snapshot that codelumi has built.',
    cause,
  });
}
