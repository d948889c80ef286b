import * as z from 'zod';

const time = z.number();
const line = z.int().positive();

/** What one conversation came to so far. Nothing that was asked or answered is in it. */
export const sessionSchema = z.strictObject({
  deployment: z.string(),
  /** Stands for who asked; empty where nobody is told from others. */
  unit: z.string(),
  /** Milliseconds since the epoch: of its earliest search, and of its latest. */
  begin: time,
  last: time,
  /** The lines of its searches: the first and the last. */
  first: line,
  final: line,
  searches: z.int().positive(),
  zero_hit: z.boolean(),
  negative: z.boolean(),
  positive: z.boolean(),
  failed: z.boolean(),
  scored: z.enum(['logged', 'replayed', 'none']),
  /** Whether any search found something. */
  found: z.boolean(),
  /** Whether the assistant logs scores, by what it found; where it found nothing, by what was found before. */
  logs_scores: z.boolean(),
  /** Whether its scores were asked for, with or without an answer: one search a session is replayed. */
  replayed: z.boolean(),
  top: z.number().nullable(),
  margin: z.number().nullable(),
  hit: z.string().nullable(),
  /** Milliseconds. */
  latency: z.number().nullable(),
});

export type Session = z.infer<typeof sessionSchema>;
