import type { JobContext } from '../../job.js';
import { readKnowledgeIndex } from '../../retrieval/readKnowledgeIndex.js';
import { readConfig } from '../../workspace/config.js';
import { checkPrompts, type PromptCheck } from './checkPrompts.js';
import { type PromptsRecorded, type Recording, recordPrompts } from './recordPrompts.js';

/** Checks the golden prompts against the knowledge base as it is. @throws CodelumiError as `checkPrompts` */
export async function checkGoldenPrompts(
  _input: Readonly<Record<string, never>>,
  context: JobContext,
): Promise<PromptCheck> {
  const config = await readConfig(context.files);
  context.progress({ message: 'Reading the knowledge base' });
  const knowledge = await readKnowledgeIndex(context, config.sources.knowledgeBase);
  context.progress({ message: 'Asking for the messages of every golden prompt' });
  return checkPrompts(context, config, knowledge);
}

/** Records them anew. @throws CodelumiError as `recordPrompts` */
export async function recordGoldenPrompts(
  input: Recording,
  context: JobContext,
): Promise<PromptsRecorded> {
  const config = await readConfig(context.files);
  const knowledge = await readKnowledgeIndex(context, config.sources.knowledgeBase);
  return recordPrompts(context, config, knowledge, input);
}
