import * as z from 'zod';

/** More messages than any conversation that was recorded on purpose. */
const MOST_MESSAGES = 1_000;

export const messageSchema = z.strictObject({
  role: z.enum(['system', 'user', 'assistant']),
  content: z.string(),
});

export const messagesSchema = z.array(messageSchema).max(MOST_MESSAGES);

/** A message as `think()` and `thinkChat()` send it to the model. */
export type PromptMessage = z.infer<typeof messageSchema>;

const KNOWLEDGE = 'KB_CONTEXT:';

/** Whether it is the one that shows entries of the knowledge base. */
export function isKnowledgeContext({ role, content }: PromptMessage): boolean {
  return role === 'system' && content.startsWith(KNOWLEDGE);
}
