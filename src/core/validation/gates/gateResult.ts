import * as z from 'zod';
import { wilsonInterval } from '../../statistics/countIntervals.js';
import { GATES } from '../../workspace/settings/validationSchema.js';

/** Only `pass` is a pass: what cannot be told, or was not looked at, is none. */
export const gateStatusSchema = z.enum(['pass', 'fail', 'inconclusive', 'no-data']);

const interval = z.strictObject({ low: z.number(), high: z.number() });

export const figureSchema = z.strictObject({
  name: z.string(),
  value: z.number(),
  /** How many things it is the mean of, or was counted over. */
  n: z.int(),
  /**
   * 95 %: of shares Wilson's, of counts of faults Garwood's, else by bootstrap; null where nothing says how it spreads, as of
   * fewer than two values.
   */
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

/** How many of `n` are so, as a share. */
export function shareFigure(name: string, count: number, n: number): Figure[] {
  return n === 0 ? [] : [{ name, value: count / n, n, interval: wilsonInterval(count, n) ?? null }];
}
