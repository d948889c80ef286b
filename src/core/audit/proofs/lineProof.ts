import * as z from 'zod';
import { CodelumiError } from '../../errors.js';
import type { JobContext } from '../../job.js';
import type { LinePlace } from '../../workspace/linePlace.js';
import {
  type CheckpointLine,
  type CheckpointSignature,
  readCheckpoints,
} from '../checkpoints/checkpointLog.js';
import { isCovered } from '../checkpoints/coveredJournals.js';
import { hashLines } from '../checkpoints/hashLines.js';
import {
  headBytes,
  headLeaf,
  type JournalHead,
  journalHeadSchema,
} from '../checkpoints/journalHead.js';
import { auditWriters } from '../journal/auditFiles.js';
import { inclusionProof, rootFromInclusion } from '../merkle/proofs.js';
import { leafHash } from '../merkle/treeHash.js';

const hash = z.string().regex(/^[0-9a-f]{64}$/u);
const stepSchema = z.object({
  /** Of the leaf, from 0. */
  index: z.number().int().nonnegative(),
  /** Hashes beside the way to the root, lowest first (RFC 6962 §2.1.1). */
  path: z.array(hash).max(64),
});

const lineProofSchema = z.object({
  v: z.literal(1),
  file: z.string(),
  line: z.number().int().positive(),
  /** The line itself, without its line feed, in base64. */
  bytes: z.string(),
  /** How far the journal went, and its root. */
  head: journalHeadSchema,
  /** That the line is in the journal. */
  inJournal: stepSchema,
  /** That the head is in the writer's tree. */
  inTree: stepSchema,
  checkpoint: z.string(),
  signature: z.object({ keyid: z.string(), principal: z.string(), sig: z.string() }).optional(),
});

/** That a line stood in a journal when a checkpoint was made, for somebody who has neither of them. */
export type LineProof = z.infer<typeof lineProofSchema>;

type Context = Pick<JobContext, 'files'>;

/**
 * Proves a line by the first checkpoint that covers it.
 *
 * @throws CodelumiError `wrong-usage` for what is no journal, `not-found` where no checkpoint covers the line,
 *   `invalid-input` where the journal is not what the checkpoint saw
 */
export async function proveLine({ files }: Context, { file, line }: LinePlace): Promise<LineProof> {
  if (!isCovered(file)) throw noJournal(file);
  const found = await coveringHead({ files }, file, line);
  if (found === undefined) throw notCovered(file, line);
  const { head, index, heads, size, covering } = found;
  const leaves: Buffer[] = [];
  let [start, end] = [0, 0];
  for await (const each of hashLines(files, file, { start: 0, end: head.bytes }, 0)) {
    if (each.line < line) start = each.bytes;
    if (each.line === line) end = each.bytes;
    leaves.push(each.leaf);
  }
  const pieces: Uint8Array[] = [];
  for await (const piece of files.readChunks(file, { start, end: Math.max(start, end - 1) }))
    pieces.push(piece);
  const { checkpoint, signature } = covering.checkpoint;
  const proof: LineProof = {
    v: 1,
    file,
    line,
    bytes: Buffer.concat(pieces).toString('base64'),
    head,
    inJournal: {
      index: line - 1,
      path: leaves.length < line ? [] : hexed(inclusionProof(line - 1, leaves)),
    },
    inTree: { index, path: hexed(inclusionProof(index, heads.slice(0, size))) },
    checkpoint,
    ...(signature && { signature }),
  };
  if (checkLineProof(proof) !== undefined) throw rewritten(file, line);
  return proof;
}

interface Covering {
  readonly head: JournalHead;
  /** Of the head in the writer's tree, from 0. */
  readonly index: number;
  /** All heads of the writer as leaves. */
  readonly heads: readonly Buffer[];
  /** How many of them the checkpoint knew. */
  readonly size: number;
  readonly covering: CheckpointLine;
}

async function coveringHead(
  { files }: Context,
  file: string,
  line: number,
): Promise<Covering | undefined> {
  for (const writer of await auditWriters(files)) {
    const { lines } = await readCheckpoints(files, writer);
    const heads = lines.flatMap((each) => each.checkpoint.heads.map((head) => ({ head, each })));
    const index = heads.findIndex(({ head }) => head.path === file && head.lines >= line);
    const found = heads[index];
    if (found === undefined) continue;
    const { head, each: covering } = found;
    const leaves = heads.map((each) => headLeaf(each.head));
    return { head, index, heads: leaves, size: covering.size, covering };
  }
  return undefined;
}

/** A proof as somebody hands it over. @throws CodelumiError `invalid-input` for anything else */
export function parseLineProof(text: string): LineProof {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (cause) {
    throw noProof(cause);
  }
  const parsed = lineProofSchema.safeParse(value);
  if (parsed.success) return parsed.data;
  throw noProof(parsed.error);
}

/**
 * Whether a proof holds, by itself: the line is in the journal, the journal's head in the tree, and the tree is the one
 * of the checkpoint. Who signed the checkpoint is not looked at here.
 * @returns what does not fit; undefined when all does
 */
export function checkLineProof(proof: LineProof): string | undefined {
  const { bytes, line, head, inJournal, inTree, checkpoint, file } = proof;
  if (head.path !== file || inJournal.index !== line - 1) return 'the head is of another line';
  const leaf = leafHash(Buffer.from(bytes, 'base64'));
  const root = rootFromInclusion(leaf, inJournal.index, head.lines, unhexed(inJournal.path));
  if (root?.toString('hex') !== head.root) return 'the line is not in the journal';
  const [, size = '', treeRoot = ''] = checkpoint.split('\n');
  const headHash = leafHash(headBytes(head));
  const tree = rootFromInclusion(headHash, inTree.index, Number(size), unhexed(inTree.path));
  if (tree?.toString('base64') !== treeRoot) return 'the journal is not in the checkpoint';
  return undefined;
}

/** For `verifySignature`: what was signed, by whom and when. */
export function signedCheckpoint({
  checkpoint,
  signature,
}: LineProof):
  | { readonly message: Buffer; readonly signature: CheckpointSignature; readonly at: string }
  | undefined {
  if (signature === undefined) return undefined;
  const [, , , at = ''] = checkpoint.split('\n');
  return { message: Buffer.from(checkpoint, 'utf8'), signature, at };
}

function hexed(hashes: readonly Buffer[]): string[] {
  return hashes.map((each) => each.toString('hex'));
}

function unhexed(hashes: readonly string[]): Buffer[] {
  return hashes.map((each) => Buffer.from(each, 'hex'));
}

function noJournal(file: string): CodelumiError {
  return new CodelumiError({
    reason: 'wrong-usage',
    what: 'Only lines of journals can be proved',
    place: { file },
    remedy: 'Name a line of a journal of decisions, of signatures or of the audit log.',
  });
}

function notCovered(file: string, line: number): CodelumiError {
  return new CodelumiError({
    reason: 'not-found',
    what: 'No checkpoint covers the line',
    place: { file, line },
    remedy: 'Run codelumi checkpoint in the clone that wrote it.',
  });
}

function rewritten(file: string, line: number): CodelumiError {
  return new CodelumiError({
    reason: 'invalid-input',
    what: 'The journal is not what its checkpoint saw',
    place: { file, line },
    remedy: 'Run codelumi verify, which says where.',
  });
}

function noProof(cause: unknown): CodelumiError {
  return new CodelumiError({
    reason: 'invalid-input',
    what: 'What was given is no proof of a line',
    remedy: 'Give the JSON document that codelumi audit prove printed.',
    cause,
  });
}
