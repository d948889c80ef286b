import type { JobContext } from '../job.js';
import { MODELS_FOLDER } from '../workspace/paths.js';
import { rerankerName } from './rerankerName.js';

/** A reranker as a list shows it: by its file's name, unopened. */
export interface RerankerFile {
  readonly name: string;
  /** `unversioned` where the name has none. */
  readonly version: string;
  readonly file: string;
}

/** `reranker.joblib`, `reranker.joblib.v1.0.0`, `reranker.v1.0.0.json`, and no manifest. */
const RERANKER = /^[^/]+?(?:\.joblib(?:\.v[^/]+)?|\.v\d[^/]*\.json)$/u;

/** The rerankers in `models/`, by name. */
export async function listRerankers({
  files,
}: Pick<JobContext, 'files'>): Promise<readonly RerankerFile[]> {
  return (await files.list(MODELS_FOLDER))
    .filter(
      ({ name, kind }) =>
        kind === 'file' && RERANKER.test(name) && !name.endsWith('.manifest.json'),
    )
    .map(({ name }) => {
      const file = `${MODELS_FOLDER}/${name}`;
      return { ...rerankerName(file), file };
    });
}
