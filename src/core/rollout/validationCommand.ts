import type { Deployment } from '../registry/deployment.js';
import type { ValidateInput } from '../validation/validateInput.js';
import { KNOWLEDGE_BASE } from '../validation/versions/readVersions.js';
import type { RolloutStatus } from './rolloutStatus.js';

/**
 * What validates exactly a deployment against exactly what a rollback would lead to.
 * @param baseline undefined: what the assistant has of its own
 */
export function validationOf(
  candidate: Deployment,
  baseline: Deployment | undefined,
): ValidateInput {
  return {
    snapshot: candidate.kb.name,
    baseline: baseline?.kb.name ?? KNOWLEDGE_BASE,
    ...(candidate.reranker === null ? {} : { reranker: candidate.reranker.path }),
    ...(baseline?.reranker ? { baselineReranker: baseline.reranker.path } : {}),
  };
}

/** What a rollout in `DRAFT` waits for; undefined: none does, or its files are gone. */
export function awaitedValidation({
  underWay,
  deployments,
}: Pick<RolloutStatus, 'underWay' | 'deployments'>): ValidateInput | undefined {
  if (underWay?.stage !== 'DRAFT') return undefined;
  const { content, baseline } = underWay;
  const before = deployments.find(({ id }) => id === baseline);
  if (content === undefined || (baseline !== null && before === undefined)) return undefined;
  return validationOf(content, before);
}

/** The same as a command. */
export function validationCommand({
  snapshot,
  baseline,
  reranker,
  baselineReranker,
}: ValidateInput): string {
  const parts = [
    'codelumi validate',
    `--snapshot ${snapshot}`,
    `--baseline ${baseline}`,
    ...(reranker === undefined ? [] : [`--reranker ${reranker}`]),
    ...(baselineReranker === undefined ? [] : [`--baseline-reranker ${baselineReranker}`]),
  ];
  return parts.join(' ');
}
