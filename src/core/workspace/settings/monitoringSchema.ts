import * as z from 'zod';

function least(meaning: string, usual: number) {
  return z.int().min(2).max(1_000_000).default(usual).describe(meaning);
}

function limits(warn: number, alert: number, meaning: string) {
  return z
    .strictObject({ warn: z.number().gt(0).default(warn), alert: z.number().gt(0).default(alert) })
    .refine((both) => both.warn <= both.alert, { error: 'warn is not greater than alert' })
    .prefault({})
    .describe(meaning);
}

const window = z
  .strictObject({
    days: z.int().min(1).max(90).default(7).describe('How far back it reaches.'),
    sessions: least('Conversations that it holds at most; the newest count.', 2_000),
    minimumSessions: least('Conversations that it takes to compare scores.', 200),
  })
  .prefault({})
  .describe('What is held against the reference.');

const reference = z
  .strictObject({
    sessions: least(
      'Conversations that it holds at most; the first ones after the release.',
      1_000,
    ),
    minimumSessions: least('Conversations that it takes to freeze it, once a week is over.', 300),
  })
  .prefault({})
  .describe('What is normal: the first conversations after a release, frozen.');

export const monitoringSchema = z
  .strictObject({
    window,
    reference,
    drift: limits(0.1, 0.15, 'Distance of two distributions of scores (Kolmogorov-Smirnov).'),
    mix: limits(0.1, 0.2, 'Distance of what is found (Jensen-Shannon).'),
    evidence: limits(20, 100, 'Evidence that bad events have become more frequent (e-value).'),
    deviation: limits(3.5, 5, 'How far a day is from the usual (robust z).'),
    stale: limits(0.1, 0.25, 'Share of entries whose cited files changed after them.'),
    staleDays: z
      .int()
      .min(1)
      .max(90)
      .default(3)
      .describe('Days without a search until it is said.'),
    remindHours: z
      .int()
      .min(1)
      .max(24 * 90)
      .default(24)
      .describe('After how long an alert that nobody acknowledged is told again.'),
    automatic: z.boolean().default(true).describe('Whether the editor looks every hour by itself.'),
  })
  .prefault({})
  .describe('What is watched, and what warns.');

export type MonitoringSettings = z.infer<typeof monitoringSchema>;
