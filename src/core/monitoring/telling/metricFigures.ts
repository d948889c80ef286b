import type { MetricResult } from '../metricResult.js';
import { labelWords } from '../store/deploymentLabels.js';

/** A figure of a result, by its name. */
export interface Figure {
  readonly name: string;
  readonly value: string;
  /** Whether others chose it: a name from a log, or of a file. */
  readonly isForeign: boolean;
}

const STATISTICS: Readonly<Record<NonNullable<MetricResult['statistic']>['name'], string>> = {
  'kolmogorov-smirnov': 'Kolmogorov-Smirnov distance',
  'jensen-shannon': 'Jensen-Shannon distance',
  'e-value': 'Evidence (e-value)',
  'robust-z': 'Distance from the usual (robust z)',
  share: 'Share',
  count: 'Count',
  gates: 'Gates that fail',
};

/** Everything that a result was decided by, so that it can be worked out again. Nothing is left out, only what there is not. */
export function metricFigures(result: MetricResult): Figure[] {
  const { statistic, p, adjusted_p, stability, window, reference } = result;
  return [
    name('Answers of', result.deployment === null ? undefined : labelWords(result.deployment)),
    name('Reranker', result.reranker ?? undefined),
    figure('Observations', observations(result.n, result.needed.n)),
    figure('Observations of the reference', observations(result.m, result.needed.m)),
    figure(
      statistic === undefined ? 'Statistic' : STATISTICS[statistic.name],
      statistic && shown(statistic.value),
    ),
    figure('p', p === undefined ? undefined : chance(p)),
    figure('p, corrected (Holm)', adjusted_p === undefined ? undefined : chance(adjusted_p)),
    ...thresholds(result),
    figure(
      'Stability (PSI), shown only',
      stability &&
        `${shown(stability.value)} (usual limits: ${shown(stability.warn)} and ${shown(stability.alert)})`,
    ),
    figure('Window', window && spanWords(window)),
    figure('Reference', reference && spanWords(reference)),
    name('Reference file', reference?.file),
    figure('SHA-256 of the reference', reference?.sha256),
    figure('Version of the judging', `${result.version}`),
  ].filter((each): each is Figure => each !== undefined);
}

function thresholds({ threshold }: MetricResult): (Figure | undefined)[] {
  if (threshold === undefined) return [];
  const { warn, alert, warn_p, alert_p } = threshold;
  return [figure('Warns from', limit(warn, warn_p)), figure('Alerts from', limit(alert, alert_p))];
}

function limit(value: number, p: number | undefined): string {
  return p === undefined ? shown(value) : `${shown(value)}, with p below ${shown(p)}`;
}

function observations(count: number, needed: number): string {
  const words = count.toLocaleString('en');
  return needed > 0 ? `${words}, ${needed.toLocaleString('en')} are needed` : words;
}

/** Without the thousandths of seconds. */
function spanWords({ from, to }: { readonly from: string; readonly to: string }): string {
  return [from, to].map((time) => time.replace(/\.\d{3}Z$/u, 'Z')).join(' to ');
}

/** A probability that is no number any more is told as what it is. */
function chance(p: number): string {
  return p === 0 ? 'too small to be told from 0' : shown(p);
}

/** Three significant digits; whole numbers as they are. */
function shown(value: number): string {
  if (Number.isInteger(value)) return value.toLocaleString('en');
  return `${Number(value.toPrecision(3))}`;
}

function figure(name: string, value: string | undefined): Figure | undefined {
  return value === undefined ? undefined : { name, value, isForeign: false };
}

function name(label: string, value: string | undefined): Figure | undefined {
  return value === undefined ? undefined : { name: label, value, isForeign: true };
}
