import { CHECKLIST_ITEMS } from '../../records/decision.js';
import { fenceFor } from '../../records/markdownText.js';
import {
  CHECK_LABELS,
  headLine,
  itemPrefix,
  MARK_END,
  type ReviewFileItem,
  TICKED_VERDICTS,
  VERDICT_LABELS,
} from './reviewFile.js';
import { shownText } from './shownText.js';

export interface ReviewFileHead {
  readonly day: string;
  /** 32 hexadecimal digits that no candidate holds. */
  readonly nonce: string;
  /** How many more wait that day and are not in the file. */
  readonly left: number;
}

/**
 * A day's candidates as Markdown that a person can tick in any editor, or on a forge. Text from logs stands in
 * fences that it cannot close, or in quoted lines that nobody reads back.
 */
export function writeReviewFile(
  { day, nonce, left }: ReviewFileHead,
  items: readonly ReviewFileItem[],
): string {
  const head = [
    headLine(nonce),
    '',
    `# Review of ${day}`,
    '',
    'Tick **one** of Accept, Reject and Flag for each, or none to decide later. To accept, tick the four checks',
    'below it as well, each only if it is true. Question and answer may be mended where they stand, inside their',
    'fences; say why under Reason. Leave everything else as it is.',
    '',
    `Then read it in: \`codelumi review import\` with the name of this file, or **Import Review File** in VS Code.`,
    ...(left === 0 ? [] : ['', `${left} more wait that day; export again when these are decided.`]),
  ];
  const parts = items.map((item, index) => itemLines(item, index + 1, nonce));
  return `${[head, ...parts].map((lines) => lines.join('\n')).join('\n\n')}\n`;
}

function itemLines({ key, text, notes }: ReviewFileItem, number: number, nonce: string): string[] {
  return [
    `${itemPrefix(nonce)}${JSON.stringify(key)}${MARK_END}`,
    '',
    `## ${number}. ${key.candidate}`,
    '',
    ...TICKED_VERDICTS.map((verdict) => `- [ ] ${VERDICT_LABELS[verdict]}`),
    '',
    'Checks:',
    '',
    ...CHECKLIST_ITEMS.map((item) => `- [ ] ${CHECK_LABELS[item]}`),
    '',
    ...notes.map((note) => `> ${note}`),
    ...(notes.length === 0 ? [] : ['']),
    ...fencedPart('reason', ''),
    '',
    ...fencedPart('question', text.query),
    '',
    ...fencedPart('answer', text.assistant_output),
  ];
}

/** At least four backticks: people write three into answers. */
function fencedPart(name: string, text: string): string[] {
  const lines = shownText(text).split('\n');
  const fence = fenceFor(['```', ...lines]);
  return [`${PART_TITLES[name]}:`, '', `${fence}text ${name}`, ...lines, fence];
}

export const PART_TITLES: Readonly<Record<string, string>> = {
  reason: 'Reason',
  question: 'Question',
  answer: 'Answer',
};
