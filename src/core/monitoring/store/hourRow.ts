import * as z from 'zod';

const counts = z.int().nonnegative();

/**
 * What one deployment did in one hour. Conversations (sessions) are the unit, for the searches of one are not independent: each
 * counts once, in the hour that it began in, by its first search that has the value in question. No text is kept.
 */
export const hourRowSchema = z.strictObject({
  /** `2026-02-01T13`, UTC. */
  hour: z.string().regex(/^\d{4}-\d{2}-\d{2}T\d{2}$/u),
  /** Id of a deployment, or `own` for what the assistant has of its own. */
  deployment: z.string(),
  /** `name version`; null: the order of BM25F. */
  reranker: z.string().nullable(),
  /** Whether the scores were logged by the assistant, or worked out when the log was read. */
  scored: z.enum(['logged', 'replayed', 'none']),
  searches: counts,
  sessions: counts,
  /** Sessions that had a search without any hit; with a bad outcome; with a good one; with a failure. */
  zero_hits: counts,
  negative: counts,
  positive: counts,
  errors: counts,
  /** A value a session: the score of the best hit, and how far it is ahead of the second. */
  top: z.array(z.number()),
  margin: z.array(z.number()),
  /** By id of the entry: sessions whose first search found it first. */
  hits: z.record(z.string(), counts),
  /** Milliseconds, of one search a session. */
  latency: z.array(z.number()),
  /** The lines that it was counted from: the first and the last. */
  lines: z.array(z.strictObject({ file: z.string(), first: counts, last: counts })),
});

export type HourRow = z.infer<typeof hourRowSchema>;

/** What the log of conversations gained on one day. */
export const growthRowSchema = z.strictObject({
  /** `2026-02-01`, UTC. */
  day: z.string(),
  entries: counts,
  bytes: counts,
  lines: z.array(z.strictObject({ file: z.string(), first: counts, last: counts })),
});

export type GrowthRow = z.infer<typeof growthRowSchema>;
