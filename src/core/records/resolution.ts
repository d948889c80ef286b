import * as z from 'zod';

const sha256 = z.string().regex(/^[0-9a-f]{64}$/u);

/** An entry of the knowledge base, or an accepted candidate, exactly as the reviewer saw it. */
export const entryRefSchema = z.strictObject({
  where: z.enum(['kb', 'candidate']),
  id: z.string().min(1),
  /** `textDigest` of its question and answer. */
  digest: sha256,
});

/**
 * What becomes of an accepted candidate beside an entry that is there already. `keep`: both stay.
 * `merge`: its question and its own variants become variants of that entry, its answer is not taken.
 * `supersede`: it takes the entry's place.
 */
export const resolutionSchema = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('keep') }),
  z.strictObject({ kind: z.literal('merge'), entry: entryRefSchema }),
  z.strictObject({ kind: z.literal('supersede'), entry: entryRefSchema }),
]);

export type EntryRef = z.infer<typeof entryRefSchema>;
export type Resolution = z.infer<typeof resolutionSchema>;

/** What a decision without a resolution means. */
export const KEEP: Resolution = { kind: 'keep' };

/** Whether both name one entry with one text. */
export function isSameEntry(one: EntryRef, other: EntryRef): boolean {
  return one.where === other.where && one.id === other.id && one.digest === other.digest;
}

/** Whether both choose the same; none means that both entries stay. */
export function isSameResolution(one: Resolution = KEEP, other: Resolution = KEEP): boolean {
  if (one.kind === 'keep' || other.kind === 'keep') return one.kind === other.kind;
  return one.kind === other.kind && isSameEntry(one.entry, other.entry);
}
