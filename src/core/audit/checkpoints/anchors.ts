import type { Job } from '../../job.js';
import { auditWriters } from '../journal/auditFiles.js';
import { type CheckpointLog, readCheckpoints } from './checkpointLog.js';

/** The newest checkpoint of a writer that somebody outside of the workspace has seen. */
export interface Anchor {
  readonly writer: string;
  /** Leaves of the writer's tree. */
  readonly size: number;
  /** 64 hexadecimal digits. */
  readonly root: string;
}

export interface AnchorsInput {
  readonly anchors: readonly Anchor[];
}

/** Checkpoints that are no longer what was seen. */
export interface Setback {
  readonly writer: string;
  readonly file: string;
  readonly kind: 'went-back' | 'rewritten';
  /** Leaves that were seen, and that are there now. */
  readonly seen: number;
  readonly now: number;
}

export interface AnchorsResult {
  /** What is to be remembered from now on: what was seen, where the workspace went behind it. */
  readonly anchors: readonly Anchor[];
  readonly setbacks: readonly Setback[];
}

/** Holds the workspace's checkpoints against what was seen of them before. Changes nothing. */
export const compareAnchors: Job<AnchorsInput, AnchorsResult> = async ({ anchors }, { files }) => {
  const known = new Map(anchors.map((anchor) => [anchor.writer, anchor]));
  const kept: Anchor[] = [];
  const setbacks: Setback[] = [];
  for (const writer of new Set([...known.keys(), ...(await auditWriters(files))])) {
    const log = await readCheckpoints(files, writer);
    const seen = known.get(writer);
    const setback = seen && setbackOf(seen, log);
    if (setback !== undefined) setbacks.push(setback);
    if (seen !== undefined && setback !== undefined) kept.push(seen);
    else if (log.size > 0) kept.push({ writer, size: log.size, root: log.root.toString('hex') });
  }
  return { anchors: kept, setbacks };
};

function setbackOf({ writer, size, root }: Anchor, log: CheckpointLog): Setback | undefined {
  const { file } = log;
  const setback = { writer, file, seen: size, now: log.size };
  if (log.size < size) return { ...setback, kind: 'went-back' };
  const then = log.lines.find((line) => line.size === size);
  return then?.root.toString('hex') === root ? undefined : { ...setback, kind: 'rewritten' };
}
