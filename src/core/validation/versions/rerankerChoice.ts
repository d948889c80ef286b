import { createHash } from 'node:crypto';
import type { JobContext } from '../../job.js';
import { openReranker } from '../../reranking/openReranker.js';
import { openProcessReranker } from '../../reranking/process/processReranker.js';
import type { Reranker } from '../../reranking/reranker.js';
import type { KnowledgeIndex } from '../../retrieval/knowledgeIndex.js';
import type { RerankingSettings } from '../../workspace/settings/rerankingSchema.js';

/** Opens a reranker for a knowledge base, whose changes it follows. */
export type OpenReranker = (knowledge: KnowledgeIndex) => Promise<Reranker | undefined>;

/** What stands for a file where the scorer of the settings is meant. */
export const SETTINGS_SCORER = 'reranking.command';

/**
 * @param file undefined: none, the order of BM25F; `SETTINGS_SCORER`: the program of the settings; it is looked for when it is
 *   opened
 */
export function rerankerOpener(
  context: JobContext,
  file: string | undefined,
  settings: RerankingSettings,
): OpenReranker {
  if (file === SETTINGS_SCORER) {
    const known = new Map<string, Promise<readonly number[]>>();
    return async () => remembering(await openProcessReranker(context, settings), known);
  }
  return async (knowledge) =>
    file === undefined ? undefined : openReranker(context, file, knowledge);
}

/**
 * A process is started for each query, and a validation asks the same ones again and again: for gates, for rows, and for whom
 * a failure is owed to. What was answered once is not asked again.
 */
function remembering(reranker: Reranker, known: Map<string, Promise<readonly number[]>>): Reranker {
  return {
    ...reranker,
    score: (query, passages) => {
      const asked = JSON.stringify([query, passages.map(({ answer }) => answer)]);
      const key = createHash('sha256').update(asked).digest('hex');
      const answered = known.get(key) ?? reranker.score(query, passages);
      known.set(key, answered);
      return answered;
    },
  };
}
