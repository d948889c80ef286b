import { CodelumiError } from '../../errors.js';
import type { Releases } from '../../registry/readReleases.js';
import { prodOf } from '../../registry/rolloutState.js';
import type { ValidateInput } from '../validateInput.js';
import { KNOWLEDGE_BASE } from './readVersions.js';

export interface AgainstInUse {
  readonly input: ValidateInput;
  /** Why it is this baseline, in a sentence; undefined where it was named, or nothing was ever rolled out. */
  readonly note: string | undefined;
}

/**
 * Names the baseline where nobody did: what is in production, with its reranker, or what the assistant has of its own where nothing
 * is, as after a rollback. Workspaces without rollouts have no production; there it stays the newest snapshot before.
 */
export function againstInUse(
  input: ValidateInput,
  releases: Releases | CodelumiError,
): AgainstInUse {
  // What is compared does not depend on who may sign; the gates say what is wrong with the registry.
  const isTold = !(releases instanceof CodelumiError) && releases.events.length > 0;
  if (input.baseline !== undefined || !isTold) return { input, note: undefined };
  const prod = prodOf(releases.state);
  if (prod === null)
    return {
      input: { ...input, baseline: KNOWLEDGE_BASE },
      note: 'The baseline is the knowledge base, as nothing is in production.',
    };
  const deployment = releases.deployments.get(prod)?.deployment;
  if (deployment === undefined || deployment.kb.name === input.snapshot)
    return { input, note: undefined };
  const { kb, reranker } = deployment;
  const own = input.baselineReranker === undefined && reranker !== null;
  return {
    input: { ...input, baseline: kb.name, ...(own ? { baselineReranker: reranker.path } : {}) },
    note: `The baseline is that of ${prod}, which is in production.`,
  };
}
