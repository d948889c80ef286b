import type { Sample, Watched } from '../samples.js';
import { answererKey, answererName } from './deploymentName.js';
import { figure } from './figure.js';
import type { Plot } from './plot.js';
import type { PlotData } from './plotData.js';
import { linesWithin } from './plotSources.js';

/** Entries with a row of their own. */
const MOST = 20;
/** What the store adds up of ids that it has no room for. */
const OTHER = 'other';

/** Which entries of the knowledge base are found first, now against the reference. */
export function hitMix(watched: Watched, data: PlotData): Plot {
  const now = watched.windows[0];
  const reference = watched.reference?.sample;
  const ids = topIds(now, reference);
  const rest = hasRest(ids, now, reference) ? [OTHER] : [];
  const labels = [...ids, ...rest];
  const sources = now === undefined ? [] : linesWithin(now.span, data.rollups.summaries, watched);
  const [n, m] = [totalOf(now), totalOf(reference)];
  return {
    id: `hit-mix-${answererKey(watched, data.watched)}`,
    title: `Hit mix: ${answererName(watched, data.watched)}`,
    says:
      labels.length === 0
        ? 'No search of the last days found an entry.'
        : `Which entries conversations find first: the ${ids.length} most frequent ones${rest.length > 0 ? ', and all others together' : ''}.`,
    shape: 'rows',
    x: { title: 'Entry', labels },
    y: { title: 'Share of conversations', unit: 'share' },
    series: [
      { name: `Now (n = ${figure(n)})`, role: 'now', values: sharesOf(labels, ids, now) },
      ...(reference === undefined
        ? []
        : [
            {
              name: `Reference (m = ${figure(m)})`,
              role: 'reference' as const,
              values: sharesOf(labels, ids, reference),
            },
          ]),
    ],
    marks: [],
    sources: labels.map(() => sources),
  };
}

/** Those with the greatest share in either, the greatest first. */
function topIds(...samples: readonly (Sample | undefined)[]): string[] {
  const greatest = new Map<string, number>();
  for (const sample of samples) {
    const total = totalOf(sample);
    for (const [id, count] of sample?.hits ?? [])
      if (id !== OTHER) greatest.set(id, Math.max(greatest.get(id) ?? 0, count / total));
  }
  return [...greatest]
    .sort(([a, one], [b, two]) => two - one || (a < b ? -1 : 1))
    .slice(0, MOST)
    .map(([id]) => id);
}

function hasRest(ids: readonly string[], ...samples: readonly (Sample | undefined)[]): boolean {
  return samples.some((sample) => [...(sample?.hits.keys() ?? [])].some((id) => !ids.includes(id)));
}

function sharesOf(
  labels: readonly string[],
  ids: readonly string[],
  sample: Sample | undefined,
): (number | null)[] {
  const total = totalOf(sample);
  if (sample === undefined || total === 0) return labels.map(() => null);
  const named = ids.reduce((sum, id) => sum + (sample.hits.get(id) ?? 0), 0);
  return labels.map((label, index) =>
    index < ids.length ? (sample.hits.get(label) ?? 0) / total : (total - named) / total,
  );
}

function totalOf(sample: Sample | undefined): number {
  return [...(sample?.hits.values() ?? [])].reduce((sum, count) => sum + count, 0);
}
