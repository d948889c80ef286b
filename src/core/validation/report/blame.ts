import type { Blame } from '../bisect/bisect.js';
import type { Change } from '../versions/changes.js';
import type { ReportedBlame } from './validationReport.js';

/** Whom a failure is owed to, as a report says it; null where nobody was looked for. */
export function blameOf(blame: Blame | undefined): ReportedBlame | null {
  if (blame === undefined) return null;
  const { gates, unexplained, explanation } = blame;
  const { items = [], isSmallest = false } = explanation ?? {};
  const changes = items.map(changeOf);
  const candidates = changes.flatMap(({ acceptances }) =>
    acceptances.map((each) => each.candidate),
  );
  return {
    gates: [...gates],
    unexplained: [...unexplained],
    changes,
    candidates: [...new Set(candidates)].sort(),
    is_smallest: isSmallest,
    words: [...explainedWords(blame), ...unexplainedWords(blame)].join(' '),
  };
}

function changeOf({ entries, acceptances }: Change): ReportedBlame['changes'][number] {
  return {
    entries: entries.map(({ id }) => id),
    acceptances: acceptances.map(({ candidate, decision }) => ({ candidate, decision })),
  };
}

function explainedWords({ gates, explanation }: Blame): string[] {
  if (explanation === undefined) return [];
  const { items, isSmallest } = explanation;
  const changes = items.length === 1 ? 'this one change' : `these ${items.length} changes`;
  const smaller = isSmallest ? 'no fewer would do' : 'none of them can be spared';
  return [`Without ${changes} ${gates.join(', ')} would be as good as before; ${smaller}.`];
}

function unexplainedWords({ unexplained }: Blame): string[] {
  if (unexplained.length === 0) return [];
  return [
    `${unexplained.join(', ')}: no better without any change of the knowledge base, so it is the reranker, it was so before, or there are too few queries.`,
  ];
}
