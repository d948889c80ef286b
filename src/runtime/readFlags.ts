import { CodelumiError, messageOf } from '../core/errors.js';
import { BUCKETING } from '../core/registry/split/fractionalBucket.js';
import { FLAG_KEY, splitTargeting } from '../core/registry/split/splitTargeting.js';
import {
  type Artefact,
  type DeploymentVariant,
  isArtefactPath,
  isSha256,
  isSplitName,
  isWeight,
  type TrafficSplit,
} from '../core/registry/split/trafficSplit.js';
import { FLAGS_FILE } from '../core/workspace/paths.js';

export interface Flags {
  readonly split: TrafficSplit;
  readonly revision: string;
}

/**
 * The split that a file of flags holds. Only the rule that we write is understood, and it is compared as a whole, so
 * that whatever is served here is what flagd serves. Further keys, of a later version, do no harm.
 * @throws CodelumiError `invalid-input`
 */
export function readFlags(text: string): Flags {
  try {
    return flagsOf(JSON.parse(text));
  } catch (error) {
    if (error instanceof CodelumiError) throw error;
    throw notUsable(messageOf(error), error);
  }
}

function flagsOf(document: unknown): Flags {
  const revision = at(document, 'metadata', 'version');
  const flag = at(document, 'flags', FLAG_KEY);
  if (typeof revision !== 'string') throw notUsable('metadata.version is missing');
  if (at(flag, 'state') !== 'ENABLED' || at(flag, 'defaultVariant') !== 'stable') {
    throw notUsable(`the flag ${FLAG_KEY} is not one of ours`);
  }
  if (at(flag, 'metadata', 'bucketing') !== BUCKETING) {
    throw notUsable(`it is not made for ${BUCKETING}, so people would be assigned anew`);
  }
  return { split: splitOf(flag), revision };
}

function splitOf(flag: unknown): TrafficSplit {
  const stable = variantOf(flag, 'stable');
  const targeting = at(flag, 'targeting');
  if (targeting === undefined) return { stable };
  const id = at(flag, 'metadata', 'rolloutId');
  const stage = at(flag, 'metadata', 'stage');
  const weightBp = at(targeting, 'if', '3', 'fractional', '1', '1');
  if (!isName(id) || !isName(stage) || typeof weightBp !== 'number' || !isWeight(weightBp)) {
    throw notUsable('the rollout has no id, stage or weight');
  }
  if (JSON.stringify(targeting) !== JSON.stringify(splitTargeting(id, weightBp))) {
    throw notUsable('the rule of the rollout is not one of ours');
  }
  return { stable, rollout: { id, stage, candidate: variantOf(flag, 'candidate'), weightBp } };
}

function variantOf(flag: unknown, name: string): DeploymentVariant {
  const value = at(flag, 'variants', name);
  const deploymentId = at(value, 'deploymentId');
  const kb = artefactOrNone(at(value, 'kb'));
  const reranker = artefactOrNone(at(value, 'reranker'));
  if (!isName(deploymentId) || kb === undefined || reranker === undefined) {
    throw notUsable(`the variant ${name} does not name its deployment and files`);
  }
  return { deploymentId, kb, reranker };
}

function artefactOrNone(value: unknown): Artefact | null | undefined {
  return value === null ? null : artefactOf(value);
}

function artefactOf(value: unknown): Artefact | undefined {
  const [path, sha256] = [at(value, 'path'), at(value, 'sha256')];
  if (typeof path !== 'string' || typeof sha256 !== 'string') return undefined;
  return isArtefactPath(path) && isSha256(sha256) ? { path, sha256 } : undefined;
}

function isName(value: unknown): value is string {
  return typeof value === 'string' && isSplitName(value);
}

/** What stands there, if anything does. */
function at(value: unknown, ...keys: readonly string[]): unknown {
  let found = value;
  for (const key of keys) {
    if (typeof found !== 'object' || found === null || !Object.hasOwn(found, key)) return undefined;
    found = (found as Readonly<Record<string, unknown>>)[key];
  }
  return found;
}

function notUsable(why: string, cause?: unknown): CodelumiError {
  return new CodelumiError({
    reason: 'invalid-input',
    what: `The file of flags cannot be used: ${why}`,
    place: { file: FLAGS_FILE },
    remedy: 'Have it written anew; the last good one stays in use.',
    cause,
  });
}
