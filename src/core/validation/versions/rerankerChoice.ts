import type { JobContext } from '../../job.js';
import { openReranker } from '../../reranking/openReranker.js';
import type { Reranker } from '../../reranking/reranker.js';
import type { KnowledgeIndex } from '../../retrieval/knowledgeIndex.js';

/** Opens a reranker for a knowledge base, whose changes it follows. */
export type OpenReranker = (knowledge: KnowledgeIndex) => Promise<Reranker | undefined>;

/** @param file undefined: none, the order of BM25F; it is looked for when it is opened */
export function rerankerOpener(context: JobContext, file: string | undefined): OpenReranker {
  return async (knowledge) =>
    file === undefined ? undefined : openReranker(context, file, knowledge);
}
