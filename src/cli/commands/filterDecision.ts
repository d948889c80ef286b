import { type Command, Option } from 'commander';
import { CodelumiError } from '../../core/errors.js';
import type { JobContext } from '../../core/job.js';
import { type BulkVerdict, canGet, namedByFilter } from '../../core/review/bulkVerdict.js';
import type { CandidateSummary } from '../../core/review/candidateSummary.js';
import { readDecideItems } from '../../core/review/decideItems.js';
import {
  type DecidedMany,
  type DecideManyRequest,
  decideMany,
} from '../../core/review/decideMany.js';
import { formatQuery } from '../../core/review/query/formatQuery.js';
import { requireQuery } from '../../core/review/query/parseQuery.js';
import { loadQueue } from '../../core/review/queue.js';
import { filesReader } from '../../core/review/reviewReader.js';
import { EXIT } from '../exitCode.js';
import { viewingIn } from '../viewing.js';

export interface FilterOptions {
  readonly query?: string;
  readonly yes?: boolean;
  readonly dryRun?: boolean;
}

/** What a verdict on everything that fits would be about. Nothing was decided. */
export interface FilterPreview {
  readonly action: BulkVerdict;
  /** In its one written form. */
  readonly query: string;
  /** How many fit. */
  readonly matching: number;
  /** How many of them can get the verdict. */
  readonly count: number;
  /** Of these the first, or all where that was asked for. */
  readonly candidates: readonly CandidateSummary[];
  /** What has to be said to have it done; null where only the list was asked for. */
  readonly needs: '--yes' | null;
}

/** Without a yes so many are shown. */
const SHOWN = 10;

export function withFilter(command: Command): Command {
  return command
    .option('--query <query>', 'decide on everything that fits this filter, as one step')
    .option('--yes', 'with --query: do it; else only how many and the first ones are said')
    .addOption(
      new Option(
        '--dry-run',
        'with --query: list all it would be about, and decide nothing',
      ).conflicts('yes'),
    );
}

/** Whether anything was said that only a filter makes sense of. */
export function isByFilter({ query, yes, dryRun }: FilterOptions): boolean {
  return query !== undefined || yes === true || dryRun === true;
}

/** @throws CodelumiError `wrong-usage` where candidates are named both ways, or not at all */
export function requireOneWay(
  action: BulkVerdict,
  ids: readonly string[],
  { query, yes, dryRun }: FilterOptions,
): void {
  const isLost = query === undefined && (yes === true || dryRun === true);
  if (!isLost && ids.length > 0 !== (query !== undefined)) return;
  throw new CodelumiError({
    reason: 'wrong-usage',
    what: isLost
      ? '--yes and --dry-run go with --query'
      : 'Candidates are named by ids or by --query',
    remedy: `Name ids, or a filter and look at what fits first: codelumi review ${action} --query '${FILTERS[action]}' --dry-run; then --yes does it.`,
  });
}

/** One that makes sense with each. */
const FILTERS: Readonly<Record<BulkVerdict, string>> = {
  accept: 'status:pending docker',
  reject: 'status:pending finding:pii',
  flag: 'status:pending has:findings',
  reopen: 'status:rejected reviewer:me',
};

/** One verdict on everything that fits and can get it; without a yes, what that would be. */
export async function decideOnMatching(
  context: JobContext,
  verdict: Omit<DecideManyRequest, 'items'>,
  { query: text, yes, dryRun }: FilterOptions & { readonly query: string },
): Promise<DecidedMany | FilterPreview> {
  const { action, reviewer } = verdict;
  const query = requireQuery(text);
  if (query.terms.length === 0) throw takesEverything();
  const { candidates, matching } = await loadQueue({ query, me: reviewer }, context);
  const fitting = candidates.filter((each) => canGet(action, each));
  const written = formatQuery(query);
  if (yes !== true) {
    if (dryRun !== true) process.exitCode = EXIT.wrongUsage;
    return {
      action,
      query: written,
      matching,
      count: fitting.length,
      candidates: dryRun === true ? fitting : fitting.slice(0, SHOWN),
      needs: dryRun === true ? null : '--yes',
    };
  }
  const reader = filesReader(context);
  const { items, refused } = await readDecideItems(
    reader,
    fitting.map(({ id }) => id),
    await viewingIn(context, verdict),
  );
  if (items.length === 0) return { step: undefined, decided: [], refused };
  const from = namedByFilter(written);
  const done = await decideMany(context, { ...verdict, from, items }, reader);
  return { ...done, refused: [...refused, ...done.refused] };
}

function takesEverything(): CodelumiError {
  return new CodelumiError({
    reason: 'wrong-usage',
    what: 'This filter takes everything',
    remedy: 'Say which candidates you mean, such as status:pending; see docs/filtering.md.',
  });
}
