import * as z from 'zod';

const counts = z.int().nonnegative();

/** A day of one deployment, added up from its hours: what charts over a year are drawn from. */
export const daySummarySchema = z.strictObject({
  day: z.string(),
  deployment: z.string(),
  reranker: z.string().nullable(),
  searches: counts,
  sessions: counts,
  zero_hits: counts,
  negative: counts,
  positive: counts,
  errors: counts,
  /** Quantiles of the best hits' scores, and how many they are of; null where there are none. */
  top: z.strictObject({ n: counts, p10: z.number(), p50: z.number(), p90: z.number() }).nullable(),
  /** Milliseconds. */
  latency: z.strictObject({ n: counts, p50: z.number(), p95: z.number() }).nullable(),
  lines: z.array(z.strictObject({ file: z.string(), first: counts, last: counts })),
});

export type DaySummary = z.infer<typeof daySummarySchema>;
