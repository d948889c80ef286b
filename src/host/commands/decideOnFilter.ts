import { l10n, type QuickPickItem, window } from 'vscode';
import { CodelumiError } from '../../core/errors.js';
import { type BulkVerdict, namedByFilter, verdictFrom } from '../../core/review/bulkVerdict.js';
import { requireQuery } from '../../core/review/query/parseQuery.js';
import { EVERYTHING, type Query } from '../../core/review/query/query.js';
import { queryWords } from '../../core/review/query/queryWords.js';
import type { ReviewStatus } from '../../core/review/reviewState.js';
import { sumOf } from '../../core/statistics/sumOf.js';
import { printableLine } from '../../shared/printable.js';
import type { FilterInput } from '../../worker/reviewRequests.js';
import type { ReviewPanel } from '../panel/reviewPanel.js';
import { plainMessage } from '../plainMessage.js';
import type { ActiveFilter } from '../review/activeFilter.js';
import { filterInput } from '../review/filterInput.js';
import type { GitIdentity } from '../review/gitIdentity.js';
import type { ReviewDesk } from '../review/reviewDesk.js';
import { requireTrustedRoot } from '../workspace/workspaceFolder.js';
import { VERBS } from './askForDecision.js';
import { askForBulk, countOf, NAMED } from './bulkConfirmation.js';
import { bulkWords, decideBulk, tellDecided } from './bulkResult.js';
import { MOST_AT_ONCE } from './severalCandidates.js';

interface FilterWorld {
  readonly filter: ActiveFilter;
  readonly identity: GitIdentity;
  readonly desk: ReviewDesk;
  readonly panel: ReviewPanel;
}

/** Of a filter in a dialog, in characters. */
const FILTER_LENGTH = 200;

/**
 * "Decide on All in Filter…": one verdict on everything that fits the active filter, as one step. What is counted
 * and confirmed is decided on and nothing else: what changes meanwhile is refused, what comes to fit is not touched.
 */
export async function decideOnFilter(world: FilterWorld): Promise<void> {
  const { panel } = world;
  const wasInPanel = panel.isActive;
  requireTrustedRoot();
  try {
    await decideOnAll(world);
  } finally {
    // The questions took the keyboard out of it.
    if (wasInPanel && panel.isOpen) panel.show();
  }
}

async function decideOnAll({ filter, identity, desk, panel }: FilterWorld): Promise<void> {
  if (filter.query.terms.length === 0) throw nothingFilters();
  const wanted = await filterInput(filter, identity);
  const action = await askVerdict(wanted, desk);
  if (action === undefined) return;
  const bulk = await fittingCandidates(action, wanted, desk);
  const answers = await askForBulk({ action, ...bulk });
  if (answers === undefined) return;
  const { items } = bulk;
  const from = namedByFilter(wanted.query);
  const result = await decideBulk({ action, from, items, ...answers }, desk);
  const words = bulkWords(action, result);
  const isSaid =
    result.decided.length > 0
      ? panel.tell('done', l10n.t('{0} Undo takes that back.', words))
      : panel.tell('refused', words);
  tellDecided(action, result, isSaid);
}

/** Only those that there is something for; undefined when the reviewer went away or nothing fits. */
async function askVerdict(filter: FilterInput, desk: ReviewDesk): Promise<BulkVerdict | undefined> {
  const { counts } = await desk.matching({ filter, limit: 0 });
  const words = printableLine(filter.query, FILTER_LENGTH);
  const rows = verdictRows(counts, requireQuery(filter.query));
  if (rows.length === 0) {
    window.showInformationMessage(plainMessage(l10n.t('No candidate fits the filter {0}.', words)));
    return undefined;
  }
  const picked = await window.showQuickPick(rows, {
    title: l10n.t('Decide on All in Filter'),
    placeHolder: l10n.t('{0} fit {1}', countOf(sumOf(Object.values(counts))), words),
    ignoreFocusOut: true,
  });
  return picked?.action;
}

/** The verdicts that at least one candidate can get, each with how many. */
export function verdictRows(
  counts: Readonly<Record<ReviewStatus, number>>,
  query: Query = EVERYTHING,
): (QuickPickItem & { readonly action: BulkVerdict })[] {
  const verdicts = Object.entries(VERBS) as [BulkVerdict, string][];
  return verdicts.flatMap(([action, verb]) => {
    const statuses = verdictFrom(action, query).filter((status) => counts[status] > 0);
    if (statuses.length === 0) return [];
    const label = `${verb} ${countOf(sumOf(statuses.map((status) => counts[status])))}`;
    return [{ label, description: statuses.join(', '), action }];
  });
}

/** What exactly a verdict on everything that fits would be about, and what is to be said of that. */
export async function fittingCandidates(
  action: BulkVerdict,
  filter: FilterInput,
  desk: Pick<ReviewDesk, 'matching' | 'summaries'>,
) {
  const statuses = verdictFrom(action, requireQuery(filter.query));
  const matching = await desk.matching({ filter, statuses, limit: MOST_AT_ONCE });
  const items = matching.candidates.map(({ candidate, fingerprint, on }) => ({
    candidate,
    fingerprint,
    on,
  }));
  if (items.length === 0) throw noneLeft();
  const first = await desk.summaries(items.slice(0, NAMED).map(({ candidate }) => candidate));
  const unfit = sumOf(Object.values(matching.counts)) - matching.count;
  const left = matching.count - items.length;
  const notes = [
    l10n.t('Everything that fits the filter {0}', printableLine(filter.query, FILTER_LENGTH)),
    `(${printableLine(queryWords(requireQuery(filter.query)), FILTER_LENGTH)}).`,
    l10n.t('It is one step, which undo takes back.'),
    ...(unfit > 0
      ? [
          l10n.t(
            '{0} more fit and are left as they are: their status does not.',
            unfit.toLocaleString('en'),
          ),
        ]
      : []),
    ...(left > 0 ? [l10n.t('{0} more are left for another time.', left.toLocaleString('en'))] : []),
  ];
  return { items, count: items.length, first, notes };
}

function nothingFilters(): CodelumiError {
  return new CodelumiError({
    reason: 'wrong-usage',
    what: l10n.t('No filter is active, so everything would be decided on'),
    remedy: l10n.t('Say with “Filter Candidates” which candidates you mean.'),
  });
}

function noneLeft(): CodelumiError {
  return new CodelumiError({
    reason: 'changed-meanwhile',
    what: l10n.t('No candidate that fits the filter can get this verdict any more'),
    remedy: l10n.t('Look at the queue again; nothing was written.'),
  });
}
