import { throwIfCancelled } from '../errors.js';
import type { JobContext } from '../job.js';
import { splitLines } from '../records/lineSplitter.js';
import { foldedWords } from '../screening/erasure/foldedWords.js';
import { type HowWritten, howWritten, type WordMatcher } from '../screening/erasure/soughtText.js';

/** A line that holds what is looked for. */
export interface FoundLine {
  /** From 1; undefined: in the name of the file, or in a file without lines. */
  readonly line: number | undefined;
  readonly how: HowWritten;
  /** The candidate or entry that the line is about, as it says itself. */
  readonly id: string | undefined;
}

const MASKED = '•••';
const MOST_LINE_BYTES = 16 * 1024 * 1024;
/** The ids of our own records stand within this many characters of their beginning. */
const ID_WITHIN = 400;
const ID = /"(?:id|candidate)":"([^"\\]{1,200})"/u;
/** A model is a few megabytes; one that is larger is none that we know. */
const MOST_MODEL_BYTES = 64 * 1024 * 1024;

/**
 * The lines of a file that hold what is looked for.
 * @param tooLong is told of lines that are too long to be searched
 */
export async function* searchLines(
  { files, signal }: Pick<JobContext, 'files' | 'signal'>,
  file: string,
  matches: WordMatcher,
  tooLong: (line: number) => void,
): AsyncGenerator<FoundLine> {
  if (matches(foldedWords(file))) yield { line: undefined, how: 'plain', id: undefined };
  for await (const { line, bytes } of splitLines(files.readChunks(file), MOST_LINE_BYTES)) {
    throwIfCancelled(signal);
    if (bytes === undefined) {
      tooLong(line);
      continue;
    }
    const text = bytes.toString('utf8');
    const how = howWritten(text, matches);
    if (how !== undefined) yield { line, how, id: idIn(text, matches) };
  }
}

/** An id may be made of a name. */
function idIn(line: string, matches: WordMatcher): string | undefined {
  const id = ID.exec(line.slice(0, ID_WITHIN))?.[1];
  return id === undefined ? undefined : maskedId(id, matches);
}

/** An id as it may be told: not where it names who is looked for. */
export function maskedId(id: string, matches: WordMatcher): string {
  return matches(foldedWords(id)) ? MASKED : id;
}

/**
 * Whether the vocabulary of a binary model holds what is looked for: terms of one or two words in a row, as
 * TF-IDF keeps them. A model is never run, so its bytes are looked at.
 *
 * @param sought each way in which it is written, as words in a row
 */
export async function modelHolds(
  { files }: Pick<JobContext, 'files'>,
  file: string,
  sought: readonly (readonly string[])[],
): Promise<boolean> {
  const stat = await files.stat(file);
  if (stat === undefined || stat.size > MOST_MODEL_BYTES) return false;
  const bytes = Buffer.from(await files.read(file));
  return sought.some((words) => {
    const terms = termsOf(words);
    return terms.length > 0 && terms.every((term) => bytes.includes(term));
  });
}

/** Vectorizers drop words of one letter. */
function termsOf(words: readonly string[]): string[] {
  const long = words.filter((word) => word.length > 1);
  if (long.length === 1) return long.filter((word) => word.length > 3);
  return long.slice(1).map((word, index) => `${long[index]} ${word}`);
}
