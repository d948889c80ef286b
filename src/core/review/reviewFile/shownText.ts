import type { CandidateText } from '../../records/candidate.js';
import { sha256 } from '../../records/sha256.js';
import { visibleText } from '../../records/visibleText.js';

/**
 * A text as it stands in a review file. Line ends are line feeds, and what would be unseen is written out: so
 * no editor and no Git changes a character of it.
 */
export function shownText(text: string): string {
  return visibleText(text.replaceAll('\r\n', '\n'));
}

/** Whether an edit of what is shown says how the whole text is to be: nothing in it is written otherwise. */
export function isShownAsItIs(text: string): boolean {
  return shownText(text) === text;
}

/** Many editors take white space at the end of lines away, and lines at the end of a file: no edit. */
export function isSameShown(one: string, other: string): boolean {
  return one === other || withoutEnds(one) === withoutEnds(other);
}

function withoutEnds(text: string): string {
  return text
    .split('\n')
    .map((line) => line.trimEnd())
    .join('\n')
    .trimEnd();
}

/** The same for texts that `isSameShown` takes for the same. */
export function shownDigest({ query, assistant_output }: CandidateText): string {
  return sha256(JSON.stringify([withoutEnds(query), withoutEnds(assistant_output)]));
}
