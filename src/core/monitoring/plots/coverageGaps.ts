import { figureOf } from './figure.js';
import type { Plot } from './plot.js';
import type { PlotData } from './plotData.js';

const MOST = 12;

/** Groups of searches that mean the same and found nothing. What was asked may be private: the rows have it. */
export function coverageGaps({ measures: { gaps } }: PlotData): Plot {
  const shown = gaps.toSorted((a, b) => b.searches - a.searches).slice(0, MOST);
  return {
    id: 'coverage-gaps',
    title: 'Questions without a hit',
    says:
      shown.length === 0
        ? 'No questions that mean the same went without a hit.'
        : `${figureOf(gaps.length, 'group')} of searches that mean the same and found nothing${gaps.length > shown.length ? `; the ${shown.length} largest` : ''}. Open the rows to see what was asked.`,
    shape: 'rows',
    x: { title: 'Group', labels: shown.map((_, index) => `Group ${index + 1}`) },
    y: { title: 'Searches', unit: 'count' },
    series: [{ name: 'Searches', role: 'plain', values: shown.map(({ searches }) => searches) }],
    marks: [],
    sources: shown.map(({ sources }) => sources.slice(-8).reverse()),
  };
}
