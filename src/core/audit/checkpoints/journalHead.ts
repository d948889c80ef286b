import * as z from 'zod';
import { leafHash } from '../merkle/treeHash.js';

const sha256 = z.string().regex(/^[0-9a-f]{64}$/u);

export const journalHeadSchema = z.strictObject({
  path: z.string(),
  lines: z.number().int().positive(),
  bytes: z.number().int().positive(),
  /** Of the Merkle tree whose leaves are the lines, each without its line feed. */
  root: sha256,
});

/** How far a journal went at some time. */
export type JournalHead = z.infer<typeof journalHeadSchema>;

/** A head as a leaf of its writer's tree. */
export function headBytes({ path, lines, bytes, root }: JournalHead): string {
  return JSON.stringify({ path, lines, bytes, root });
}

export function headLeaf(head: JournalHead): Buffer {
  return leafHash(headBytes(head));
}
