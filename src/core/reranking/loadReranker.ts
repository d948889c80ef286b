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
import { notARerankerFile, rerankerName } from './rerankerName.js';

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
  if (stat.kind !== 'file') throw notARerankerFile(file);
  if (stat.size > LIMITS.fileBytes)
    throw refused(file, new UnreadableModel(`is larger than ${LIMITS.fileBytes} bytes`));
  return readReranker(file, await files.read(file));
}

/**
 * The same of bytes that are at hand.
 * @param file gives the reranker its name and version
 * @throws CodelumiError `invalid-input`, as `loadReranker`
 */
export async function readReranker(file: string, content: Uint8Array): Promise<Reranker> {
  try {
    const model = pipelineModelOf(readPickle(await unpackJoblib(content)));
    return rerankerOf(file, content, model);
  } catch (error) {
    throw error instanceof UnreadableModel ? refused(file, error) : error;
  }
}

function rerankerOf(file: string, content: Uint8Array, model: PipelineModel): Reranker {
  const scorer = new TfidfScorer(model);
  return {
    ...rerankerName(file),
    sha256: sha256(content),
    // The model sees `query + " \n " + candidate`; no token, accent or letter case reaches across that
    // gap, so the query's tokens are found once.
    score: async (query, passages) => {
      const queryTokens = scorer.tokens(query);
      return passages.map(({ answer }) =>
        scorer.probability([...queryTokens, ...scorer.tokens(answer)]),
      );
    },
  };
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
