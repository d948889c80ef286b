import { CodelumiError } from '../errors.js';
import type { Reranker } from './reranker.js';

/** `models/reranker.joblib.v1.1.0` and `models/reranker.v1.1.0.json` are versions 1.1.0. */
export function rerankerName(file: string): Pick<Reranker, 'name' | 'version'> {
  const fullName = file.slice(file.lastIndexOf('/') + 1);
  const [, stem = fullName, version = 'unversioned', extension = ''] =
    /^(.+)\.v(\d+\.\d+\.\d+[^/]*?)(\.json)?$/u.exec(fullName) ?? [];
  return { name: `${stem}${extension}`, version };
}

export function notARerankerFile(file: string): CodelumiError {
  return new CodelumiError({
    reason: 'not-a-file',
    what: 'Something else stands where the reranker should be a file',
    place: { file },
    remedy: 'Move it away, or name another file.',
  });
}
