import * as z from 'zod';
import { METRIC_IDS, METRIC_STATES } from './metric.js';

/** Changes whenever the same logs would be judged differently. */
export const JUDGING_VERSION = 1;

const span = z.strictObject({
  /** ISO 8601; `to` is not part of it. */
  from: z.string(),
  to: z.string(),
});

/** What one metric says, with all that it takes to work it out again. Kept in alerts. */
export const metricResultSchema = z.strictObject({
  version: z.int().positive(),
  metric: z.enum(METRIC_IDS),
  /** Of whose answers; `own` is what the assistant has of its own; null: of the whole workspace. */
  deployment: z.string().nullable(),
  /** `reranker 1.2.0`; null: none, or not of answers. Scores of two versions are never compared. */
  reranker: z.string().nullable(),
  state: z.enum(METRIC_STATES),
  /** As a sentence, with its figures. */
  words: z.string(),
  /** Observations in the window, and in the reference. Sessions where sessions are the unit. */
  n: z.int().nonnegative(),
  m: z.int().nonnegative(),
  /** How many of both it takes to say anything. */
  needed: z.strictObject({ n: z.int().nonnegative(), m: z.int().nonnegative() }),
  /** What decides: its name as the field knows it, and its value. */
  statistic: z
    .strictObject({
      name: z.enum([
        'kolmogorov-smirnov',
        'jensen-shannon',
        'e-value',
        'robust-z',
        'share',
        'count',
        'gates',
      ]),
      value: z.number(),
    })
    .optional(),
  /** As tested, and after Holm's correction over the metrics of one look. */
  p: z.number().optional(),
  adjusted_p: z.number().optional(),
  /** Limits of the statistic that warn and alert, and of p where there is one. */
  threshold: z
    .strictObject({
      warn: z.number(),
      alert: z.number(),
      warn_p: z.number().optional(),
      alert_p: z.number().optional(),
    })
    .optional(),
  /** Population stability index: shown, never decided by. */
  stability: z.strictObject({ value: z.number(), warn: z.number(), alert: z.number() }).optional(),
  window: span.optional(),
  reference: span.extend({ file: z.string(), sha256: z.string() }).optional(),
});

export type MetricResult = z.infer<typeof metricResultSchema>;
