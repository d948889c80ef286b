import { createTwoFilesPatch, FILE_HEADERS_ONLY } from 'diff';
import { visibleText } from '../../records/visibleText.js';
import { type ComparedCase, messagePath } from './comparedCases.js';
import type { GoldenCase } from './goldenPrompts.js';
import { isKnowledgeContext, type PromptMessage } from './promptMessage.js';

/** Both sides of a file of golden prompts as people read them, to be laid beside each other. */
export interface PromptSides {
  readonly file: string;
  readonly recorded: string;
  readonly answered: string;
}

/**
 * Both sides, each message below its JSON path, with nothing unseen in it. What keeps to the rule about the knowledge base is
 * one line on both sides, since its text may be another.
 */
export function promptSides(file: string, cases: readonly ComparedCase[]): PromptSides {
  return {
    file,
    recorded: cases.map(recordedText).join('\n'),
    answered: cases.map(answeredText).join('\n'),
  };
}

/** The two sides as a unified diff; undefined where there is none. */
export function promptDiff({ file, recorded, answered }: PromptSides): string | undefined {
  if (recorded === answered) return undefined;
  const options = { context: 3, maxEditLength: 4_000, headerOptions: FILE_HEADERS_ONLY };
  const patch = createTwoFilesPatch(file, file, recorded, answered, 'recorded', 'sent', options);
  return patch?.trimEnd() ?? `--- ${file}\n+++ ${file}\n(too much differs to be shown)`;
}

function recordedText(compared: ComparedCase): string {
  const { golden, index } = compared;
  return textOf(golden, index, golden.recorded ?? [], isKnowledgeKept(compared));
}

function answeredText(compared: ComparedCase): string {
  const { golden, index, answer, differences } = compared;
  if (answer === undefined) return `${headOf(golden, index)}  (no answer)\n`;
  if ('error' in answer) return `${headOf(golden, index)}  (${visibleText(answer.error)})\n`;
  const faults = differences
    .filter(({ kind }) => kind === 'knowledge')
    .map(({ what }) => `  ! ${what}.\n`);
  const text = textOf(golden, index, answer.messages, isKnowledgeKept(compared));
  return text + faults.join('');
}

/** Whether all that shows entries keeps to the rule and stands where it was recorded. */
function isKnowledgeKept({ differences }: ComparedCase): boolean {
  return differences.every(({ kind }) => kind === 'message');
}

function headOf({ api, name }: GoldenCase, index: number): string {
  return `$.cases[${index}] ${api} "${visibleText(name)}"\n`;
}

function textOf(
  golden: GoldenCase,
  index: number,
  messages: readonly PromptMessage[],
  isKept: boolean,
): string {
  const parts = messages.map((message, at) => {
    const lines =
      isKnowledgeContext(message) && isKept
        ? ['(entries of the knowledge base, as the rule asks)']
        : linesOf(message);
    return `${messagePath(index, at)} ${message.role}\n${lines.map((line) => `  ${line}\n`).join('')}`;
  });
  return headOf(golden, index) + parts.join('');
}

/** Spaces at the end of a line show, and so does a carriage return. */
function linesOf({ content }: PromptMessage): string[] {
  return visibleText(content)
    .split('\n')
    .map((line) => {
      const text = line.trimEnd();
      return text + line.slice(text.length).replaceAll(' ', '·');
    });
}
