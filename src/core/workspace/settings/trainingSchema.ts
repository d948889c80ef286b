import * as z from 'zod';

/** How a reranker is trained: our own, with scikit-learn, or with scikit-learn wherever it is there. */
export const RECIPES = ['builtin', 'sklearn', 'auto'] as const;

const cadence = z
  .strictObject({
    days: z.int().min(1).max(3_650).default(30).describe('So long after the last training.'),
    accepted: z
      .int()
      .min(1)
      .max(1_000_000)
      .default(50)
      .describe('So many newly accepted candidates.'),
  })
  .prefault({})
  .describe('When training is due, whichever comes first; never while nothing has changed.');

/** `training`: how rerankers come to be, and when. */
export const trainingSchema = z
  .strictObject({
    recipe: z
      .enum(RECIPES)
      .default('builtin')
      .describe(
        'builtin: our own features. sklearn: scripts/train_reranker.py. auto: sklearn where Python has it, else builtin.',
      ),
    seed: z
      .int()
      .min(0)
      .max(0xffff_ffff)
      .default(20_261_120)
      .describe('Whatever is drawn by lot is drawn by this: the same data gives the same model.'),
    timeoutSeconds: z
      .int()
      .min(1)
      .max(86_400)
      .default(600)
      .describe('Training that takes longer is ended.'),
    memoryMegabytes: z
      .int()
      .min(64)
      .max(1_048_576)
      .default(2_048)
      .describe('Training that takes more memory fails, where the system can hold it to that.'),
    cadence,
    automatic: z
      .boolean()
      .default(false)
      .describe('Train by itself when it is due, in the editor, where the workspace is trusted.'),
  })
  .prefault({})
  .describe('How rerankers are trained, and when.');

export type TrainingSettings = z.infer<typeof trainingSchema>;
