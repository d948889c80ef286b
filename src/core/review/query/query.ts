/** What `status:` takes: a status, or `waiting` for pending and flagged, `decided` for the others. */
export const STATUS_VALUES = [
  'pending',
  'flagged',
  'accepted',
  'rejected',
  'waiting',
  'decided',
] as const;
/** What `has:` takes: open findings of any severity, or such as block an acceptance. */
export const HAS_VALUES = ['findings', 'blocking'] as const;
/** What `is:` takes: accepted by too few people, or decided differently in parallel. */
export const IS_VALUES = ['waiting-approval', 'disputed'] as const;
export const EDITED_VALUES = ['yes', 'no'] as const;

/**
 * Orders within a status; what waits always comes first. `queue`: newest day first, in file order;
 * `impact` and `score`: highest first; `date`: what was said last comes first.
 */
export const SORTS = ['queue', 'impact', 'date', 'score'] as const;

export type StatusValue = (typeof STATUS_VALUES)[number];
export type Sort = (typeof SORTS)[number];
export type NumberKey = 'score' | 'bm25' | 'impact';
export type ListKey = 'id' | 'source' | 'rule' | 'finding' | 'reviewer' | 'assigned' | 'reserved';

/** What keys about people take for whoever it is. */
export const ANYBODY = 'anybody';

/** An end of a range of numbers. */
export interface Bound {
  readonly value: number;
  /** Whether the value itself belongs to the range. */
  readonly included: boolean;
}

export type Condition =
  /** Stands in question or answer, in any case and with any accents. */
  | { readonly key: 'text'; readonly text: string }
  | { readonly key: 'status'; readonly any: readonly StatusValue[] }
  | { readonly key: ListKey; readonly any: readonly string[] }
  /** Both ends included, `YYYY-MM-DD`. */
  | { readonly key: 'day'; readonly from?: string; readonly to?: string }
  | { readonly key: NumberKey; readonly from?: Bound; readonly to?: Bound }
  | { readonly key: 'has'; readonly what: (typeof HAS_VALUES)[number] }
  | { readonly key: 'is'; readonly what: (typeof IS_VALUES)[number] }
  | { readonly key: 'edited'; readonly is: boolean };

export interface Term {
  /** Turns the condition round. */
  readonly not: boolean;
  readonly condition: Condition;
}

/** What is looked for, all terms at once, and in which order it comes. */
export interface Query {
  readonly terms: readonly Term[];
  readonly sort: Sort;
}

/** Whether it gives only what was accepted and waits for more people. */
export function asksForApproval({ terms }: Query): boolean {
  return terms.some(
    ({ not, condition }) => !not && condition.key === 'is' && condition.what === 'waiting-approval',
  );
}

export const EVERYTHING: Query = { terms: [], sort: 'queue' };
