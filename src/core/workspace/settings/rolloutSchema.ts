import * as z from 'zod';
import { least } from './numbers.js';

/** Ten weeks: longer than anybody waits for a stage. */
const MOST_HOURS = 1_680;
function hours(meaning: string, usual: number) {
  return z.number().min(0).max(MOST_HOURS).default(usual).describe(meaning);
}

/** Of the users; at most half, for with less than that there is nothing to compare the candidate with. */
function weight(usual: number) {
  return z.number().gt(0).max(0.5).default(usual);
}

const shadow = z
  .strictObject({
    minimumQueries: least('Queries for which both rankings were worked out.', 100),
    minimumHours: hours('How long it lasts, unless enough logged queries were replayed.', 24),
    replayed: z
      .int()
      .min(1)
      .max(10_000)
      .default(500)
      .describe(
        'Logged queries, the newest first, that are replayed; so many make up for the hours.',
      ),
    margin: z
      .number()
      .min(0)
      .max(1)
      .default(0.03)
      .describe('How much lower the mean reciprocal rank of what was right may be.'),
  })
  .prefault({})
  .describe('Both answer, users get what is in production.');

const canary = z
  .strictObject({
    weight: weight(0.1).describe('Share of the users whom the candidate answers.'),
    minimumExposures: least('Exposures of the candidate, and of what is in production.', 30),
    minimumHours: hours('How long it lasts.', 24),
    hotfixHours: hours('How long it lasts for a hotfix.', 1),
  })
  .prefault({})
  .describe('A few users get the candidate.');

const beta = z
  .strictObject({
    weights: z
      .array(z.number().gt(0).max(0.5))
      .min(1)
      .max(10)
      .refine((all) => all.every((each, i) => each > (all[i - 1] ?? 0)), {
        error: 'each share is greater than the one before it',
      })
      .default([0.25, 0.5])
      .describe('Share of the users whom the candidate answers, step by step.'),
    minimumExposures: least('Exposures of the candidate, and of what is in production.', 100),
    minimumHours: hours('How long it lasts.', 72),
  })
  .prefault({})
  .describe('More users get the candidate.');

const prod = z
  .strictObject({
    bakeHours: hours('How long the candidate is watched before it is trusted.', 168),
  })
  .prefault({})
  .describe('Everybody gets the candidate.');

const guardrails = z
  .strictObject({
    rollBackAt: z
      .number()
      .min(20)
      .max(1e6)
      .default(100)
      .describe(
        'Evidence of more bad events that rolls back; without harm one in so many rollouts.',
      ),
    pauseAt: z.number().min(2).max(1e6).default(20).describe('Evidence that pauses.'),
    slowdown: z
      .number()
      .min(0)
      .max(10)
      .default(0.25)
      .describe('How much longer answers may take, where times are logged: 0.25 is a quarter.'),
  })
  .refine(({ rollBackAt, pauseAt }) => pauseAt <= rollBackAt, {
    error: 'pauseAt is not greater than rollBackAt',
  })
  .prefault({})
  .describe('What ends a rollout, or pauses it.');

export const rolloutSchema = z
  .strictObject({
    automaticRollback: z
      .boolean()
      .default(true)
      .describe('Whether a guardrail that was hit rolls back by itself; otherwise it pauses.'),
    shadow,
    canary,
    beta,
    prod,
    guardrails,
  })
  .prefault({})
  .describe('How a deployment reaches everybody.');

export type RolloutPolicy = z.infer<typeof rolloutSchema>;
