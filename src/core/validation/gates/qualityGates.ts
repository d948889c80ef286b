import { formatFixed } from '../../retrieval/metrics/formatFigure.js';
import { bootstrapInterval } from '../../statistics/bootstrapInterval.js';
import { meanInterval } from '../../statistics/meanInterval.js';
import { pairedRandomisationTest } from '../../statistics/randomisationTest.js';
import { mean } from '../../statistics/summaries.js';
import type { ValidationPolicy } from '../../workspace/settings/validationSchema.js';
import type { GateResult, GateStatus } from './gateResult.js';

/** Figures of the same queries, in the same order. */
export interface PairedFigures {
  readonly baseline: readonly number[];
  readonly candidate: readonly number[];
}

type Limits = Pick<ValidationPolicy, 'tolerance' | 'significance' | 'minimumQueries'>;

export const QUALITY_GATES = ['precision@10', 'ndcg@10', 'mrr@10', 'success@1'] as const;
export type QualityGate = (typeof QUALITY_GATES)[number];

/** Means of sums differ in their last digits. */
const ROUNDING = 1e-9;

interface Comparison {
  readonly n: number;
  readonly difference: number;
  readonly interval: { readonly low: number; readonly high: number } | undefined;
  readonly p: number;
}

/**
 * Whether the candidate is as good as the baseline by one figure.
 *
 * P@10 improves or stays within tolerance: the rule by which a candidate is accepted, as it stands. It is blunt where a
 * question has one right answer, so the others are tested beside it (non-inferiority): the candidate is worse where the mean
 * is lower by more than is tolerated, and the paired randomisation test says that this is no chance. It is not where the
 * whole 95 % interval of the difference lies above that. Else nobody knows.
 */
export function qualityGate(gate: QualityGate, figures: PairedFigures, limits: Limits): GateResult {
  const { n, difference, pValue: p } = pairedRandomisationTest(figures.baseline, figures.candidate);
  const compared = { n, difference, interval: bootstrapInterval(differencesOf(figures)), p };
  return result(gate, figures, compared, limits, statusOf(gate, compared, limits));
}

/** The same question with a plain answer, for who asks it often. */
export function passesQuality(gate: QualityGate, figures: PairedFigures, limits: Limits): boolean {
  const differences = differencesOf(figures);
  const n = differences.length;
  if (n < limits.minimumQueries || isBelow(mean(differences), limits.tolerance[gate])) return false;
  // What drawing from the differences gives is asked only where it decides.
  const interval = gate === 'precision@10' ? undefined : bootstrapInterval(differences);
  const compared = { n, difference: mean(differences), interval, p: 1 };
  return statusOf(gate, compared, limits) === 'pass';
}

function statusOf(gate: QualityGate, compared: Comparison, limits: Limits): GateStatus {
  const { n, difference, interval, p } = compared;
  const allowed = limits.tolerance[gate];
  const isLower = isBelow(difference, allowed);
  const isFew = n < limits.minimumQueries;
  if (n === 0) return 'no-data';
  if (gate === 'precision@10') return isLower ? 'fail' : isFew ? 'inconclusive' : 'pass';
  if (isLower && p < limits.significance) return 'fail';
  if (isFew || interval === undefined) return 'inconclusive';
  return isBelow(interval.low, allowed) ? 'inconclusive' : 'pass';
}

function isBelow(difference: number, allowed: number): boolean {
  return difference < -allowed - ROUNDING;
}

function differencesOf({ baseline, candidate }: PairedFigures): number[] {
  return candidate.map((value, at) => value - (baseline[at] ?? 0));
}

function result(
  gate: QualityGate,
  { baseline, candidate }: PairedFigures,
  { n, difference, interval, p }: Comparison,
  limits: Limits,
  status: GateStatus,
): GateResult {
  if (n === 0) {
    const words = 'No holdout query has an answer in either knowledge base.';
    return { gate, status, words, figures: [], details: [], candidates: [] };
  }
  const figure = (name: string, values: readonly number[]) => ({
    name,
    value: mean(values),
    n,
    interval: meanInterval(values) ?? null,
  });
  const spread =
    interval === undefined ? '' : ` (95 %: ${signed(interval.low)} to ${signed(interval.high)})`;
  return {
    gate,
    status,
    words: `${finding(status, n < limits.minimumQueries)}: ${signed(difference)}${spread} where −${limits.tolerance[gate]} is tolerated (n = ${n}, p = ${formatFixed(p, 3)}).`,
    figures: [
      figure('baseline', baseline),
      figure('candidate', candidate),
      { name: 'difference', value: difference, n, interval: interval ?? null, p },
    ],
    details: [],
    candidates: [],
  };
}

function finding(status: GateStatus, isFew: boolean): string {
  if (status === 'pass') return 'Not worse';
  if (status === 'fail') return 'Worse';
  return isFew ? 'Too few queries to tell' : 'Not shown to be no worse';
}

/** Figures of people's reports: three decimals, with a sign that is no hyphen. */
function signed(value: number): string {
  const digits = formatFixed(Math.abs(value), 3);
  return value < 0 && Number(digits) !== 0 ? `−${digits}` : `+${digits}`;
}
