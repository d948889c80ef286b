import { join, resolve } from 'node:path';
import { sha256 } from '../core/records/sha256.js';
import { evaluateSplit } from '../core/registry/split/evaluateSplit.js';
import { targetingKeyOf } from '../core/registry/split/targetingKey.js';
import type {
  Deployments,
  Exposure,
  KeyedSubject,
  KnowledgeEntry,
  OpenOptions,
  RerankerFile,
  Resolution,
  Subject,
} from './api.js';
import { entriesOf, readArtefact } from './artefacts.js';
import { appendLine, exposureLine } from './exposureLog.js';
import { FlagsFile } from './flagsFile.js';

const KNOWLEDGE_LIMIT_BYTES = 1024 ** 3;
const RERANKER_LIMIT_BYTES = 256 * 1024 ** 2;

const UNIT_DIGITS = 16;

/** For the assistant's own process; see api.ts. */
export function openDeployments({ workspace, kbUsageFile }: OpenOptions): Deployments {
  const root = resolve(workspace);
  const file = resolve(root, kbUsageFile ?? join('userData', 'kb_usage.jsonl'));
  return new WorkspaceDeployments(root, file);
}

/** See api.ts. */
export function targetingKey(subject: Subject): string | undefined {
  return targetingKeyOf(subject);
}

class WorkspaceDeployments implements Deployments {
  readonly #root: string;
  readonly #kbUsageFile: string;
  readonly #flags: FlagsFile;

  constructor(root: string, kbUsageFile: string) {
    this.#root = root;
    this.#kbUsageFile = kbUsageFile;
    this.#flags = new FlagsFile(root);
  }

  get problem(): Deployments['problem'] {
    return this.#flags.problem as Deployments['problem'];
  }

  async resolve(subject: Subject = {}): Promise<Resolution | undefined> {
    return this.resolveKey({ targetingKey: targetingKeyOf(subject), pin: subject.pin });
  }

  async resolveKey(subject: KeyedSubject): Promise<Resolution | undefined> {
    const flags = await this.#flags.current();
    if (flags === undefined) return undefined;
    const { split, revision } = flags;
    const { variant, reason } = evaluateSplit(split, subject);
    const { rollout } = split;
    if (rollout === undefined) {
      const steady = { ...split.stable, variant, reason, revision };
      return { ...steady, ...unitIn(steady.deploymentId, subject) };
    }
    const served = variant === 'stable' ? split.stable : rollout.candidate;
    const { id: rolloutId, stage } = rollout;
    const resolution = { ...served, variant, reason, rolloutId, stage, revision };
    return reason === 'SPLIT' ? { ...resolution, ...unitIn(rolloutId, subject) } : resolution;
  }

  async loadKnowledge({ kb }: Resolution): Promise<readonly KnowledgeEntry[] | undefined> {
    if (kb === null) return undefined;
    const { content } = await readArtefact(this.#root, kb, KNOWLEDGE_LIMIT_BYTES);
    return entriesOf(kb.path, content);
  }

  async readReranker({ reranker }: Resolution): Promise<RerankerFile | undefined> {
    if (reranker === null) return undefined;
    return readArtefact(this.#root, reranker, RERANKER_LIMIT_BYTES);
  }

  async logExposure(resolution: Resolution, exposure: Exposure): Promise<void> {
    await appendLine(this.#kbUsageFile, exposureLine(resolution, exposure));
  }
}

/** A name for a subject that nobody can follow from one rollout or deployment to another; none without a key. */
function unitIn(where: string, { targetingKey: key }: KeyedSubject): Pick<Resolution, 'unit'> {
  if (key === undefined || key === '') return {};
  return { unit: sha256(`${where}:${key}`).slice(0, UNIT_DIGITS) };
}
