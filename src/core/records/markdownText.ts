/** A fence that nothing in these lines closes (CommonMark §4.5). At least three backticks. */
export function fenceFor(lines: readonly string[]): string {
  const longest = lines.reduce((most, line) => Math.max(most, longestRun(line)), 2);
  return '`'.repeat(longest + 1);
}

/**
 * One line as a code span that nothing in it ends. In a code span nothing is markup, and forges make no
 * mentions, links or references of it.
 */
export function codeSpan(line: string): string {
  if (line.trim() === '') return '` `';
  const ticks = '`'.repeat(longestRun(line) + 1);
  return `${ticks} ${line} ${ticks}`;
}

/**
 * The same in a cell of a table, where a bar would begin the next cell even in a code span. A backslash right before a bar
 * is parted from it: readers of Markdown do not agree on what two backslashes and a bar are.
 */
export function codeCell(line: string): string {
  return codeSpan(line)
    .replaceAll(/\\(?=\|)/gu, '\\ ')
    .replaceAll('|', '\\|');
}

function longestRun(line: string): number {
  let [longest, run] = [0, 0];
  for (const character of line) {
    run = character === '`' ? run + 1 : 0;
    longest = Math.max(longest, run);
  }
  return longest;
}
