import type { JobContext } from '../../job.js';
import { parsedJson } from '../../records/parsedJson.js';
import { sha256 } from '../../records/sha256.js';
import { MODELS_FOLDER, RERANKER_FILE } from '../../workspace/paths.js';
import {
  artefactOf,
  compareVersions,
  type ModelFamily,
  type Version,
  versionText,
} from './modelFamily.js';
import { type ModelManifest, modelManifestFile, modelManifestSchema } from './modelManifest.js';

/** Bytes; one names every accepted candidate. */
const LARGEST_MANIFEST = 64 * 1024 * 1024;

/** A version of a reranker that is there. */
export interface ModelVersion {
  readonly file: string;
  readonly family: ModelFamily;
  readonly version: Version;
  /** undefined: there is none, or none that can be read. */
  readonly manifest: ModelManifest | undefined;
}

/** Every versioned reranker of the workspace; those of one family together, the newest version first. */
export async function modelVersions(context: Pick<JobContext, 'files'>): Promise<ModelVersion[]> {
  const found: ModelVersion[] = [];
  for (const { name, kind } of await context.files.list(MODELS_FOLDER)) {
    const artefact = kind === 'file' ? artefactOf(name) : undefined;
    if (artefact === undefined) continue;
    const file = `${MODELS_FOLDER}/${name}`;
    found.push({
      file,
      ...artefact,
      manifest: await readModelManifest(context, modelManifestFile(file)),
    });
  }
  return found.sort(
    (a, b) => a.family.localeCompare(b.family, 'en') || compareVersions(b.version, a.version),
  );
}

/** undefined where there is none that can be read as one. */
export async function readModelManifest(
  { files }: Pick<JobContext, 'files'>,
  file: string,
): Promise<ModelManifest | undefined> {
  const stat = await files.stat(file);
  if (stat?.kind !== 'file' || stat.size > LARGEST_MANIFEST) return undefined;
  return modelManifestSchema.safeParse(parsedJson(await files.read(file))).data;
}

/** What a new artefact is told from an older one by. */
export type Making = Pick<ModelManifest, 'recipe' | 'format' | 'features'>;

/**
 * The version that follows, by Semantic Versioning as far as it can mean anything for a model: patch for the same
 * recipe with new data, minor for another recipe, major for other features or another format. Of a version
 * without a manifest nobody knows its recipe.
 */
export function nextVersion(latest: ModelVersion | undefined, made: Making): Version {
  if (latest === undefined) return [1, 0, 0];
  const [major, minor, patch] = latest.version;
  const { manifest } = latest;
  if (manifest === undefined) return [major, minor + 1, 0];
  const isCompatible = manifest.format === made.format && manifest.features === made.features;
  if (!isCompatible) return [major + 1, 0, 0];
  const { name, sha256: recipe } = manifest.recipe;
  const isSameRecipe = name === made.recipe.name && recipe === made.recipe.sha256;
  return isSameRecipe ? [major, minor, patch + 1] : [major, minor + 1, 0];
}

/** What a new version follows: the version before it, or the assistant's own model, which has none. */
export async function parentOf(
  { files }: Pick<JobContext, 'files'>,
  family: ModelFamily,
  latest: ModelVersion | undefined,
): Promise<ModelManifest['parent']> {
  if (latest !== undefined) {
    const hash = sha256(await files.read(latest.file));
    return { artefact: latest.file, version: versionText(latest.version), sha256: hash };
  }
  if (family !== 'joblib' || (await files.stat(RERANKER_FILE))?.kind !== 'file') return null;
  return {
    artefact: RERANKER_FILE,
    version: null,
    sha256: sha256(await files.read(RERANKER_FILE)),
  };
}
