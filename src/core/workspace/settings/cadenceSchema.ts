import * as z from 'zod';

/** How often candidates are extracted by themselves. */
export const SCHEDULES = ['off', 'daily', 'weekly'] as const;

export type Schedule = (typeof SCHEDULES)[number];

/** Settings under `cadence`: what has to be done from time to time and has no settings of its own. */
export const cadenceSchema = z
  .strictObject({
    extraction: z
      .enum(SCHEDULES)
      .default('off')
      .describe(
        'How often candidates are extracted; codelumi.extract.schedule of VS Code, where somebody set it, goes before it there.',
      ),
    review: z
      .strictObject({
        days: z
          .int()
          .min(1)
          .max(3_650)
          .default(14)
          .describe('Candidates that wait longer for a decision are called due.'),
      })
      .prefault({})
      .describe('How long candidates may wait.'),
  })
  .prefault({})
  .describe('What is due from time to time; see docs/cadence.md.');

export type CadenceSettings = z.infer<typeof cadenceSchema>;
