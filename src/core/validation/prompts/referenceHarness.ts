import type { KnowledgeIndex } from '../../retrieval/knowledgeIndex.js';
import type { GoldenCase } from './goldenPrompts.js';
import { knowledgeHead, LONGEST_EXCERPT } from './knowledgeContext.js';
import { type HarnessAnswer, type PromptHarness, queryOf } from './promptHarness.js';
import { isKnowledgeContext, type PromptMessage } from './promptMessage.js';

const HEAD = /^KB_CONTEXT: Top (\d{1,6}) /u;

/**
 * What the assistant would send, as far as anybody can tell who is not the assistant: the message about the knowledge base is
 * made anew, by search, in the form of `think()`; what user and assistant say is the input's, and all else is taken from
 * the recording. So it shows what this knowledge base does to prompts, and nothing of the assistant's code.
 */
export function referenceHarness(knowledge: KnowledgeIndex): PromptHarness {
  return {
    kind: 'reference',
    answer: async (cases) => new Map(cases.map((each) => [each.id, answerOf(each, knowledge)])),
  };
}

function answerOf(golden: GoldenCase, knowledge: KnowledgeIndex): HarnessAnswer {
  const { recorded } = golden;
  if (recorded === undefined)
    return { error: 'Nothing is recorded, and the reference knows no personality.' };
  const turns = turnsOf(golden);
  const messages = recorded.flatMap((message) => {
    if (message.role !== 'system') return turns.splice(0, 1);
    return isKnowledgeContext(message) ? knowledgeOf(golden, message, knowledge) : [message];
  });
  return { messages: [...messages, ...turns] };
}

/** What user and assistant have said, as the input has it. */
function turnsOf({ input: { prompt = '', messages } }: GoldenCase): PromptMessage[] {
  if (messages === undefined) return [{ role: 'user', content: prompt }];
  return messages.filter(({ role }) => role !== 'system');
}

/** As many entries as were recorded; no message where nothing is found. */
function knowledgeOf(
  golden: GoldenCase,
  { content }: PromptMessage,
  knowledge: KnowledgeIndex,
): PromptMessage[] {
  const limit = Number(HEAD.exec(content)?.[1] ?? 1);
  const lines = knowledge.search(queryOf(golden), limit).flatMap(({ id }) => {
    const entry = knowledge.entry(id);
    if (entry === undefined) return [];
    const [title = id] = entry.questions;
    return [`- ${oneLine(title)} (${id}): ${excerptOf(entry.answer)}`];
  });
  if (lines.length === 0) return [];
  return [{ role: 'system', content: [knowledgeHead(lines.length), ...lines].join('\n') }];
}

function excerptOf(answer: string): string {
  const cut = oneLine(answer).slice(0, LONGEST_EXCERPT);
  return cut.replace(/[\ud800-\udbff]$/u, ''); // Half a character is none.
}

/** A line feed in an entry would begin a line that looks like another entry. */
function oneLine(text: string): string {
  return text.replaceAll(/\s+/gu, ' ').trim();
}
