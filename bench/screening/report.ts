import { ratio } from './table.js';

/** Profiles of ours, as they are called in the tables. */
export const OURS: readonly string[] = ['codelumi code', 'codelumi general'];
export const CODE = 'codelumi code';
export const CODE_WITHOUT_NAMES = 'codelumi code, no names';

/** Where somebody else is ahead, said at the end. */
export const losses: string[] = [];

interface Target {
  readonly measure: string;
  readonly measured: number;
  readonly wanted: number;
  /** Less is better. */
  readonly atMost: boolean;
  readonly unit: string;
}

const targets: Target[] = [];

export function atLeast(
  measure: string,
  measured: number | undefined,
  wanted: number,
  unit = '',
): void {
  if (measured !== undefined) targets.push({ measure, measured, wanted, atMost: false, unit });
}

export function atMost(
  measure: string,
  measured: number | undefined,
  wanted: number,
  unit = '',
): void {
  if (measured !== undefined) targets.push({ measure, measured, wanted, atMost: true, unit });
}

/** What was asked for, what was measured, and whether it was reached; for `printTable`. */
export function targetRows(): string[][] {
  const written = (value: number, unit: string) =>
    unit === '' ? ratio(value) : `${Number(value.toFixed(2))} ${unit}`;
  return [
    ['', 'measured', 'asked for', ''],
    ...targets.map(({ measure, measured, wanted, atMost: isMost, unit }) => [
      measure,
      written(measured, unit),
      `${isMost ? 'at most' : 'at least'} ${written(wanted, unit)}`,
      (isMost ? measured <= wanted : measured >= wanted) ? 'reached' : 'MISSED',
    ]),
  ];
}
