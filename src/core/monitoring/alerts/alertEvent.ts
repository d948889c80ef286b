import * as z from 'zod';
import { metricResultSchema } from '../metricResult.js';

/** `al-20260201-1a2b3c4d`. */
export const ALERT_ID = /^al-\d{8}-[0-9a-f]{8}$/u;

const common = {
  v: z.literal(1),
  seq: z.int().positive(),
  at: z.iso.datetime(),
  actor: z.strictObject({ name: z.string(), email: z.string() }),
  alert: z.string().regex(ALERT_ID),
  prev: z.string(),
  hash: z.string(),
};

const level = z.enum(['warn', 'alert']);

/** One line of a journal of alerts; one journal a writer, chained as all are. */
export const alertEventSchema = z.discriminatedUnion('type', [
  z.strictObject({ ...common, type: z.literal('raise'), result: metricResultSchema }),
  /** The level changed; what was acknowledged as a warning is open again as an alert. */
  z.strictObject({ ...common, type: z.literal('change'), result: metricResultSchema }),
  z.strictObject({
    ...common,
    type: z.literal('acknowledge'),
    /** What was seen: who acknowledges a warning has not acknowledged the alert that it became. */
    level,
    why: z.string().min(1).max(2_000),
  }),
  z.strictObject({
    ...common,
    type: z.literal('snooze'),
    level,
    until: z.iso.datetime(),
    why: z.string().max(2_000).optional(),
  }),
  /** It is over: what was measured is as it should be, or who it was about answers nobody any more. */
  z.strictObject({ ...common, type: z.literal('clear'), why: z.string().max(2_000) }),
]);

export type AlertEvent = z.infer<typeof alertEventSchema>;
type Journalled = 'v' | 'seq' | 'prev' | 'hash';
type Without<Event> = Event extends unknown ? Omit<Event, Journalled> : never;
export type NewAlertEvent = Without<AlertEvent>;

type Body<Event> = Event extends unknown ? Omit<Event, 'at' | 'actor'> : never;
/** An event without who and when. */
export type AlertEventBody = Body<NewAlertEvent>;
