import type { Disposable } from 'vscode';
import { watchFiles } from '../workspace/watchFiles.js';

const PATTERNS = [
  'candidates/*.jsonl',
  'staging_kb/*/decisions/*.jsonl',
  'staging_kb/*/claims/*.jsonl',
  'staging_kb/*/proposals/*.jsonl',
  '.codelumi/config.json',
  // The folders as well: what is written into a new one at once is not seen by itself.
  'candidates',
  'staging_kb/*',
  'staging_kb/*/decisions',
  'staging_kb/*/claims',
  'staging_kb/*/proposals',
];

/** Calls `onChange` when candidates or decisions change on disk. */
export function watchReviewFiles(onChange: () => void): Disposable {
  return watchFiles(PATTERNS, onChange);
}
