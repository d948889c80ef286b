import * as z from 'zod';
import type { JobContext } from '../../job.js';
import { readPolicies } from '../../review/quorum/policies.js';
import { type Config, configSchema } from '../../workspace/configSchema.js';
import {
  GATES,
  type GateName,
  type ValidationPolicy,
} from '../../workspace/settings/validationSchema.js';

/**
 * Where a rule of a validation comes from: `usual` where nobody said anything, the `settings`, the `policy` of a workspace without
 * signers, the `approved-policy` of one with them, or the `workspace`, which has what a gate asks about.
 */
const originSchema = z.enum(['usual', 'settings', 'policy', 'approved-policy', 'workspace']);

export const ruleSchema = z.strictObject({
  /** `tolerance.ndcg@10`, `minimumQueries`, or a gate, `required.canary`. */
  rule: z.string(),
  value: z.union([z.number(), z.boolean()]),
  from: originSchema,
});

export type RuleOrigin = z.infer<typeof originSchema>;
export type ValidationRule = z.infer<typeof ruleSchema>;

export interface ValidationRules {
  /** What gates go by. */
  readonly policy: ValidationPolicy;
  /** The same, one by one, with where each comes from. */
  readonly rules: readonly ValidationRule[];
}

const USUAL = configSchema.parse({}).validation;
const NUMBERS = ['significance', 'minimumQueries', 'minimumAnnotated', 'minimumEntries'] as const;

/**
 * By which rules a validation judges: those of the policy in force, else those of the settings.
 * @throws CodelumiError `invalid-input` where nobody can tell who may sign
 */
export async function readValidationRules(
  context: Pick<JobContext, 'files' | 'signer'>,
  config: Pick<Config, 'validation'>,
): Promise<ValidationRules> {
  const { now, needsApproval } = await readPolicies(context);
  return rulesBy(
    config.validation,
    now.validation ?? {},
    needsApproval ? 'approved-policy' : 'policy',
  );
}

/** @param held what the policy says */
export function rulesBy(
  settings: ValidationPolicy,
  held: NonNullable<Config['policy']['validation']>,
  holder: RuleOrigin,
): ValidationRules {
  const tolerance = { ...settings.tolerance };
  const rules: ValidationRule[] = [];
  for (const gate of Object.keys(tolerance) as (keyof typeof tolerance)[]) {
    const kept = held.tolerance?.[gate];
    const from =
      kept === undefined ? originOf(settings.tolerance[gate], USUAL.tolerance[gate]) : holder;
    tolerance[gate] = kept ?? tolerance[gate];
    rules.push({ rule: `tolerance.${gate}`, value: tolerance[gate], from });
  }
  const policy = { ...settings, tolerance };
  for (const key of NUMBERS) {
    const kept = held[key];
    policy[key] = kept ?? settings[key];
    const from = kept === undefined ? originOf(settings[key], USUAL[key]) : holder;
    rules.push({ rule: key, value: policy[key], from });
  }
  policy.required = GATES.filter((gate) => (held.required ?? settings.required).includes(gate));
  for (const gate of GATES)
    rules.push({
      rule: `required.${gate}`,
      value: policy.required.includes(gate),
      from:
        held.required === undefined
          ? originOf(isRequired(settings, gate), isRequired(USUAL, gate))
          : holder,
    });
  return { policy, rules };
}

/** The same where gates must pass because the workspace has what they ask about. */
export function alsoRequired(
  { policy, rules }: ValidationRules,
  gates: ReadonlySet<GateName>,
): ValidationRules {
  return {
    policy: {
      ...policy,
      required: GATES.filter((gate) => isRequired(policy, gate) || gates.has(gate)),
    },
    rules: rules.map((each) => {
      const isAdded = GATES.some(
        (gate) => gates.has(gate) && each.rule === `required.${gate}` && !isRequired(policy, gate),
      );
      return isAdded ? { rule: each.rule, value: true, from: 'workspace' } : each;
    }),
  };
}

function isRequired({ required }: ValidationPolicy, gate: GateName): boolean {
  return required.includes(gate);
}

function originOf<Value>(value: Value, usual: Value): RuleOrigin {
  return value === usual ? 'usual' : 'settings';
}
