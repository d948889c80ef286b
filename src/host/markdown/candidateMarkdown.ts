import { l10n } from 'vscode';
import { printable } from '../../shared/printable.js';
import { candidateSections, type ToldReview } from '../records/candidateSections.js';

/**
 * A candidate as Markdown to read. Whatever comes from a log stands in a fence that it cannot close: nothing in it is
 * a link, markup or code that runs, and it reads the same as text.
 * @param review with masks where secrets stand
 */
export function candidateMarkdown(review: ToldReview): string {
  const { candidate, state } = review;
  const { query, assistant_output } = state.text;
  const original = state.edited
    ? [
        ...textPart(l10n.t('Question as mined'), candidate.query),
        ...textPart(l10n.t('Answer as mined'), candidate.assistant_output),
      ]
    : [];
  const parts = [
    `# ${candidate.id}`,
    ...textPart('Question', query),
    ...textPart('Answer', assistant_output),
    ...original,
    ...(candidate.metadata.variants ?? []).flatMap((variant) =>
      textPart(l10n.t('Also asked as'), variant),
    ),
    ...candidateSections(review).flatMap(({ heading, points }) => [
      `## ${heading}`,
      fenced(points.map((point) => `- ${point}`).join('\n')),
    ]),
  ];
  return `${parts.join('\n\n')}\n`;
}

function textPart(heading: string, text: string): string[] {
  return [`## ${heading}`, fenced(printable(text))];
}

/** CommonMark §4.5: a fence is closed only by one at least as long. */
export function fenced(text: string): string {
  const longest = Math.max(2, ...(text.match(/`+/gu) ?? []).map(({ length }) => length));
  const fence = '`'.repeat(longest + 1);
  return `${fence}text\n${text}\n${fence}`;
}
