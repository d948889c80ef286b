import type { HeldValidation } from '../../workspace/settings/heldValidationSchema.js';

/**
 * The strictest of two policies' rules of validation: the least tolerance, the greatest p that is a difference, the most that
 * something must be measured with, and every gate that either requires. What only one of them says holds.
 */
export function strictestValidation(
  one: HeldValidation | undefined,
  other: HeldValidation | undefined,
): HeldValidation | undefined {
  if (one === undefined || other === undefined) return one ?? other;
  const required = [...new Set([...(one.required ?? []), ...(other.required ?? [])])];
  return {
    ...chosen(one, other, ['significance', 'minimumQueries'], Math.max),
    ...chosen(one, other, ['minimumAnnotated', 'minimumEntries'], Math.max),
    ...(one.tolerance === undefined && other.tolerance === undefined
      ? {}
      : { tolerance: chosen(one.tolerance ?? {}, other.tolerance ?? {}, TOLERANCES, Math.min) }),
    ...(one.required === undefined && other.required === undefined ? {} : { required }),
  };
}

type Tolerances = NonNullable<HeldValidation['tolerance']>;

const TOLERANCES = [
  'precision@10',
  'ndcg@10',
  'mrr@10',
  'success@1',
  'annotated',
  'scores',
] as const satisfies readonly (keyof Tolerances)[];

function chosen<Key extends string>(
  one: { readonly [K in Key]?: number | undefined },
  other: { readonly [K in Key]?: number | undefined },
  keys: readonly Key[],
  choose: (...values: number[]) => number,
): { [K in Key]?: number } {
  const found: { [K in Key]?: number } = {};
  for (const key of keys) {
    const values = [one[key], other[key]].filter((value) => value !== undefined);
    if (values.length > 0) found[key] = choose(...values);
  }
  return found;
}
