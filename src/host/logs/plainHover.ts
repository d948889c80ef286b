import { MarkdownString } from 'vscode';
import { plainMarkdown } from './plainMarkdown.js';

/** A hover that says sentences of plain text. All of it is escaped: most of it comes from a log. */
export function plainHover(title: string, points: readonly string[]): MarkdownString {
  const markdown = new MarkdownString(`**${plainMarkdown(title)}**\n\n`);
  for (const point of points) markdown.appendMarkdown(`- ${plainMarkdown(point)}\n`);
  markdown.isTrusted = false;
  markdown.supportHtml = false;
  markdown.supportThemeIcons = false;
  return markdown;
}
