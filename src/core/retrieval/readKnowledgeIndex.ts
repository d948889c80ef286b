import type { JobContext } from '../job.js';
import { questionsOf } from '../records/kbEntry.js';
import { kbIdOf, readKnowledgeBase } from './knowledgeBase.js';
import { KnowledgeIndex } from './knowledgeIndex.js';

/**
 * The canonical knowledge base, to be searched.
 * @throws CodelumiError as `readKnowledgeBase`
 */
export async function readKnowledgeIndex(
  context: Pick<JobContext, 'files' | 'signal'>,
  folder: string,
): Promise<KnowledgeIndex> {
  const { entries } = await readKnowledgeBase(context, folder);
  return new KnowledgeIndex(
    entries.map((entry) => {
      return { id: kbIdOf(entry), questions: questionsOf(entry), answer: entry.answer };
    }),
  );
}
