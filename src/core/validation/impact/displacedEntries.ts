import { compareBytes } from '../../records/byteOrder.js';
import { type ComparedQuery, SHOWN } from './compareRankings.js';
import type { Displaced, NamedEntry } from './impactPreview.js';

const MOST_LISTED = 20;

type Compared = Pick<ComparedQuery, 'before' | 'after'>;

/**
 * The entries that are among the first ten now and then are not, but for those whose place is taken on purpose.
 * @param own the candidate's own questions
 */
export function displacedEntries(
  { own, holdout }: { readonly own: readonly Compared[]; readonly holdout: readonly Compared[] },
  gone: ReadonlySet<string>,
  nameOf: (id: string) => NamedEntry,
): { readonly displaced: readonly Displaced[]; readonly displacedCount: number } {
  const tallies = new Map<string, Omit<Displaced, keyof NamedEntry>>();
  const add = (id: string, more: Partial<Omit<Displaced, keyof NamedEntry>>) => {
    const { ownQuestions, holdoutQueries, rightFor } = tallies.get(id) ?? NOTHING;
    tallies.set(id, {
      ownQuestions: ownQuestions + (more.ownQuestions ?? 0),
      holdoutQueries: holdoutQueries + (more.holdoutQueries ?? 0),
      rightFor: rightFor + (more.rightFor ?? 0),
    });
  };
  for (const each of own) for (const id of leaving(each, gone)) add(id, { ownQuestions: 1 });
  for (const each of holdout) {
    for (const id of leaving(each, gone)) {
      const isRight = (each.before.judgements.get(id) ?? 0) > 0;
      add(id, { holdoutQueries: 1, rightFor: isRight ? 1 : 0 });
    }
  }
  const displaced = [...tallies]
    .map(([id, tally]) => ({ ...nameOf(id), ...tally }))
    .sort((a, b) => weightOf(b) - weightOf(a) || compareBytes(a.id, b.id));
  return { displaced: displaced.slice(0, MOST_LISTED), displacedCount: displaced.length };
}

const NOTHING = { ownQuestions: 0, holdoutQueries: 0, rightFor: 0 };

function weightOf({ ownQuestions, holdoutQueries }: Displaced): number {
  return ownQuestions + holdoutQueries;
}

function leaving({ before, after }: Compared, gone: ReadonlySet<string>): string[] {
  const stay = new Set(after.hits.slice(0, SHOWN).map(({ id }) => id));
  return before.hits
    .slice(0, SHOWN)
    .map(({ id }) => id)
    .filter((id) => !stay.has(id) && !gone.has(id));
}
