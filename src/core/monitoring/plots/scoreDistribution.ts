import type { Watched } from '../samples.js';
import { answererKey, answererName } from './deploymentName.js';
import { figure, figureOf } from './figure.js';
import { binLabels, binsOver, sharesIn } from './histogram.js';
import type { Plot } from './plot.js';
import type { PlotData } from './plotData.js';
import { linesWithin } from './plotSources.js';

/** How scores of the first hits spread, now against the reference; one value a conversation. */
export function scoreDistribution(watched: Watched, data: PlotData): Plot {
  const now = watched.windows[0]?.top ?? [];
  const reference = watched.reference?.sample.top ?? [];
  const bins = binsOver(now, reference);
  const name = answererName(watched, data.watched);
  const span = watched.windows[0]?.span;
  const sources = span === undefined ? [] : linesWithin(span, data.rollups.summaries, watched);
  return {
    id: `top-scores-${answererKey(watched, data.watched)}`,
    title: `Top scores: ${name}`,
    says: sentence(now.length, watched),
    shape: 'bars',
    x: { title: 'Score of the first hit', labels: binLabels(bins) },
    y: { title: 'Share of conversations', unit: 'share' },
    series: [
      { name: `Now (n = ${figure(now.length)})`, role: 'now', values: sharesIn(bins, now) },
      ...(watched.reference === undefined
        ? []
        : [
            {
              name: `Reference (m = ${figure(reference.length)})`,
              role: 'reference' as const,
              values: sharesIn(bins, reference),
            },
          ]),
    ],
    marks: [],
    sources: bins.map(() => sources),
  };
}

function sentence(n: number, { reference, gathered }: Watched): string {
  const m = reference?.sample.top.length ?? 0;
  if (n === 0 && m === 0) return 'No search of the last days has a score.';
  const now = `How sure the reranker was of the first hit in ${figureOf(n, 'conversation')} of late`;
  return reference === undefined
    ? `${now}; ${figureOf(gathered, 'conversation')} gathered, and no reference frozen yet.`
    : `${now}, against ${figure(m)} after the release.`;
}
