/** What was found of what was planted, and what else. */
export interface Score {
  readonly planted: number;
  readonly found: number;
  /** Found, and not planted for that rule. */
  readonly wrong: number;
  /** Found once more. */
  readonly repeated: number;
}

/**
 * @param planted names of what a rule shall find
 * @param found of each candidate of that rule the names of what it is about; empty: of nothing planted
 */
export function scoreOf(
  planted: ReadonlySet<string>,
  found: readonly ReadonlySet<string>[],
): Score {
  const seen = new Set<string>();
  let [wrong, repeated] = [0, 0];
  for (const names of found) {
    const right = [...names].filter((name) => planted.has(name));
    if (right.length === 0) wrong += 1;
    for (const name of right) {
      if (seen.has(name)) repeated += 1;
      seen.add(name);
    }
  }
  return { planted: planted.size, found: seen.size, wrong, repeated };
}

/** Share of what was found that is right, each thing once; undefined where nothing was found. */
export function precisionOf({ found, wrong, repeated }: Score): number | undefined {
  const all = found + wrong + repeated;
  return all === 0 ? undefined : found / all;
}

/** Share of what was planted that was found. */
export function recallOf({ planted, found }: Score): number | undefined {
  return planted === 0 ? undefined : found / planted;
}
