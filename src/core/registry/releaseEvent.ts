import * as z from 'zod';
import { DEPLOYMENT_ID } from './deployment.js';
import { STAGES } from './stage.js';

/** `ro-20260201-1a2b3c4d`: its own salt, so that it is not always the same people who come first. */
export const ROLLOUT_ID = /^ro-\d{8}-[0-9a-f]{8}$/u;

const rollout = z.string().regex(ROLLOUT_ID);
const deployment = z.string().regex(DEPLOYMENT_ID);

/** A file that says why, by its hash. */
const evidence = z.strictObject({ file: z.string(), sha256: z.string() });

const common = {
  v: z.literal(1),
  seq: z.int().positive(),
  at: z.iso.datetime(),
  actor: z.strictObject({ name: z.string(), email: z.string() }),
  rollout,
  prev: z.string(),
  hash: z.string(),
};

export const releaseEventSchema = z.discriminatedUnion('type', [
  z.strictObject({
    ...common,
    type: z.literal('start'),
    deployment,
    /** Of the deployment's file. */
    deployment_sha256: z.string().regex(/^[0-9a-f]{64}$/u),
    /** What is in production, and what a rollback leads to; null: what the assistant has of its own. */
    baseline: deployment.nullable(),
    kind: z.enum(['scheduled', 'hotfix']),
  }),
  z.strictObject({
    ...common,
    type: z.literal('transition'),
    from: z.enum(STAGES),
    to: z.enum(STAGES),
    /** Who set it off: a person, the gates, or a guardrail that was hit. */
    trigger: z.enum(['human', 'gates', 'guardrail']),
    /** Share of the users whom the candidate answers from then on, in ten thousandths. */
    weight_bp: z.int().min(0).max(10_000),
    why: z.string().max(2_000),
    evidence: evidence.optional(),
    /** Of a rollback that could not lead to the baseline: what is in production instead. */
    production: deployment.nullable().optional(),
  }),
  z.strictObject({
    ...common,
    type: z.literal('weight'),
    weight_bp: z.int().min(0).max(10_000),
    why: z.string().max(2_000),
  }),
  z.strictObject({
    ...common,
    type: z.literal('approve'),
    deployment,
    /** The stage that may be entered. */
    stage: z.enum(['CANARY', 'BETA', 'PROD']),
    why: z.string().max(2_000).optional(),
  }),
  z.strictObject({
    ...common,
    type: z.literal('pause'),
    reason: z.enum(['human', 'guardrail', 'srm', 'doubt']),
    why: z.string().max(2_000),
  }),
  z.strictObject({ ...common, type: z.literal('resume'), why: z.string().max(2_000).optional() }),
]);

/** One line of a journal of releases. */
export type ReleaseEvent = z.infer<typeof releaseEventSchema>;

type Journalled = 'v' | 'seq' | 'prev' | 'hash';
type Without<Event> = Event extends unknown ? Omit<Event, Journalled> : never;
/** An event before it stands in a journal. */
export type NewReleaseEvent = Without<ReleaseEvent>;
