import type { Compared, Detail } from '../../src/shared/candidateProtocol.js';
import type { EntryName } from '../../src/shared/entryName.js';

/** What the open candidate is held against, or what is known of it so far. */
export type Comparison =
  | { readonly phase: 'loading'; readonly other: EntryName }
  | { readonly phase: 'ready'; readonly other: EntryName; readonly entry: Compared }
  | { readonly phase: 'failed'; readonly other: EntryName; readonly failure: string };

export function isSameName(one: EntryName, other: EntryName): boolean {
  return one.where === other.where && one.id === other.id;
}

/**
 * What a candidate may be held against, what is most likely the same first: the entry it would improve,
 * whose answer is nearly the same, what it contradicts, and the entry nearest to its question.
 */
export function comparables({
  id,
  kbId,
  nearDuplicates,
  findings,
  nearestKb,
}: Detail): EntryName[] {
  const named: EntryName[] = [
    ...(kbId === undefined ? [] : [{ where: 'kb' as const, id: kbId }]),
    ...nearDuplicates.map((near) => ({ where: near.where, id: near.id })),
    ...findings.flatMap(({ other }) =>
      other === undefined || other.where === 'evaluation'
        ? []
        : [{ where: other.where, id: other.id }],
    ),
    ...(nearestKb === undefined ? [] : [{ where: 'kb' as const, id: nearestKb }]),
  ];
  return named.filter(
    (name, index) =>
      name.id !== id && named.findIndex((other) => isSameName(name, other)) === index,
  );
}
