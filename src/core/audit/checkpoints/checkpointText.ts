/** What is signed: whose tree, how many leaves it has, its root, and when that was. */
export interface CheckpointBody {
  readonly origin: string;
  readonly size: number;
  readonly root: Uint8Array;
  /** ISO 8601. */
  readonly at: string;
}

/** Whose tree of heads it is. */
export function originOf(writer: string): string {
  return `codelumi.audit/${writer}`;
}

/**
 * A checkpoint as text: origin, size, base64 root and, as an extension line, the time. The format is C2SP tlog-checkpoint, whose
 * signatures would stand behind an empty line; ours is an SSHSIG of these bytes and is kept beside them.
 */
export function checkpointText({ origin, size, root, at }: CheckpointBody): string {
  return `${origin}\n${size}\n${Buffer.from(root).toString('base64')}\n${at}\n`;
}
