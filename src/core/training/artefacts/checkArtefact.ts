import { messageOf } from '../../errors.js';
import { KnowledgeIndex } from '../../retrieval/knowledgeIndex.js';
import { indexedEntry } from '../../snapshots/indexedEntry.js';
import type { TrainingData } from '../data/trainingData.js';
import type { Recipe } from '../recipes/recipe.js';
import { trainingFailed } from '../recipes/runIsolated.js';

/** Questions that a new model is asked before anything else is done with it, and answers to each. */
const PROBES = 20;
const PASSAGES = 10;

/**
 * Asks a new model what it will be asked, before it has a name: it has to be read by the readers that read it later,
 * and to tell passages apart with numbers. Whoever made it may have made anything.
 *
 * @throws CodelumiError `training-failed`
 */
export async function checkArtefact(
  { open, largest }: Recipe,
  file: string,
  content: Uint8Array,
  data: TrainingData,
): Promise<void> {
  if (content.length === 0 || content.length > largest)
    throw trainingFailed(`made a model of ${content.length} bytes; it may have ${largest}`);
  const scores = await probe(open, file, content, data).catch((cause) => {
    throw trainingFailed(`made a model that cannot be used: ${messageOf(cause)}`, cause);
  });
  if (scores.some((score) => !Number.isFinite(score)))
    throw trainingFailed('made a model that gives no numbers as scores');
}

/** Every score that the model gives, of entries that are near to each question. */
async function probe(
  open: Recipe['open'],
  file: string,
  content: Uint8Array,
  { entries }: TrainingData,
): Promise<readonly number[]> {
  const knowledge = new KnowledgeIndex(entries.map(indexedEntry));
  const reranker = await open(file, content, knowledge);
  const all: number[] = [];
  for (const { q } of entries.slice(0, PROBES)) {
    const passages = knowledge.search(q, PASSAGES).flatMap(({ id }) => knowledge.entry(id) ?? []);
    const scores = await reranker.score(q, passages);
    if (scores.length !== passages.length) throw new Error('it scores not every passage');
    all.push(...scores);
  }
  return all;
}
