/** CommonMark §2.4: any of them may be escaped, and then means nothing but itself. */
const PUNCTUATION = /[!-/:-@[-`{-~]/gu;

/**
 * One line of plain text as Markdown that shows exactly it: no emphasis, no HTML, and no links, also
 * none that Markdown would make of a bare address.
 */
export function plainMarkdown(line: string): string {
  return line.replaceAll(/\s+/gu, ' ').replaceAll(PUNCTUATION, '\\$&');
}
