import * as z from 'zod';
import { hashLines } from '../audit/checkpoints/hashLines.js';
import { inclusionProof, rootFromInclusion } from '../audit/merkle/proofs.js';
import { leafHash } from '../audit/merkle/treeHash.js';
import { CodelumiError, throwIfCancelled } from '../errors.js';
import type { Job, JobContext } from '../job.js';
import { readJsonLines } from '../records/jsonLinesReader.js';
import { requireSnapshot } from './list.js';
import { snapshotFile } from './snapshotName.js';

const hash = z.string().regex(/^[0-9a-f]{64}$/u);

const entryProofSchema = z.object({
  v: z.literal(1),
  /** Name of the snapshot. */
  snapshot: z.string().max(200),
  /** Of the line, from 0. */
  index: z.int().nonnegative(),
  /** How many lines the snapshot has. */
  size: z.int().positive(),
  /** The line itself, without its line feed, in base64. */
  bytes: z.base64(),
  /** Hashes beside the way to the root, lowest first (RFC 6962 §2.1.1). */
  path: z.array(hash).max(64),
  /** As in the manifest. */
  merkle_root: hash,
});

/** That an entry is in a snapshot, for somebody who has neither: they need to trust the root alone. */
export type EntryProof = z.infer<typeof entryProofSchema>;

/**
 * Proves that an entry is in a snapshot.
 *
 * @throws CodelumiError `not-found` for a snapshot or an entry that is not there, `invalid-input` where the snapshot is
 *   not what was built, or was built by a version without Merkle roots
 */
export const proveEntry: Job<
  { readonly snapshot: string; readonly id: string },
  EntryProof
> = async ({ snapshot, id }, context) => {
  const { name, merkle_root } = await requireSnapshot(context, snapshot);
  const file = snapshotFile(name);
  if (merkle_root === undefined) throw withoutRoot(file);
  const found = await findEntry(context, file, id);
  if (found === undefined) throw noSuchEntry(file, id);
  const leaves: Buffer[] = [];
  const whole = { start: 0, end: Number.MAX_SAFE_INTEGER };
  for await (const { leaf } of hashLines(context.files, file, whole, 0)) leaves.push(leaf);
  const proof: EntryProof = {
    v: 1,
    snapshot: name,
    index: found.line - 1,
    size: leaves.length,
    bytes: found.bytes.toString('base64'),
    path: inclusionProof(found.line - 1, leaves).map((each) => each.toString('hex')),
    merkle_root,
  };
  if (!isProof(proof)) throw changed(file);
  return proof;
};

/** A proof as somebody hands it over. @throws CodelumiError `invalid-input` for anything else */
export function parseEntryProof(text: string): EntryProof {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (cause) {
    throw noProof(cause);
  }
  const parsed = entryProofSchema.safeParse(value);
  if (!parsed.success) throw noProof(parsed.error);
  return parsed.data;
}

/** Whether a proof holds, by itself. Whether its root is the manifest's is for whoever has the manifest. */
export function isProof({ bytes, index, size, path, merkle_root }: EntryProof): boolean {
  const beside = path.map((each) => Buffer.from(each, 'hex'));
  const root = rootFromInclusion(leafHash(Buffer.from(bytes, 'base64')), index, size, beside);
  return root?.toString('hex') === merkle_root;
}

async function findEntry(
  { files, signal }: JobContext,
  file: string,
  id: string,
): Promise<{ readonly line: number; readonly bytes: Buffer } | undefined> {
  for await (const item of readJsonLines(files, file, { looksLikeRecord: () => true, signal })) {
    throwIfCancelled(signal);
    if (item.kind !== 'record' || item.value['id'] !== id) continue;
    const { line, byteOffset, byteLength } = item.position;
    const range = { start: byteOffset, end: byteOffset + byteLength };
    for await (const bytes of files.readRanges(file, [range]))
      return { line, bytes: Buffer.from(bytes) };
  }
  return undefined;
}

function noSuchEntry(file: string, id: string): CodelumiError {
  return new CodelumiError({
    reason: 'not-found',
    what: `There is no entry ${JSON.stringify(id.slice(0, 100))} in the snapshot`,
    place: { file },
    remedy: 'Name an entry by the id that it has in that snapshot.',
  });
}

function withoutRoot(file: string): CodelumiError {
  return new CodelumiError({
    reason: 'invalid-input',
    what: 'The manifest of the snapshot has no Merkle root, as it was built by an earlier version',
    place: { file },
    remedy: 'Build a snapshot anew, and prove the entry in that one.',
  });
}

function changed(file: string): CodelumiError {
  return new CodelumiError({
    reason: 'invalid-input',
    what: 'The snapshot is not what was built',
    place: { file },
    remedy: 'Restore it from Git; codelumi verify says where it differs.',
  });
}

function noProof(cause: unknown): CodelumiError {
  return new CodelumiError({
    reason: 'invalid-input',
    what: 'What was given is no proof of an entry',
    remedy: 'Give the JSON document that codelumi snapshot prove printed.',
    cause,
  });
}
