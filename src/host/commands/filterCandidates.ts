import { type InputBoxValidationMessage, InputBoxValidationSeverity, l10n, window } from 'vscode';
import { parseQuery, requireQuery } from '../../core/review/query/parseQuery.js';
import { EVERYTHING } from '../../core/review/query/query.js';
import { describeQueryFault } from '../../core/review/query/queryFault.js';
import { FILTER_EXAMPLES, SORT_WORDS } from '../../shared/filterWords.js';
import type { ReviewPanel } from '../panel/reviewPanel.js';
import type { ActiveFilter } from '../review/activeFilter.js';

/**
 * "Filter Candidates": asks for a filter and shows what fits in the panel.
 * @param given a filter, where somebody asks by an argument
 */
export async function filterCandidates(
  filter: ActiveFilter,
  panel: ReviewPanel,
  given?: unknown,
): Promise<void> {
  const text = typeof given === 'string' ? given : await askForFilter(filter);
  if (text === undefined) return;
  const query = requireQuery(text);
  panel.show();
  await filter.set(query, 'elsewhere');
}

function askForFilter(filter: ActiveFilter): Thenable<string | undefined> {
  return window.showInputBox({
    title: l10n.t('Filter Candidates'),
    prompt: l10n.t('Words, or {0}', FILTER_EXAMPLES.join('  ')),
    value: filter.text,
    validateInput: faultIn,
    ignoreFocusOut: true,
  });
}

/** "Clear Candidate Filter": everything again, in the order of the queue. */
export async function clearFilter(filter: ActiveFilter): Promise<void> {
  await filter.set(EVERYTHING, 'elsewhere');
}

/** "Change Candidate Order": the next order; the panel shows which. */
export async function changeOrder(filter: ActiveFilter): Promise<void> {
  await filter.nextSort('elsewhere');
  window.setStatusBarMessage(`Candidates: ${SORT_WORDS[filter.query.sort]}`, 4_000);
}

function faultIn(text: string): InputBoxValidationMessage | undefined {
  const parsed = parseQuery(text);
  if (parsed.ok) return undefined;
  return { message: describeQueryFault(parsed.fault), severity: InputBoxValidationSeverity.Error };
}
