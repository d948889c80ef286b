/** A file of the workspace, and what its bytes must be. */
export interface Artefact {
  /** Relative to the workspace, with `/` between the parts. */
  readonly path: string;
  /** 64 lower-case hexadecimal digits. */
  readonly sha256: string;
}

/** What is served together: a knowledge base and what ranks its entries. */
export interface DeploymentVariant {
  readonly deploymentId: string;
  /** null: what the assistant has of its own, while nothing was ever deployed. */
  readonly kb: Artefact | null;
  /** null: the order of BM25F. */
  readonly reranker: Artefact | null;
}

export interface RolloutSplit {
  /** Also the salt: who gets the candidate of one rollout says nothing of who gets that of another. */
  readonly id: string;
  /** `canary`, `beta`, … */
  readonly stage: string;
  readonly candidate: DeploymentVariant;
  /** Share of the traffic for the candidate, in basis points. */
  readonly weightBp: number;
}

/** Who is served what. */
export interface TrafficSplit {
  readonly stable: DeploymentVariant;
  /** Left out while nothing is rolled out. */
  readonly rollout?: RolloutSplit;
}

export type VariantName = 'stable' | 'candidate';

/** All of the traffic in basis points. It never changes, so that a larger share only ever adds people. */
export const WHOLE_BP = 10_000;

const NAME = /^[A-Za-z0-9][A-Za-z0-9._-]{0,63}$/u;

/** Whether this may be the id of a deployment or rollout, or a stage: ASCII, because flagd's editions hash only that alike. */
export function isSplitName(text: string): boolean {
  return NAME.test(text);
}

export function isSha256(text: string): boolean {
  return /^[0-9a-f]{64}$/u.test(text);
}

export function isWeight(value: number): boolean {
  return Number.isInteger(value) && value >= 0 && value <= WHOLE_BP;
}

/** Whether a path, as it is written, stays in the workspace on every system. */
export function isArtefactPath(path: string): boolean {
  if (path.length > 1_024 || /[\\:\p{Cc}]/u.test(path)) return false;
  return path.split('/').every((part) => !['', '.', '..'].includes(part));
}
