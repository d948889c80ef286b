import { visibleLine } from '../../records/visibleText.js';
import { compareMessages, type MessageDifference } from './compareMessages.js';
import type { GoldenCase, GoldenFile } from './goldenPrompts.js';
import type { KnowledgeRule } from './knowledgeContext.js';
import type { HarnessAnswer } from './promptHarness.js';

/** What one case came to. */
export interface ComparedCase {
  readonly golden: GoldenCase;
  /** Its place in the file, from 0. */
  readonly index: number;
  readonly answer: HarnessAnswer | undefined;
  readonly differences: readonly MessageDifference[];
}

/** One thing that is not as recorded or as a rule asks, and where. */
export interface PromptDifference {
  readonly kind: MessageDifference['kind'] | 'no-answer';
  readonly file: string;
  /** The case's name, as it stands in the file. Hostile. */
  readonly case: string;
  /** JSONPath into the file, for what was added into the answer. */
  readonly path: string;
  /** A sentence without its full stop; every character in it can be seen. */
  readonly what: string;
}

/** Where a message stands, as JSONPath (RFC 9535): `$.cases[0].messages[1].content`. */
export function messagePath(index: number, message: number): string {
  return `$.cases[${index}].messages[${message}].content`;
}

/** Holds every answer against the recording of its case. */
export function comparedCases(
  { cases }: GoldenFile,
  answers: ReadonlyMap<string, HarnessAnswer>,
  rule: KnowledgeRule,
): ComparedCase[] {
  return cases.map((golden, index) => {
    const answer = answers.get(golden.id);
    const differences =
      answer !== undefined && 'messages' in answer
        ? compareMessages(golden.recorded ?? [], answer.messages, rule)
        : [];
    return { golden, index, answer, differences };
  });
}

/** Whether there are messages to compare. */
export function isAnswered({ answer }: ComparedCase): boolean {
  return answer !== undefined && 'messages' in answer;
}

/** What differs in a file, in its order. */
export function differencesIn(file: string, cases: readonly ComparedCase[]): PromptDifference[] {
  return cases.flatMap(({ golden: { name }, index, answer, differences }): PromptDifference[] => {
    if (answer === undefined || 'error' in answer) {
      const said =
        answer === undefined ? 'no messages came for it' : visibleLine(answer.error, 300);
      const what = `The harness did not answer the case: ${said.replace(/\.$/u, '')}`;
      return [{ kind: 'no-answer', file, case: name, path: `$.cases[${index}]`, what }];
    }
    return differences.map(({ kind, message, what }) => {
      return { kind, file, case: name, path: messagePath(index, message), what };
    });
  });
}
