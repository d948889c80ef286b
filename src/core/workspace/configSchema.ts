import * as z from 'zod';
import { agentsSchema } from './settings/agentsSchema.js';
import { cadenceSchema } from './settings/cadenceSchema.js';
import { miningSchema } from './settings/miningSchema.js';
import { monitoringSchema } from './settings/monitoringSchema.js';
import { policySchema } from './settings/policySchema.js';
import { rerankingSchema } from './settings/rerankingSchema.js';
import { reviewSchema } from './settings/reviewSchema.js';
import { rolloutSchema } from './settings/rolloutSchema.js';
import { screeningSchema } from './settings/screeningSchema.js';
import { snapshotsSchema } from './settings/snapshotsSchema.js';
import { sourcesSchema } from './settings/sourcesSchema.js';
import { trainingSchema } from './settings/trainingSchema.js';
import { validationSchema } from './settings/validationSchema.js';

/** `.codelumi/config.json`: the workspace's policy. Every key has a default; unknown keys are refused. */
export const configSchema = z.strictObject({
  $schema: z.string().optional(),
  sources: sourcesSchema,
  mining: miningSchema,
  screening: screeningSchema,
  review: reviewSchema,
  reranking: rerankingSchema,
  policy: policySchema,
  rollout: rolloutSchema,
  monitoring: monitoringSchema,
  validation: validationSchema,
  snapshots: snapshotsSchema,
  training: trainingSchema,
  cadence: cadenceSchema,
  agents: agentsSchema,
});

export type Config = z.infer<typeof configSchema>;
