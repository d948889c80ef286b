import { CodelumiError } from '../../errors.js';

/** Why a query cannot be understood, at its place. */
export interface QueryFault {
  /** Where it begins: UTF-16 code units, from 1. */
  readonly column: number;
  readonly length: number;
  /** A sentence without its full stop. */
  readonly what: string;
  /** What may stand there, where that can be listed. */
  readonly possible: readonly string[];
}

/** In one or two sentences. */
export function describeQueryFault({ column, what, possible }: QueryFault): string {
  const help = possible.length === 0 ? '' : ` Possible: ${possible.join(', ')}.`;
  return `Column ${column}: ${what}.${help}`;
}

/** For whoever cannot show the place. */
export function queryError(fault: QueryFault): CodelumiError {
  return new CodelumiError({
    reason: 'wrong-usage',
    what: `The filter cannot be understood at column ${fault.column}: ${fault.what}`,
    remedy:
      fault.possible.length === 0
        ? 'See docs/filtering.md for what a filter may hold.'
        : `Possible: ${fault.possible.join(', ')}.`,
  });
}
