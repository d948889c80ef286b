import * as z from 'zod';
import type { JobContext } from '../../job.js';
import type { Programs } from '../../ports/programs.js';
import { askProgram, wrongAnswer } from '../../programs/askProgram.js';
import type { KnowledgeIndex } from '../../retrieval/knowledgeIndex.js';
import type { GoldenCase } from './goldenPrompts.js';
import type { HarnessAnswer, PromptHarness } from './promptHarness.js';
import { messagesSchema } from './promptMessage.js';

const OUTPUT_LIMIT = 32 * 1024 * 1024;

const answerSchema = z.object({
  cases: z.array(
    z.object({
      id: z.string(),
      messages: messagesSchema.optional(),
      error: z.string().optional(),
    }),
  ),
});

export interface HarnessCommand {
  readonly programs: Programs;
  readonly command: readonly string[];
  readonly timeoutMs: number;
  /** What it is to answer from. */
  readonly knowledge: KnowledgeIndex;
}

/**
 * The workspace's own harness: one process, all cases as one JSON document on standard input
 * (`{"version":1,"cases":[{"id","api","name","input"}],"knowledge":[{"id","title","text"}]}`), their messages as another on standard
 * output (`{"cases":[{"id","messages"}]}`, or `{"error"}` for a case or for all). It is told nothing of what was recorded.
 */
export function commandHarness(
  { signal }: Pick<JobContext, 'signal'>,
  { programs, command, timeoutMs, knowledge }: HarnessCommand,
): PromptHarness {
  const setting = 'validation.prompts.command';
  const asked = { command, setting, timeoutMs, outputLimit: OUTPUT_LIMIT };
  return {
    kind: 'command',
    answer: async (cases) => {
      const request = { version: 1, cases: cases.map(askedOf), knowledge: shownTo(knowledge) };
      const value = await askProgram({ programs, signal }, asked, request);
      const parsed = answerSchema.safeParse(value);
      if (!parsed.success) throw wrongAnswer(asked, `gave an answer that ${faultOf(parsed.error)}`);
      return new Map(parsed.data.cases.map((each) => [each.id, answerOf(each)]));
    },
  };
}

function faultOf({ issues: [issue] }: z.ZodError): string {
  const key = issue?.path.map(String).join('.') || 'the top level';
  return `is wrong at ${key}: ${issue?.message ?? 'not valid'}`;
}

function askedOf({ id, api, name, input }: GoldenCase) {
  return { id, api, name, input };
}

function shownTo(knowledge: KnowledgeIndex) {
  return [...knowledge.entries()].map(({ id, questions: [title = id], answer }) => {
    return { id, title, text: answer };
  });
}

function answerOf({
  messages,
  error = 'it has neither messages nor an error',
}: z.infer<typeof answerSchema>['cases'][number]): HarnessAnswer {
  return messages === undefined ? { error } : { messages };
}
