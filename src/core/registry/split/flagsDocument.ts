import * as z from 'zod';
import { CodelumiError } from '../../errors.js';
import { FLAGS_FILE } from '../../workspace/paths.js';
import { BUCKETING } from './fractionalBucket.js';
import { FLAG_KEY, saltOf, splitTargeting } from './splitTargeting.js';
import {
  isArtefactPath,
  isSha256,
  isSplitName,
  isWeight,
  type TrafficSplit,
  WHOLE_BP,
} from './trafficSplit.js';

const SCHEMA = 'https://flagd.dev/schema/v0/flags.json';
const FLAG_SET = 'codelumi';

const name = z.string().refine(isSplitName, 'Only letters, digits, ".", "_" and "-"');
const weight = z.number().refine(isWeight, 'Whole basis points from 0 to 10000');
const artefact = z.strictObject({
  path: z.string().refine(isArtefactPath, 'A path inside the workspace'),
  sha256: z.string().refine(isSha256, '64 lower-case hexadecimal digits'),
});
const variant = z.strictObject({
  deploymentId: name,
  kb: artefact.nullable(),
  reranker: artefact.nullable(),
});

function variable<Name extends string>(named: Name) {
  return z.strictObject({ var: z.literal(named) });
}

/** The shape of `splitTargeting`. */
const targeting = z.strictObject({
  if: z.tuple([
    z.strictObject({
      in: z.tuple([variable('pin'), z.tuple([z.literal('stable'), z.literal('candidate')])]),
    }),
    variable('pin'),
    z.strictObject({ '!!': z.tuple([variable('targetingKey')]) }),
    z.strictObject({
      fractional: z.tuple([
        z.strictObject({ cat: z.tuple([z.string(), variable('targetingKey')]) }),
        z.tuple([z.literal('candidate'), weight]),
        z.tuple([z.literal('stable'), weight]),
      ]),
    }),
    z.null(),
  ]),
});

const flagParts = { state: z.literal('ENABLED'), defaultVariant: z.literal('stable') };

const steadyFlag = z.strictObject({
  ...flagParts,
  variants: z.strictObject({ stable: variant }),
  metadata: z.strictObject({ bucketing: z.literal(BUCKETING) }),
});

const rolloutFlag = z
  .strictObject({
    ...flagParts,
    variants: z.strictObject({ stable: variant, candidate: variant }),
    targeting,
    metadata: z.strictObject({ rolloutId: name, stage: name, bucketing: z.literal(BUCKETING) }),
  })
  .refine(({ targeting: rule, metadata }) => {
    const [key, [, candidate], [, stable]] = rule.if[3].fractional;
    return key.cat[0] === saltOf(metadata.rolloutId) && candidate + stable === WHOLE_BP;
  }, 'The salt is the id of the rollout, and the weights are 10000 together');

function documentWith<Flag extends z.ZodType>(flag: Flag) {
  return z.strictObject({
    $schema: z.literal(SCHEMA),
    metadata: z.strictObject({
      flagSetId: z.literal(FLAG_SET),
      version: z.string().regex(/^\d{1,15}$/u),
    }),
    flags: z.strictObject({ [FLAG_KEY]: flag }),
  });
}

const steadyDocument = documentWith(steadyFlag);
const rolloutDocument = documentWith(rolloutFlag);

/** `.codelumi/registry/flags.json`: flagd's format, and of it what we use. */
export const flagsDocumentSchema = z.union([steadyDocument, rolloutDocument]);

/**
 * What the assistant, or a flagd, reads to serve a split; equal splits give equal bytes.
 * @param revision of the state it was made from; counts up
 * @throws CodelumiError `invalid-input` for a split that cannot be served as it is written
 */
export function flagsText(split: TrafficSplit, revision: number): string {
  const schema = split.rollout === undefined ? steadyDocument : rolloutDocument;
  const parsed = schema.safeParse({
    $schema: SCHEMA,
    metadata: { flagSetId: FLAG_SET, version: String(revision) },
    flags: { [FLAG_KEY]: flagOf(split) },
  });
  if (parsed.success) return `${JSON.stringify(parsed.data, null, 2)}\n`;
  const [issue] = parsed.error.issues;
  throw new CodelumiError({
    reason: 'invalid-input',
    what: `The traffic cannot be split like that: ${issue?.path.join('.')}: ${issue?.message}`,
    place: { file: FLAGS_FILE },
    remedy: 'Correct the deployment or the rollout; the file was left as it is.',
    cause: parsed.error,
  });
}

function flagOf({ stable, rollout }: TrafficSplit) {
  const parts = { state: 'ENABLED', defaultVariant: 'stable' };
  if (rollout === undefined) {
    return { ...parts, variants: { stable }, metadata: { bucketing: BUCKETING } };
  }
  const { id: rolloutId, stage, candidate, weightBp } = rollout;
  return {
    ...parts,
    variants: { stable, candidate },
    targeting: splitTargeting(rolloutId, weightBp),
    metadata: { rolloutId, stage, bucketing: BUCKETING },
  };
}
