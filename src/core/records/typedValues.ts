/** The texts in a list; none in anything else. */
export function textsIn(list: unknown): string[] {
  return Array.isArray(list) ? list.filter((each) => typeof each === 'string') : [];
}

/** A number that can be written again: JSON reads 1e999 as infinity and has no word for it. */
export function finiteIn(value: unknown): number | undefined {
  return typeof value === 'number' && Number.isFinite(value) ? value : undefined;
}
