import type { Match, Recogniser, TextPolicy } from '../recogniser.js';
import { ScannedText } from '../scannedText.js';
import { codeIn } from '../text/textParts.js';
import { modelInstruction } from './modelInstruction.js';

/** Longer ones are looked at in part; where they end does not matter. */
const LONGEST = 4_000;
/** Ordinary comments speak of the text; these speak to whoever reads it for somebody else. */
const SPEAKS_TO_MODEL =
  /\b(?:ai|llm|assistant|chatbot|language model|system prompt|instructions?|jailbreak|recommend|do not (?:tell|mention|reveal|show))\b/u;
/** `[//]: # (comment)`, the other way to hide a line in Markdown. */
const LINE_COMMENT =
  /(?:^|\n) {0,3}\[(?:\/\/|comment|_)\]: {1,4}(?:#|<>) {0,4}([("'][^\n]{1,2000})/gu;

const LINE_COMMENT_MARKS = ['[//]: ', '[comment]: ', '[_]: '];

/** Comments that no reader sees when the answer is rendered, and that tell a model what to do. */
export const hiddenComment: Recogniser = {
  rule: 'hidden-comment',
  version: 1,
  kind: 'hostile',
  severity: 'warning',
  description: 'An instruction in a comment that nobody sees when the answer is shown.',
  // What is escaped is shown and does nothing.
  seesThrough: false,
  find({ text }, policy) {
    const comments = [...commentsIn(text), ...lineCommentsIn(text)];
    if (comments.length === 0) return [];
    const code = codeIn(text);
    return comments
      .filter(({ start }) => !code.holds(start))
      .flatMap(({ start, end }) => judged(text, start, end, policy))
      .sort((a, b) => a.start - b.start);
  },
};

interface Span {
  readonly start: number;
  readonly end: number;
}

function commentsIn(text: string): Span[] {
  const spans: Span[] = [];
  for (let start = text.indexOf('<!--'); start >= 0; ) {
    const length = text.slice(start, start + LONGEST).indexOf('-->');
    const end = length < 0 ? Math.min(text.length, start + LONGEST) : start + length + 3;
    spans.push({ start, end });
    start = text.indexOf('<!--', end);
  }
  return spans;
}

function lineCommentsIn(text: string): Span[] {
  if (!LINE_COMMENT_MARKS.some((mark) => text.includes(mark))) return [];
  return Array.from(text.matchAll(LINE_COMMENT), ({ index, 0: line }) => ({
    start: index + line.length - line.trimStart().length,
    end: index + line.length,
  }));
}

function judged(text: string, start: number, end: number, policy: TextPolicy): Match[] {
  const comment = new ScannedText(text.slice(start, end));
  const isInstruction = modelInstruction.find(comment, policy).length > 0;
  if (!isInstruction && !SPEAKS_TO_MODEL.test(comment.lower)) return [];
  const score = isInstruction ? 0.97 : 0.7;
  return [
    {
      start,
      end,
      score,
      message: 'A comment that nobody sees when the answer is shown tells a model what to do.',
      replacement: '',
    },
  ];
}
