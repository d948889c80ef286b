import { PickleList, PickleTuple } from '../pickle/pickleValues.js';
import { UnreadableModel } from '../pickle/unreadableModel.js';
import { Attributes } from './attributes.js';
import { type LogisticParameters, logisticParametersOf } from './logisticParameters.js';
import { type TfidfParameters, tfidfParametersOf } from './tfidfParameters.js';

/** What a fitted `Pipeline(TfidfVectorizer, LogisticRegression)` has learned, freed of its pickle. */
export interface PipelineModel {
  readonly tfidf: TfidfParameters;
  readonly regression: LogisticParameters;
}

/** @throws UnreadableModel when the value is not such a pipeline, fitted to two classes */
export function pipelineModelOf(value: unknown): PipelineModel {
  const pipeline = new Attributes(value, 'Pipeline');
  const steps = pipeline.get('steps');
  if (!(steps instanceof PickleList) || steps.items.length !== 2) return pipeline.refuse('steps');
  const [vectorizer, classifier] = steps.items.map(estimatorOf);
  const tfidf = tfidfParametersOf(vectorizer);
  return { tfidf, regression: logisticParametersOf(classifier, tfidf.vocabulary.size) };
}

/** A step is a tuple of a name, which does not matter, and an estimator. */
function estimatorOf(step: unknown): unknown {
  if (step instanceof PickleTuple && step.items.length === 2) return step.items[1];
  throw new UnreadableModel('has a pipeline step that is not a name and an estimator');
}
