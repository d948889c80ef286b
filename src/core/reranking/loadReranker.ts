import { CodelumiError } from '../errors.js';
import type { Files } from '../ports/files.js';
import { sha256 } from '../records/sha256.js';
import { RERANKER_FILE } from '../workspace/paths.js';
import { LIMITS } from './pickle/limits.js';
import { readPickle } from './pickle/pickleReader.js';
import { unpackJoblib } from './pickle/unpackJoblib.js';
import { UnreadableModel } from './pickle/unreadableModel.js';
import { type PipelineModel, pipelineModelOf } from './pipeline/pipelineModel.js';
import { TfidfScorer } from './pipeline/tfidfScorer.js';
import type { Reranker } from './reranker.js';

/**
 * Reads the assistant's own reranker without Python and without running anything that is in it.
 *
 * @returns undefined when the file is not there
 * @throws CodelumiError `invalid-input` when it is no TF-IDF and logistic regression pipeline saved by
 *   joblib, naming what in it is not understood and at which byte; `not-a-file`, `not-readable`
 */
export async function loadReranker(
  files: Files,
  file: string = RERANKER_FILE,
): Promise<Reranker | undefined> {
  const stat = await files.stat(file);
  if (stat === undefined) return undefined;
  if (stat.kind !== 'file') throw notAFile(file);
  try {
    if (stat.size > LIMITS.fileBytes) {
      throw new UnreadableModel(`is larger than ${LIMITS.fileBytes} bytes`);
    }
    const content = await files.read(file);
    const model = pipelineModelOf(readPickle(await unpackJoblib(content)));
    return rerankerOf(file, content, model);
  } catch (error) {
    throw error instanceof UnreadableModel ? refused(file, error) : error;
  }
}

function rerankerOf(file: string, content: Uint8Array, model: PipelineModel): Reranker {
  const scorer = new TfidfScorer(model);
  return {
    ...artefactName(file),
    sha256: sha256(content),
    // The model sees `query + " \n " + candidate`; no token, accent or letter case reaches across that
    // gap, so the query's tokens are found once.
    score: async (query, candidates) => {
      const queryTokens = scorer.tokens(query);
      return candidates.map((candidate) =>
        scorer.probability([...queryTokens, ...scorer.tokens(candidate)]),
      );
    },
  };
}

/** `models/reranker.joblib.v1.1.0` is version 1.1.0 of `reranker.joblib`. */
function artefactName(file: string): { readonly name: string; readonly version: string } {
  const fullName = file.slice(file.lastIndexOf('/') + 1);
  const [, name = fullName, version = 'unversioned'] =
    /^(.+)\.v(\d+\.\d+\.\d+[^/]*)$/u.exec(fullName) ?? [];
  return { name, version };
}

function notAFile(file: string): CodelumiError {
  return new CodelumiError({
    reason: 'not-a-file',
    what: 'Something else stands where the reranker should be a file',
    place: { file },
    remedy: 'Move it away, or name another file.',
  });
}

function refused(file: string, cause: UnreadableModel): CodelumiError {
  return new CodelumiError({
    reason: 'invalid-input',
    what: `The reranker cannot be read: it ${cause.message}`,
    place: { file },
    remedy: cause.remedy ?? 'Train it anew with scripts/train_reranker.py; nothing in it was run.',
    cause,
  });
}
