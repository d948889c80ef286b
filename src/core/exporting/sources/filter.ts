import { CodelumiError } from '../../errors.js';
import type { JobContext } from '../../job.js';
import { folded } from '../../review/query/foldedText.js';
import { requireQuery } from '../../review/query/parseQuery.js';
import { loadQueue } from '../../review/queue.js';

/** The ids of the candidates that a filter of the queue takes; undefined: there is no filter. */
export async function filteredIds(
  context: JobContext,
  filter: string | undefined,
): Promise<ReadonlySet<string> | undefined> {
  if (filter === undefined) return undefined;
  const query = requireQuery(filter);
  const me = await context.actor?.();
  const { candidates } = await loadQueue({ query, ...(me && { me }) }, context);
  return new Set(candidates.map(({ id }) => id));
}

/**
 * The same of texts alone: entries of a snapshot have no status and no findings.
 * @throws CodelumiError `wrong-usage` for a filter that asks for more than words
 */
export function wordsTest(filter: string | undefined): (texts: readonly string[]) => boolean {
  if (filter === undefined) return () => true;
  const tests = requireQuery(filter).terms.map(({ not, condition }) => {
    if (condition.key !== 'text') throw onlyWords();
    const needle = folded(condition.text);
    return (text: string) => text.includes(needle) !== not;
  });
  return (texts) => {
    const text = folded(texts.join('\n'));
    return tests.every((test) => test(text));
  };
}

function onlyWords(): CodelumiError {
  return new CodelumiError({
    reason: 'wrong-usage',
    what: 'Entries of a snapshot are filtered by words only',
    remedy: 'Give words or "words in quotes", or export from accepted.',
  });
}
