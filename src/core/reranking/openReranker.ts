import { CodelumiError } from '../errors.js';
import type { JobContext } from '../job.js';
import { sha256 } from '../records/sha256.js';
import type { KnowledgeIndex } from '../retrieval/knowledgeIndex.js';
import { LONGEST_ARTEFACT, readArtefact } from './builtin/artefact.js';
import { builtinReranker } from './builtin/builtinReranker.js';
import type { Priors } from './builtin/priors.js';
import { loadReranker } from './loadReranker.js';
import { isOnnxFolder, type OnnxContext, openOnnxReranker } from './onnx/openOnnxReranker.js';
import type { Reranker } from './reranker.js';
import { notARerankerFile, rerankerName } from './rerankerName.js';

export interface RerankerOptions {
  /** What is known of entries whatever the query; for models that were trained with it. */
  readonly priors?: Priors | undefined;
}

/**
 * Opens a reranker by its file's name: `*.json` is the built-in one, a folder with `model.onnx` a cross-encoder, any other
 * the assistant's, saved by joblib.
 * @param knowledge that passages are of, or are held against; the reranker follows its changes
 * @throws CodelumiError `not-found`, `not-a-file`, `not-readable`, `not-trusted`; `invalid-input` when it is not
 *   understood, saying what in it is not
 */
export async function openReranker(
  context: OnnxContext,
  file: string,
  knowledge: KnowledgeIndex,
  { priors }: RerankerOptions = {},
): Promise<Reranker> {
  const { files } = context;
  if (file.endsWith('.json')) return openBuiltin(files, file, { knowledge, priors });
  if (await isOnnxFolder(files, file)) return openOnnxReranker(context, file);
  const reranker = await loadReranker(files, file);
  if (reranker === undefined) throw notFound(file);
  return reranker;
}

async function openBuiltin(
  files: JobContext['files'],
  file: string,
  bound: { readonly knowledge: KnowledgeIndex; readonly priors: Priors | undefined },
): Promise<Reranker> {
  const stat = await files.stat(file);
  if (stat === undefined) throw notFound(file);
  if (stat.kind !== 'file') throw notARerankerFile(file);
  if (stat.size > LONGEST_ARTEFACT) throw refused(file, `is larger than ${LONGEST_ARTEFACT} bytes`);
  const content = await files.read(file);
  const read = readArtefact(new TextDecoder().decode(content));
  if ('problem' in read) throw refused(file, read.problem);
  return builtinReranker({ ...rerankerName(file), sha256: sha256(content) }, read.model, bound);
}

function notFound(file: string): CodelumiError {
  return new CodelumiError({
    reason: 'not-found',
    what: 'There is no reranker',
    place: { file },
    remedy: 'Train one, or name another file.',
  });
}

function refused(file: string, problem: string): CodelumiError {
  return new CodelumiError({
    reason: 'invalid-input',
    what: `The reranker cannot be read: it ${problem}`,
    place: { file },
    remedy: 'Train it anew.',
  });
}
