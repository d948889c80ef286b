import { CodelumiError } from '../errors.js';
import type { JobContext } from '../job.js';
import type { Reranker } from '../reranking/reranker.js';
import { RERANKER_FILE } from '../workspace/paths.js';
import { notTheDeployed } from './deployment.js';
import { type Releases, readReleases } from './readReleases.js';
import { prodOf } from './rolloutState.js';

/** What the assistant ranks by. */
export interface RerankerInUse {
  /** Of the workspace; null: none, the order of BM25F. */
  readonly file: string | null;
  /** What it must hold; undefined where nobody said. */
  readonly sha256: string | undefined;
  /** Why it is this one, or none: the end of a sentence. */
  readonly why: string;
}

/**
 * The reranker of the deployment in production; where nothing is in production, or nothing of it is served as its file is gone or
 * another, the assistant's own, `models/reranker.joblib`.
 */
export async function rerankerInUse(
  context: Pick<JobContext, 'files' | 'signer'>,
): Promise<RerankerInUse> {
  return inUseAsFarAsTold(context, await releasesOrError(context));
}

/** The same of a registry that was read already, as far as it could be. */
export async function inUseAsFarAsTold(
  context: Pick<JobContext, 'files'>,
  releases: Releases | CodelumiError,
): Promise<RerankerInUse> {
  return releases instanceof CodelumiError
    ? ownReranker(context, `it cannot be told what is in production (${releases.message})`)
    : inUseAsOf(context, releases);
}

/** For whoever looks at what is in production beside something that does not depend on the registry. */
export async function releasesOrError(
  context: Pick<JobContext, 'files' | 'signer'>,
): Promise<Releases | CodelumiError> {
  return readReleases(context).catch((error: unknown) => {
    if (error instanceof CodelumiError) return error;
    throw error;
  });
}

/** The same of a registry that was read already. */
export async function inUseAsOf(
  context: Pick<JobContext, 'files'>,
  { state, deployments }: Pick<Releases, 'state' | 'deployments'>,
): Promise<RerankerInUse> {
  const prod = prodOf(state);
  if (prod === null) return ownReranker(context, 'nothing is in production');
  const stored = deployments.get(prod);
  if (stored === undefined)
    return ownReranker(
      context,
      `the file of ${prod}, which is in production, is gone or not what was started`,
    );
  const { reranker } = stored.deployment;
  return reranker === null
    ? { file: null, sha256: undefined, why: `${prod}, which is in production, has none` }
    : {
        file: reranker.path,
        sha256: reranker.sha256,
        why: `that of ${prod}, which is in production`,
      };
}

/** One sentence. */
export function inUseWords({ file, why }: Pick<RerankerInUse, 'file' | 'why'>): string {
  return file === null
    ? `No reranker is in use, so the order is that of BM25F: ${why}.`
    : `The reranker in use is ${file}, ${why}.`;
}

/** @throws CodelumiError `invalid-input` where it is not what was deployed */
export function requireInUse({ file, sha256 }: RerankerInUse, reranker: Reranker): Reranker {
  if (file !== null && sha256 !== undefined && reranker.sha256 !== sha256)
    throw notTheDeployed(file);
  return reranker;
}

async function ownReranker(
  { files }: Pick<JobContext, 'files'>,
  why: string,
): Promise<RerankerInUse> {
  const isThere = (await files.stat(RERANKER_FILE)) !== undefined;
  return isThere
    ? { file: RERANKER_FILE, sha256: undefined, why: `as ${why}` }
    : { file: null, sha256: undefined, why: `${why}, and there is no ${RERANKER_FILE}` };
}
