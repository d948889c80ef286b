import type { Deployment } from '../registry/deployment.js';
import { KNOWLEDGE_BASE } from '../validation/versions/readVersions.js';

/**
 * The command that validates exactly a deployment against exactly what a rollback would lead to.
 * @param baseline undefined: what the assistant has of its own
 */
export function validationCommand(candidate: Deployment, baseline: Deployment | undefined): string {
  const parts = [
    'codelumi validate',
    `--snapshot ${candidate.kb.name}`,
    `--baseline ${baseline?.kb.name ?? KNOWLEDGE_BASE}`,
    ...(candidate.reranker === null ? [] : [`--reranker ${candidate.reranker.path}`]),
    ...(baseline?.reranker ? [`--baseline-reranker ${baseline.reranker.path}`] : []),
  ];
  return parts.join(' ');
}
