import * as z from 'zod/mini';
import { toHostSchemaOf, toPageSchemaOf } from './pageProtocol.js';

/** Everything the dashboard and the extension say to each other, in the frame of `pageProtocol.ts`. */

const stateSchema = z.enum(['ok', 'no-data', 'warming-up', 'stale', 'warn', 'alert']);

/** What one metric says. */
const metricSchema = z.strictObject({
  metric: z.string(),
  /** Names one result of a look, whatever it is of. */
  key: z.string(),
  title: z.string(),
  /** What it tells, as a sentence. */
  meaning: z.string(),
  /** Of whose answers; null: of the whole workspace. */
  of: z.nullable(z.string()),
  state: stateSchema,
  words: z.string(),
  /** Observations in the window and in the reference, and how many it takes. */
  n: z.number(),
  m: z.number(),
  needed: z.strictObject({ n: z.number(), m: z.number() }),
});

const alertSchema = z.strictObject({
  id: z.string(),
  level: z.enum(['warn', 'alert']),
  state: z.enum(['open', 'acknowledged', 'snoozed', 'cleared']),
  title: z.string(),
  of: z.nullable(z.string()),
  words: z.string(),
  /** ISO 8601. */
  raisedAt: z.string(),
  /** What somebody did about it, as a sentence. */
  note: z.optional(z.string()),
});

/** A `Plot` of the core, made safe to show, with its sources in words. */
export const shownPlotSchema = z.strictObject({
  id: z.string(),
  title: z.string(),
  says: z.string(),
  shape: z.enum(['bars', 'rows', 'lines']),
  x: z.strictObject({ title: z.string(), labels: z.array(z.string()) }),
  y: z.strictObject({
    title: z.string(),
    unit: z.enum(['count', 'share', 'bytes', 'milliseconds', 'score']),
  }),
  series: z.array(
    z.strictObject({
      name: z.string(),
      role: z.enum(['now', 'reference', 'limit', 'plain']),
      /** One a label; null: nothing is known. */
      values: z.array(z.nullable(z.number())),
    }),
  ),
  marks: z.array(
    z.strictObject({
      at: z.number(),
      label: z.string(),
      kind: z.enum(['release', 'rollback', 'alert']),
    }),
  ),
  /** By label: the rows that it was counted from, in words; empty where there are none to open. */
  rows: z.array(z.string()),
});

const dashboardSchema = z.strictObject({
  /** When it was looked, ISO 8601. */
  at: z.string(),
  state: stateSchema,
  /** As a sentence. */
  words: z.string(),
  /** Whether anything may be written: alerts can be acknowledged. */
  isTrusted: z.boolean(),
  metrics: z.array(metricSchema),
  /** Those that are over are left out. */
  alerts: z.array(alertSchema),
  groups: z.array(z.strictObject({ group: z.string(), plots: z.array(shownPlotSchema) })),
  /** Lines of logs that could not be used. */
  unreadable: z.number(),
});

/** What the dashboard may ask for. */
const requestSchema = z.discriminatedUnion('type', [
  /** `again`: logs are read now; otherwise the last look will do, if there was one. */
  z.strictObject({ type: z.literal('dashboard'), again: z.boolean() }),
  /** Opens the rows that a plot's figures at one label were counted from. */
  z.strictObject({ type: z.literal('openRows'), plot: z.string(), at: z.number() }),
  /** Asks where to, and saves a plot's table there. */
  z.strictObject({ type: z.literal('saveCsv'), plot: z.string() }),
  /** Asks why, and acknowledges an alert. */
  z.strictObject({ type: z.literal('acknowledge'), alert: z.string() }),
  /** Shows all figures of an alert, or of a metric by its `key`. */
  z.strictObject({ type: z.literal('explain'), about: z.string() }),
  /** Runs one of the extension's own commands, as the palette would. */
  z.strictObject({ type: z.literal('run'), command: z.enum(['extract', 'showLog']) }),
]);

/** By the type of the request that they answer. */
export const dashboardResults = {
  dashboard: dashboardSchema,
  openRows: z.null(),
  /** The file's name; null: nobody chose one. */
  saveCsv: z.strictObject({ saved: z.nullable(z.string()) }),
  acknowledge: z.null(),
  explain: z.null(),
  run: z.null(),
} as const;

const eventSchema = z.discriminatedUnion('type', [
  /** Somebody looked again: ask for what came of it. */
  z.strictObject({ type: z.literal('looked') }),
]);

/** Dashboard to extension. */
export const fromDashboardSchema = toHostSchemaOf(requestSchema);

/** Extension to dashboard. */
export const toDashboardSchema = toPageSchemaOf(eventSchema);

export type ShownState = z.infer<typeof stateSchema>;
export type ShownMetric = z.infer<typeof metricSchema>;
export type ShownAlert = z.infer<typeof alertSchema>;
export type ShownPlot = z.infer<typeof shownPlotSchema>;
export type ShownDashboard = z.infer<typeof dashboardSchema>;
export type DashboardRequest = z.infer<typeof requestSchema>;
export type DashboardRequestOf<Type extends DashboardRequest['type']> = Extract<
  DashboardRequest,
  { type: Type }
>;
export type DashboardResultOf<Type extends DashboardRequest['type']> = z.infer<
  (typeof dashboardResults)[Type]
>;
export type DashboardEvent = z.infer<typeof eventSchema>;
export type FromDashboard = z.infer<typeof fromDashboardSchema>;
