import { OWN } from '../../registry/ownDeployment.js';

/** Who answers; `own` is what the assistant has of its own. */
export interface Answerer {
  readonly deployment: string;
  readonly reranker: string | null;
}

export function deploymentName(deployment: string): string {
  return deployment === OWN ? 'the assistant’s own' : deployment;
}

/** One name each: with the reranker where the deployment alone would not tell two of them apart. */
export function answererName(answerer: Answerer, all: readonly Answerer[]): string {
  const { deployment, reranker } = answerer;
  const rerankers = new Set(
    all.filter((each) => each.deployment === deployment).map((each) => each.reranker),
  );
  const name = deploymentName(deployment);
  return rerankers.size < 2 ? name : `${name}, ${reranker ?? 'BM25F'}`;
}

export function isSameAnswerer(one: Answerer, other: Answerer): boolean {
  return one.deployment === other.deployment && one.reranker === other.reranker;
}

/** Of what one answerer is the picture, as the end of an id: `own`, `dep-20260201-1a2b3c4d-2`. */
export function answererKey(answerer: Answerer, all: readonly Answerer[]): string {
  const alike = all.filter(({ deployment }) => deployment === answerer.deployment);
  const index = alike.findIndex((each) => isSameAnswerer(each, answerer));
  return index < 1 ? answerer.deployment : `${answerer.deployment}-${index + 1}`;
}
