import * as z from 'zod';
import type { Files } from '../../ports/files.js';
import { type JournalBreak, readJournal } from '../../workspace/journal.js';
import { checkpointsFile } from '../../workspace/paths.js';
import { CompactRange } from '../merkle/compactRange.js';
import { headLeaf, type JournalHead, journalHeadSchema } from './journalHead.js';

const signatureSchema = z.object({
  keyid: z.string(),
  /** E-mail of the signer. */
  principal: z.string(),
  /** An armoured SSHSIG of `checkpoint`. */
  sig: z.string(),
});

const checkpointSchema = z.object({
  /** ISO 8601. */
  at: z.string(),
  tool_version: z.string(),
  /** Journals that grew since the checkpoint before; leaves of the writer's tree, in this order. */
  heads: z.array(journalHeadSchema),
  /** What is signed; see checkpointText. */
  checkpoint: z.string(),
  signature: signatureSchema.optional(),
});

export type Checkpoint = z.infer<typeof checkpointSchema>;
export type CheckpointSignature = z.infer<typeof signatureSchema>;

/** A checkpoint, and the tree as it is with it. */
export interface CheckpointLine {
  /** From 1. */
  readonly line: number;
  readonly checkpoint: Checkpoint;
  /** Leaves of the tree up to and including this checkpoint. */
  readonly size: number;
  readonly root: Buffer;
}

/** The checkpoints of one writer, as far as they can be read. */
export interface CheckpointLog {
  readonly file: string;
  readonly lines: readonly CheckpointLine[];
  /** Of the writer's tree of heads. */
  readonly size: number;
  readonly root: Buffer;
  /** The tree, to be added to. */
  readonly tree: CompactRange;
  /** How far each journal went at the latest checkpoint that names it. */
  readonly latest: ReadonlyMap<string, JournalHead>;
  /** A line that is no checkpoint, or does not follow the one before. */
  readonly fault:
    | JournalBreak
    | { readonly line: number; readonly kind: 'not-a-checkpoint' }
    | undefined;
}

/** Reads a writer's checkpoints up to the first that cannot be. There may be none. */
export async function readCheckpoints(files: Files, writer: string): Promise<CheckpointLog> {
  const file = checkpointsFile(writer);
  const journal = await readJournal(files, file);
  const tree = new CompactRange();
  const latest = new Map<string, JournalHead>();
  const lines: CheckpointLine[] = [];
  let fault: CheckpointLog['fault'] = journal.break;
  for (const { line, value } of journal.lines) {
    const parsed = checkpointSchema.safeParse(value);
    if (!parsed.success) {
      fault = { line, kind: 'not-a-checkpoint' };
      break;
    }
    for (const head of parsed.data.heads) {
      tree.append(headLeaf(head));
      latest.set(head.path, head);
    }
    lines.push({ line, checkpoint: parsed.data, size: tree.size, root: tree.root() });
  }
  return { file, lines, size: tree.size, root: tree.root(), tree, latest, fault };
}
