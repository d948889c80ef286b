import type { CandidateText } from '../records/candidate.js';

/** The byte pair encoding that is counted with; any names a like number, none the number of every model. */
export const ENCODING = 'cl100k_base';

export interface TokenCounts {
  readonly encoding: string;
  readonly query: number;
  readonly assistant_output: number;
}

/**
 * Merging the bytes of one unbroken run takes time in the square of its length, in every library.
 * Longer runs are cut: they are keys and pasted data, and one token more in a few dozen is no harm.
 */
const LONGEST_RUN = 256;

/** Loads the encoding's tables, once. */
export async function tokenCounter(): Promise<(text: string) => number> {
  const tokenizer = await import('gpt-tokenizer/encoding/cl100k_base');
  // What looks like a control token is text from a log.
  const asText = { allowedSpecial: new Set<string>(), disallowedSpecial: new Set<string>() };
  return (text) =>
    stretchesOf(text).reduce((sum, each) => sum + tokenizer.countTokens(each, asText), 0);
}

/** Counts tokens of question and answer. */
export async function countTokens({
  query,
  assistant_output,
}: CandidateText): Promise<TokenCounts> {
  const count = await tokenCounter();
  return { encoding: ENCODING, query: count(query), assistant_output: count(assistant_output) };
}

/** The text in pieces, normally one, none with a longer run of white space or of anything else. */
function stretchesOf(text: string): string[] {
  const stretches: string[] = [];
  let start = 0;
  for (const { 0: run, index } of text.matchAll(/\s+|\S+/gu)) {
    for (let at = LONGEST_RUN; at < run.length; at += LONGEST_RUN) {
      stretches.push(text.slice(start, index + at));
      start = index + at;
    }
  }
  stretches.push(text.slice(start));
  return stretches;
}
