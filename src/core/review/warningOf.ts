/** Several things that did not work beside what was decided, as one text; undefined where all did. */
export function warningOf(...warnings: readonly (string | undefined)[]): string | undefined {
  const said = [...new Set(warnings.filter((warning) => warning !== undefined))];
  return said.length === 0 ? undefined : said.join('\n');
}
