import { CodelumiError, wrongUsage } from '../errors.js';
import type { ScreeningPolicy } from '../screening/recogniser.js';
import { screenText } from '../screening/screenText.js';
import { mayBePrivate } from '../screening/textFinding.js';

/** Longer ones belong in a document of their own. */
const LONGEST = 4_000;

/**
 * A journal cannot be cleaned afterwards, so nothing private may get into it with a comment.
 * @throws CodelumiError `checks-missing` naming what was found, `wrong-usage` when it says nothing
 */
export function requireFitComment(text: string | undefined, policy: ScreeningPolicy): void {
  if (text === undefined || text.trim() === '')
    throw wrongUsage('The comment is empty', 'Write what you want to say.');
  if (text.length > LONGEST)
    throw wrongUsage(`The comment is longer than ${LONGEST} characters`, 'Say it shorter.');
  const found = screenText({ query: '', assistant_output: text }, policy).filter(
    (finding) => finding.field === 'assistant_output' && mayBePrivate(finding),
  );
  const [first] = found;
  if (first === undefined) return;
  const rules = [...new Set(found.map(({ rule }) => rule))].join(', ');
  throw new CodelumiError({
    reason: 'checks-missing',
    what: `The comment was not written, because journals keep it for ever: ${rules}: ${first.message.replace(/\.$/u, '')}`,
    remedy: 'Take it out, and send the comment again.',
  });
}
