import type { GoldenCase } from './goldenPrompts.js';
import type { PromptMessage } from './promptMessage.js';

/** What a harness gave for one case. */
export type HarnessAnswer =
  | { readonly messages: readonly PromptMessage[] }
  /** Why there are none, in its own words. Hostile. */
  | { readonly error: string };

/** Something that sends what the assistant would, to nobody. */
export interface PromptHarness {
  /** `reference`: ours, which stands for no assistant but its format. */
  readonly kind: 'reference' | 'command';
  /** By the ids of the cases. @throws CodelumiError where it does not answer as it must, JobCancelled */
  answer(cases: readonly GoldenCase[]): Promise<ReadonlyMap<string, HarnessAnswer>>;
}

/** What is searched with: the prompt, or the last message of the user. */
export function queryOf({ input }: Pick<GoldenCase, 'input'>): string {
  const { prompt, messages = [] } = input;
  return prompt ?? messages.findLast(({ role }) => role === 'user')?.content ?? '';
}
