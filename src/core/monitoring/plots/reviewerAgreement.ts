import { figure } from './figure.js';
import type { Plot } from './plot.js';
import type { PlotData } from './plotData.js';

/** How far two people who judge the same candidate blind agree beyond chance. */
export function reviewerAgreement({ measures: { agreement } }: PlotData): Plot {
  const kappa = agreement?.kappa ?? null;
  return {
    id: 'agreement',
    title: 'Agreement of reviewers',
    says: sentence(agreement),
    shape: 'rows',
    x: {
      title: 'Measure',
      labels: kappa === null ? [] : [`Cohen’s kappa (n = ${figure(agreement?.n ?? 0)})`],
    },
    y: { title: 'Kappa', unit: 'score' },
    series: [{ name: 'Kappa', role: 'plain', values: kappa === null ? [] : [kappa] }],
    marks: [],
    sources: kappa === null ? [] : [[]],
  };
}

function sentence(agreement: PlotData['measures']['agreement']): string {
  if (agreement === null) return 'No candidate was judged blind by two people.';
  const { kappa, n } = agreement;
  if (kappa === null)
    return `Kappa cannot be worked out: all judgements are the same (n = ${figure(n)}).`;
  return 'How far two people agree who judge the same candidates blind; 0 is chance, 1 is always.';
}
