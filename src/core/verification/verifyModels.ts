import { createHash } from 'node:crypto';
import type { JobContext } from '../job.js';
import { artefactOf } from '../training/artefacts/modelFamily.js';
import {
  MODEL_MANIFEST_END,
  type ModelManifest,
  modelManifestFile,
} from '../training/artefacts/modelManifest.js';
import { readModelManifest } from '../training/artefacts/modelVersions.js';
import { MODELS_FOLDER } from '../workspace/paths.js';
import type { Findings } from './fault.js';

/**
 * Whether every reranker that was trained still has the bytes that its manifest names. The assistant's own, which has no
 * version, and what else is there have no manifest to be held against.
 * @returns how many manifests were looked at
 */
export async function verifyModels(context: JobContext, findings: Findings): Promise<number> {
  const listed = await context.files.list(MODELS_FOLDER);
  const names = new Set(listed.filter(({ kind }) => kind === 'file').map(({ name }) => name));
  let looked = 0;
  for (const name of names) {
    const file = `${MODELS_FOLDER}/${name}`;
    if (name.endsWith(MODEL_MANIFEST_END)) {
      looked += 1;
      await verifyModel(context, file, findings);
    } else if (artefactOf(name) !== undefined && !names.has(modelManifestFile(name))) {
      const message = 'a reranker without its manifest, so nobody knows what it was made from';
      findings.warnings.push({ check: 'model', place: { file }, message });
    }
  }
  return looked;
}

async function verifyModel(
  context: JobContext,
  manifestFile: string,
  { faults }: Findings,
): Promise<void> {
  const file = manifestFile.slice(0, -MODEL_MANIFEST_END.length);
  const fault = (message: string, place = { file: manifestFile }) =>
    faults.push({ check: 'model', place, message });
  const manifest = await readModelManifest(context, manifestFile);
  if (manifest === undefined) fault('not a manifest that can be read; restore it from Git');
  else if (manifest.artefact !== file)
    fault('a manifest of another reranker than the one beside it');
  if ((await context.files.stat(file))?.kind !== 'file')
    fault('the reranker itself is missing; restore it from Git');
  else if (manifest !== undefined && !(await isAsMade(context, file, manifest)))
    fault('changed after it was trained; restore it from Git, or train anew', { file });
}

async function isAsMade(
  { files }: JobContext,
  file: string,
  manifest: ModelManifest,
): Promise<boolean> {
  const hash = createHash('sha256');
  for await (const piece of files.readChunks(file)) hash.update(piece);
  return hash.digest('hex') === manifest.sha256;
}
