import type { Place } from '../../errors.js';
import type { JobContext } from '../../job.js';
import { REFERENCES_FOLDER } from '../../workspace/paths.js';
import type { Reference } from '../samples.js';
import { referenceIn, referenceKey } from './referenceFile.js';

/** A file that stands for a reference and is none that may be used. */
export interface ReferenceProblem {
  readonly place: Place;
  /** What is wrong and what to do, behind the name of the file. */
  readonly message: string;
}

export interface ReadReferences {
  /** By `referenceKey`. */
  readonly references: ReadonlyMap<string, Reference>;
  readonly problems: readonly ReferenceProblem[];
}

/** Reads all that was frozen, each held against its own hash: one that was changed is a problem, and never used. */
export async function readReferences({
  files,
}: Pick<JobContext, 'files'>): Promise<ReadReferences> {
  const references = new Map<string, Reference>();
  const problems: ReferenceProblem[] = [];
  for (const { name, kind } of await files.list(REFERENCES_FOLDER)) {
    if (kind !== 'file' || !name.endsWith('.json')) continue;
    const file = `${REFERENCES_FOLDER}/${name}`;
    const read = referenceIn(file, await files.read(file));
    if (typeof read === 'string') problems.push({ place: { file }, message: read });
    else references.set(referenceKey(read.deployment, read.reranker), read);
  }
  return { references, problems };
}
