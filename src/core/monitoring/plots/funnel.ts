import type { FUNNEL_STEPS } from '../workspace/funnel.js';
import type { Plot, PlotSource } from './plot.js';
import type { PlotData } from './plotData.js';
import { newestLines } from './plotSources.js';

type Step = (typeof FUNNEL_STEPS)[number];

/** From lines of logs to what users get. What is in a snapshot stands in its own manifest, not in lines that are named here. */
export function funnel({ measures, rollups }: PlotData): Plot {
  const isEmpty = measures.funnel.every(({ count }) => count === 0);
  const steps = isEmpty ? [] : measures.funnel;
  const logged = rollups.growth.flatMap(({ lines }) => lines);
  const decided = measures.decided.flatMap(({ source }) => source);
  const lines: Partial<Record<Step, readonly PlotSource[]>> = {
    'Log entries': logged,
    'Questions asked': logged,
    Candidates: measures.mined.map(({ source }) => source),
    Reviewed: decided,
    Accepted: decided,
  };
  const sources = new Map<string, readonly PlotSource[]>(Object.entries(lines));
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
    sources: steps.map(({ step }) => newestLines(sources.get(step) ?? [])),
  };
}
