/** The version of the lines of every journal, `v`, that this version of the product writes and reads. */
const KNOWN_VERSION = 1;

/**
 * Why a line of a journal does not count whose shape is not known, and what to do, as the rest of a sentence: of a line
 * that a newer version of the product wrote beside this one, to update.
 *
 * @param what with its article, such as "a decision"
 */
export function unknownLine(value: Readonly<Record<string, unknown>>, what: string): string {
  const { v } = value;
  if (typeof v === 'number' && v > KNOWN_VERSION)
    return `${what} that a newer version of CodeLumi wrote (version ${v} of the format); it does not count here until CodeLumi is updated`;
  return `not ${what} of a known kind; it does not count`;
}
