import type { JobContext } from '../../job.js';
import type { Confinement, Programs } from '../../ports/programs.js';
import type { Reranker } from '../../reranking/reranker.js';
import type { KnowledgeIndex } from '../../retrieval/knowledgeIndex.js';
import type { TrainingSettings } from '../../workspace/settings/trainingSchema.js';
import type { ModelFamily } from '../artefacts/modelFamily.js';
import type { ModelManifest } from '../artefacts/modelManifest.js';
import type { TrainingData } from '../data/trainingData.js';

/** What a recipe may know of the world: a place to run programs in, and when to stop. */
export interface TrainingContext extends Pick<JobContext, 'signal' | 'progress' | 'toolVersion'> {
  readonly programs: Programs;
}

export interface RecipeInput {
  readonly data: TrainingData;
  readonly settings: TrainingSettings;
}

/** What came of training, not yet checked. */
export interface Trained
  extends Pick<
    ModelManifest,
    'recipe' | 'format' | 'features' | 'metrics' | 'notes' | 'environment'
  > {
  readonly content: Uint8Array;
  readonly learned: Omit<
    ModelManifest['data'],
    'knowledge_sha256' | 'entries' | 'candidates' | 'withheld' | 'unreadable'
  >;
  readonly confinement: Confinement;
}

/** One way to train a reranker, in a program of its own. */
export interface Recipe {
  readonly name: ModelManifest['recipe']['name'];
  readonly family: ModelFamily;
  /** Bytes that an artefact may have. */
  readonly largest: number;
  /**
   * @throws CodelumiError `training-failed` with what the program said, `invalid-input` where there is too little to
   *   learn from; JobCancelled
   */
  train(context: TrainingContext, input: RecipeInput): Promise<Trained>;
  /**
   * Reads an artefact as it is read later.
   * @throws CodelumiError `invalid-input`
   */
  open(file: string, content: Uint8Array, knowledge: KnowledgeIndex): Promise<Reranker>;
}
