import * as z from 'zod';

/** Settings under `snapshots`. */
export const snapshotsSchema = z
  .strictObject({
    keep: z
      .int()
      .min(1)
      .max(100_000)
      .default(10)
      .describe(
        'How many of the newest snapshots pruning leaves; those in use are left in any case.',
      ),
    cadence: z
      .int()
      .min(1)
      .max(3_650)
      .optional()
      .describe('Days after which a new snapshot is due; left out: whenever somebody builds one.'),
    automatic: z
      .boolean()
      .default(false)
      .describe(
        'Whether what is due is built by itself, and published once exactly that was validated.',
      ),
  })
  .prefault({})
  .describe('How often snapshots are built, and how many are kept.');
