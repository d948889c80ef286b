import type { Plot } from './plot.js';
import type { PlotData } from './plotData.js';

/** From lines of logs to what users get. */
export function funnel({ measures }: PlotData): Plot {
  const isEmpty = measures.funnel.every(({ count }) => count === 0);
  const steps = isEmpty ? [] : measures.funnel;
  return {
    id: 'funnel',
    title: 'From log lines to users',
    says: isEmpty
      ? 'Nothing has been read, mined or released.'
      : 'How much of what users did became knowledge, step by step.',
    shape: 'rows',
    x: { title: 'Step', labels: steps.map(({ step }) => step) },
    y: { title: 'Count', unit: 'count' },
    series: [{ name: 'Count', role: 'plain', values: steps.map(({ count }) => count) }],
    marks: [],
    sources: steps.map(() => []),
  };
}
