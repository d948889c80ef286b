import { figureOf } from './figure.js';
import type { Plot } from './plot.js';
import type { PlotData } from './plotData.js';
import { newestLines } from './plotSources.js';

const MOST = 12;

/** Who decided how much, and how. */
export function reviewerThroughput({ measures: { reviewers, decided } }: PlotData): Plot {
  const total = (each: (typeof reviewers)[number]) => each.accepted + each.rejected + each.flagged;
  const shown = reviewers.toSorted((a, b) => total(b) - total(a)).slice(0, MOST);
  const decisions = newestLines(decided.flatMap(({ source }) => source));
  const lately = reviewers.reduce((sum, each) => sum + each.lately, 0);
  return {
    id: 'reviewers',
    title: 'Decisions by reviewer',
    says:
      shown.length === 0
        ? 'Nobody has decided anything.'
        : `${figureOf(reviewers.length, 'person has', 'people have')} decided; ${figureOf(lately, 'decision')} in the last seven days.`,
    shape: 'rows',
    x: { title: 'Reviewer', labels: shown.map(({ reviewer }) => withoutAddress(reviewer)) },
    y: { title: 'Decisions', unit: 'count' },
    series: [
      { name: 'Accepted', role: 'plain', values: shown.map(({ accepted }) => accepted) },
      { name: 'Rejected', role: 'plain', values: shown.map(({ rejected }) => rejected) },
      { name: 'Flagged', role: 'plain', values: shown.map(({ flagged }) => flagged) },
    ],
    marks: [],
    sources: shown.map(() => decisions),
  };
}

/** `Ada <ada@…>` as `Ada`: an address has no place in a picture that is shown around. */
function withoutAddress(reviewer: string): string {
  const bracket = reviewer.indexOf(' <');
  return bracket < 1 ? reviewer : reviewer.slice(0, bracket);
}
