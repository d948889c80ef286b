import * as z from 'zod';
import { GATES } from '../../workspace/settings/validationSchema.js';

/** Only `pass` is a pass: what cannot be told, or was not looked at, is none. */
export const gateStatusSchema = z.enum(['pass', 'fail', 'inconclusive', 'no-data']);

const interval = z.strictObject({ low: z.number(), high: z.number() });

export const figureSchema = z.strictObject({
  name: z.string(),
  value: z.number(),
  /** How many things it is the mean of, or was counted over. */
  n: z.int(),
  /** 95 %, by bootstrap; null where nothing says how it spreads. */
  interval: interval.nullable(),
  /** Of a test that there is no difference, two-sided. */
  p: z.number().optional(),
});

export const gateResultSchema = z.strictObject({
  gate: z.enum(GATES),
  status: gateStatusSchema,
  /** What was found, in a sentence. */
  words: z.string(),
  figures: z.array(figureSchema),
  /** One by one what is wrong, or was left out. */
  details: z.array(z.string()),
  /** Candidates that it is about, where it can name them by itself. */
  candidates: z.array(z.string()),
});

export type GateStatus = z.infer<typeof gateStatusSchema>;
export type Figure = z.infer<typeof figureSchema>;
export type GateResult = z.infer<typeof gateResultSchema>;
