import { percent } from '../../records/percent.js';

/** As anything greater is told and stored: by then nobody doubts, and JSON knows no infinity. */
export const GREATEST_EVIDENCE = 1e9;

/** "0.123", "1840": three digits that count, or all of a whole number. */
export function figure(value: number): string {
  return Number.isInteger(value) || Math.abs(value) >= 1_000
    ? String(Math.round(value))
    : String(Number(value.toPrecision(3)));
}

/** "p = 0.012", "p < 0.0001". */
export function probability(p: number): string {
  return p < 1e-4 ? 'p < 0.0001' : `p = ${Number(p.toPrecision(2))}`;
}

/** "31 of 340 (9.1 %)". */
export function shareWords(events: number, of: number): string {
  return `${events} of ${of} (${percent(of === 0 ? 0 : events / of)})`;
}

/** "evidence 34, limit 20". */
export function evidenceWords(evidence: number, limit: number): string {
  const value =
    evidence >= GREATEST_EVIDENCE
      ? 'over a thousand million'
      : evidence >= 10
        ? evidence.toFixed(0)
        : evidence < 0.01
          ? 'below 0.01'
          : String(Number(evidence.toPrecision(2)));
  return `evidence ${value}, limit ${figure(limit)}`;
}
