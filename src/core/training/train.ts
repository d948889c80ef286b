import { CodelumiError } from '../errors.js';
import type { Job, JobContext } from '../job.js';
import { sha256 } from '../records/sha256.js';
import { readConfig } from '../workspace/config.js';
import { withWorkspaceLock } from '../workspace/lock.js';
import type { TrainingSettings } from '../workspace/settings/trainingSchema.js';
import { checkArtefact } from './artefacts/checkArtefact.js';
import {
  artefactFile,
  type ModelFamily,
  type Version,
  versionText,
} from './artefacts/modelFamily.js';
import { type ModelManifest, modelManifestFile } from './artefacts/modelManifest.js';
import {
  type ModelVersion,
  modelVersions,
  nextVersion,
  parentOf,
} from './artefacts/modelVersions.js';
import { readTrainingData, type TrainingData } from './data/trainingData.js';
import { chooseRecipe } from './recipes/chooseRecipe.js';
import type { Recipe, Trained, TrainingContext } from './recipes/recipe.js';

export interface TrainInput {
  /** Left out: as `training.recipe` of the settings says. */
  readonly recipe?: TrainingSettings['recipe'] | undefined;
  /** The Python to train with scikit-learn in; left out: whichever on `PATH` has it. */
  readonly python?: string | undefined;
}

export interface TrainResult {
  readonly file: string;
  readonly manifestFile: string;
  readonly manifest: ModelManifest;
  /** False where the same bytes are there already: then these are the names of that version. */
  readonly isNew: boolean;
}

/**
 * "Retrain Reranker": learns from the knowledge base and what was reviewed, in a program of its own, and adds what came
 * of it to `models/` as a new version with its manifest, if it passes its checks. Nothing is in use for that;
 * nothing that is there is changed. The same data, recipe, seed and environment give the same bytes.
 *
 * @throws CodelumiError `not-trusted` where no program may be run, `not-found` where scikit-learn was asked for and is
 *   not there or there is nothing to learn from, `invalid-input` where there is too little, `checks-missing` where what
 *   was accepted must not be released, `training-failed`, `locked`; JobCancelled
 */
export const train: Job<TrainInput, TrainResult> = async ({ recipe: wanted, python }, context) => {
  const { training: settings, ...config } = await readConfig(context.files);
  const own = trainingContext(context);
  const data = await readTrainingData(context, { ...config, training: settings });
  const recipe = await chooseRecipe(own, wanted ?? settings.recipe, python);
  const trained = await recipe.train(own, { data, settings });
  context.progress({ message: 'Checking the new model' });
  await checkArtefact(recipe, artefactFile(recipe.family, [0, 0, 0]), trained.content, data);
  return withWorkspaceLock(context, 'add a reranker', async (lock) => {
    const versions = (await modelVersions(context)).filter(
      ({ family }) => family === recipe.family,
    );
    const hash = sha256(trained.content);
    for (const { file, manifest } of versions)
      if (manifest?.sha256 === hash && sha256(await context.files.read(file)) === hash)
        return existing(file, manifest);
    const manifest = await manifestOf(context, { recipe, trained, data, settings }, versions[0]);
    const file = manifest.artefact;
    await lock.confirm();
    await context.files.replace(file, trained.content);
    await context.files.replace(modelManifestFile(file), `${JSON.stringify(manifest, null, 2)}\n`);
    return { file, manifestFile: modelManifestFile(file), manifest, isNew: true };
  });
};

function trainingContext({ programs, ...context }: JobContext): TrainingContext {
  if (programs !== undefined) return { ...context, programs };
  throw new CodelumiError({
    reason: 'not-trusted',
    what: 'Training runs a program, and this workspace is not trusted',
    remedy: 'Trust the workspace first.',
  });
}

function existing(file: string, manifest: ModelManifest): TrainResult {
  return { file, manifestFile: modelManifestFile(file), manifest, isNew: false };
}

/** A version may be gone whose manifest is still there; it is not ours to write over. */
async function freeVersion(
  context: Pick<JobContext, 'files'>,
  family: ModelFamily,
  [major, minor, patch]: Version,
): Promise<Version> {
  for (let next = patch; ; next += 1) {
    const file = artefactFile(family, [major, minor, next]);
    const manifest = await context.files.stat(modelManifestFile(file));
    if (manifest === undefined) return [major, minor, next];
  }
}

interface Made {
  readonly recipe: Recipe;
  readonly trained: Trained;
  readonly data: TrainingData;
  readonly settings: TrainingSettings;
}

async function manifestOf(
  context: JobContext,
  { recipe, trained, data, settings }: Made,
  latest: ModelVersion | undefined,
): Promise<ModelManifest> {
  const { content, learned, confinement, metrics, notes, environment } = trained;
  const version = await freeVersion(context, recipe.family, nextVersion(latest, trained));
  return {
    v: 1,
    artefact: artefactFile(recipe.family, version),
    version: versionText(version),
    created_at: context.clock.now().toISOString(),
    tool_version: context.toolVersion,
    sha256: sha256(content),
    bytes: content.length,
    recipe: trained.recipe,
    format: trained.format,
    features: trained.features,
    seed: settings.seed,
    data: {
      sha256: learned.sha256,
      knowledge_sha256: data.knowledgeSha256,
      entries: data.entries.length,
      candidates: data.accepted.map(({ candidate }) => candidate),
      questions: learned.questions,
      positive: learned.positive,
      negative: learned.negative,
      left_out: learned.left_out,
      withheld: data.withheld,
      unreadable: data.unreadable,
    },
    metrics,
    notes,
    environment,
    isolation: {
      ...confinement,
      memory_megabytes: settings.memoryMegabytes,
      timeout_seconds: settings.timeoutSeconds,
    },
    parent: await parentOf(context, recipe.family, latest),
  };
}
