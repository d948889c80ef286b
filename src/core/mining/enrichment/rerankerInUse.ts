import { CodelumiError } from '../../errors.js';
import type { Files } from '../../ports/files.js';
import { loadReranker } from '../../reranking/loadReranker.js';
import type { Reranker } from '../../reranking/reranker.js';

export interface RerankerInUse {
  /** undefined: the workspace has none, or none that can be used. */
  readonly reranker: Reranker | undefined;
  /** Why there is one that cannot be used. */
  readonly problem: string | undefined;
}

/** The assistant's reranker. One that cannot be read costs its scores and stops nothing. */
export async function rerankerInUse(files: Files): Promise<RerankerInUse> {
  try {
    return { reranker: await loadReranker(files), problem: undefined };
  } catch (error) {
    if (!(error instanceof CodelumiError)) throw error;
    return { reranker: undefined, problem: error.message };
  }
}
