import { BUCKETING } from '../core/registry/split/fractionalBucket.js';
import { FLAG_KEY } from '../core/registry/split/splitTargeting.js';
import type { Deployments, Reason } from './api.js';
import type { DeploymentDetails } from './providerApi.js';

/** In the words of flagd, which does not tell a pin from a lot. */
const REASONS: Readonly<Record<Reason, string>> = {
  STATIC: 'STATIC',
  PINNED: 'TARGETING_MATCH',
  SPLIT: 'TARGETING_MATCH',
  DEFAULT: 'DEFAULT',
};

type Evaluated = Pick<Deployments, 'resolveKey' | 'problem'>;

/** See providerApi.ts. */
export class CodelumiProvider {
  readonly metadata = { name: 'codelumi' };
  readonly runsOn = 'server';
  readonly #deployments: Evaluated;

  constructor(deployments: Evaluated) {
    this.#deployments = deployments;
  }

  async resolveBooleanEvaluation(flagKey: string): Promise<never> {
    throw otherType(flagKey);
  }

  async resolveStringEvaluation(flagKey: string): Promise<never> {
    throw otherType(flagKey);
  }

  async resolveNumberEvaluation(flagKey: string): Promise<never> {
    throw otherType(flagKey);
  }

  async resolveObjectEvaluation<Value>(
    flagKey: string,
    _defaultValue: Value,
    { targetingKey, pin }: Readonly<Record<string, unknown>>,
  ): Promise<DeploymentDetails<Value>> {
    if (flagKey !== FLAG_KEY) throw noSuchFlag(flagKey);
    const resolution = await this.#deployments.resolveKey({
      targetingKey: textIn(targetingKey),
      pin: textIn(pin),
    });
    if (resolution === undefined) throw nothingDeployed(this.#deployments.problem);
    const { deploymentId, kb, reranker, variant, reason, revision, rolloutId, stage } = resolution;
    return {
      // OpenFeature lets callers say what they expect and cannot check it.
      value: { deploymentId, kb, reranker } as Value,
      variant,
      reason: REASONS[reason],
      flagMetadata: {
        flagSetId: 'codelumi',
        version: revision,
        ...(rolloutId !== undefined && { rolloutId }),
        ...(stage !== undefined && { stage }),
        bucketing: BUCKETING,
      },
    };
  }
}

/** The SDK reads nothing of an error but its message and code. */
class EvaluationError extends Error {
  readonly code: string;

  constructor(code: string, message: string, cause?: unknown) {
    super(message, { cause });
    this.name = 'EvaluationError';
    this.code = code;
  }
}

function textIn(value: unknown): string | undefined {
  return typeof value === 'string' ? value : undefined;
}

function otherType(flagKey: string): EvaluationError {
  if (flagKey !== FLAG_KEY) return noSuchFlag(flagKey);
  return new EvaluationError('TYPE_MISMATCH', `${FLAG_KEY} is an object.`);
}

function noSuchFlag(flagKey: string): EvaluationError {
  return new EvaluationError('FLAG_NOT_FOUND', `There is no flag ${flagKey} but ${FLAG_KEY}.`);
}

function nothingDeployed(problem: Deployments['problem']): EvaluationError {
  if (problem !== undefined) return new EvaluationError('PARSE_ERROR', problem.message, problem);
  return new EvaluationError('FLAG_NOT_FOUND', 'Nothing was deployed in this workspace.');
}
