import * as z from 'zod';
import { readKnowledgeIndex } from '../retrieval/readKnowledgeIndex.js';
import { readConfig } from '../workspace/config.js';
import { agentTool } from './agentTool.js';
import { untrusted } from './untrustedText.js';

export const searchKnowledge = agentTool({
  name: 'codelumi_search_knowledge',
  title: 'Search the Knowledge Base',
  description:
    'Searches the knowledge base that the assistant answers from (BM25F over questions and answers), best first. Look here before you propose a text that may stand there already.',
  input: z.object({
    query: z.string().min(1).max(1_000).describe('A question or some words of it.'),
    limit: z.int().min(1).max(20).default(5).describe('At most so many.'),
  }),
  isReadOnly: true,
  run: async ({ query, limit }, context) => {
    const { sources, screening: policy } = await readConfig(context.files);
    const index = await readKnowledgeIndex(context, sources.knowledgeBase);
    return {
      entries: index.size,
      hits: index.search(query, limit).map(({ id, score }) => {
        const { questions = [], answer = '' } = index.entry(id) ?? {};
        return {
          id,
          score,
          questions: questions.map((question) => untrusted(question, policy)),
          answer: untrusted(answer, policy),
        };
      }),
    };
  },
});
