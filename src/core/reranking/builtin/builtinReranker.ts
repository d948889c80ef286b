import type { KnowledgeIndex } from '../../retrieval/knowledgeIndex.js';
import type { Reranker } from '../reranker.js';
import { FeatureExtractor, type FirstStage } from './features.js';
import { type LinearMix, mixedScore } from './linearMix.js';
import type { Priors } from './priors.js';

/** A built-in model, bound to the knowledge base that it ranks. */
export function builtinReranker(
  identity: Pick<Reranker, 'name' | 'version' | 'sha256'>,
  model: LinearMix,
  {
    knowledge,
    priors,
  }: { readonly knowledge: KnowledgeIndex; readonly priors?: Priors | undefined },
): Reranker {
  const extractor = new FeatureExtractor(knowledge, priors);
  return {
    ...identity,
    score: async (query, passages) => {
      const firstStage = extractor.firstStage(query);
      const places = new Map(firstStage.passages.map((passage, at) => [passage, at]));
      const scoreOf = mixedScore(firstStage, model);
      return passages.map((passage) => scoreOf(rowOf(firstStage, passage, places.get(passage))));
    },
  };
}

function rowOf(firstStage: FirstStage, passage: Parameters<FirstStage['rowOf']>[0], at?: number) {
  const row = at === undefined ? undefined : firstStage.rows[at];
  if (at === undefined || row === undefined) return firstStage.rowOf(passage);
  return { score: firstStage.scores[at] ?? 0, row };
}
