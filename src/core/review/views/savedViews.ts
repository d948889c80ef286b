import { CodelumiError } from '../../errors.js';
import type { JobContext } from '../../job.js';
import { withAppended, withExchanged } from '../../workspace/changedSettings.js';
import { readConfig } from '../../workspace/config.js';
import { withWorkspaceLock } from '../../workspace/lock.js';
import { CONFIG_FILE } from '../../workspace/paths.js';
import { LONGEST_VIEW_NAME, type SavedView } from '../../workspace/settings/reviewSchema.js';
import { formatQuery } from '../query/formatQuery.js';
import { requireQuery } from '../query/parseQuery.js';

/** What every workspace has: a name and a query, as people save their own. */
export const BUILT_IN_VIEWS: readonly SavedView[] = [
  { name: 'Waiting', query: 'status:waiting' },
  { name: 'Flagged', query: 'status:flagged' },
  { name: 'With findings', query: 'has:findings' },
  { name: 'Gaps', query: 'rule:R4' },
  { name: 'Biggest impact', query: 'status:waiting sort:impact' },
  { name: 'Decided by me', query: 'status:decided reviewer:me' },
];

/** Why a name cannot be given to a view; undefined when it can. An own view of that name is replaced. */
export function viewNameFault(name: string): string | undefined {
  const wanted = name.trim().toLowerCase();
  if (wanted === '') return 'A view needs a name.';
  if (name.trim().length > LONGEST_VIEW_NAME)
    return `A view's name has at most ${LONGEST_VIEW_NAME} characters.`;
  if (!BUILT_IN_VIEWS.some((view) => view.name.toLowerCase() === wanted)) return undefined;
  return `"${name.trim()}" is one of the views that are always there.`;
}

/**
 * Keeps a view in the workspace's settings, so that a team shares it; one of the same name, in any case, is
 * replaced. What else stands in the settings stays, as it is written.
 *
 * @throws CodelumiError `wrong-usage` for a name or query that cannot be, `invalid-input` when the settings
 *   are not valid, `locked`, `not-writable`
 */
export async function saveView(
  context: Omit<JobContext, 'progress'>,
  { name, query }: SavedView,
): Promise<SavedView> {
  const view = { name: name.trim(), query: formatQuery(requireQuery(query)) };
  const fault = viewNameFault(name);
  if (fault !== undefined) throw unusableName(fault);
  const { files } = context;
  return withWorkspaceLock(context, 'save a view', async (lock) => {
    const { review } = await readConfig(files);
    const at = review.views.findIndex(
      (each) => each.name.toLowerCase() === view.name.toLowerCase(),
    );
    const isThere = (await files.stat(CONFIG_FILE)) !== undefined;
    const text = isThere ? Buffer.from(await files.read(CONFIG_FILE)).toString('utf8') : '{}\n';
    const mark = text.startsWith('\ufeff') ? '\ufeff' : '';
    const settings = text.slice(mark.length);
    const changed =
      at < 0
        ? withAppended(settings, ['review', 'views'], view)
        : withExchanged(settings, ['review', 'views', at], view);
    await lock.confirm();
    await files.replace(CONFIG_FILE, mark + changed);
    return view;
  });
}

function unusableName(fault: string): CodelumiError {
  return new CodelumiError({
    reason: 'wrong-usage',
    what: `The view was not saved: ${fault.replace(/\.$/u, '')}`,
    remedy: 'Choose another name.',
  });
}
