import { CANDIDATES_FOLDER, SNAPSHOTS_FOLDER, STAGING_FOLDER } from '../workspace/paths.js';

/** The files of ours that hold a record a line. `projection`: `accepted.jsonl` and its like. */
export type OwnFileKind = 'candidates' | 'journal' | 'projection' | 'snapshot';

const JOURNAL = new RegExp(`^${STAGING_FOLDER}/[^/]{1,40}/decisions/[^/]{1,200}\\.jsonl$`, 'u');
const PROJECTION = new RegExp(
  `^${STAGING_FOLDER}/[^/]{1,40}/(?:accepted|rejected|flagged)\\.jsonl$`,
  'u',
);

/**
 * undefined for all other files, logs among them.
 * @param file relative to the workspace
 */
export function ownFileKind(file: string): OwnFileKind | undefined {
  if (file.startsWith(`${CANDIDATES_FOLDER}/`)) return 'candidates';
  if (file.startsWith(`${SNAPSHOTS_FOLDER}/`)) return 'snapshot';
  if (JOURNAL.test(file)) return 'journal';
  return PROJECTION.test(file) ? 'projection' : undefined;
}
