import { throwIfCancelled } from '../errors.js';
import type { JobContext } from '../job.js';
import {
  AUDIT_FOLDER,
  CANDIDATES_FOLDER,
  CONFIG_FILE,
  EVALUATION_FOLDER,
  LOCAL_FOLDER,
  SNAPSHOTS_FOLDER,
  STAGING_FOLDER,
  USER_DATA_FOLDER,
} from '../workspace/paths.js';

/** What a file is to somebody who looks for a person in it. */
export type PlaceKind =
  | 'candidate'
  | 'report'
  | 'evidence'
  | 'journal'
  | 'proposal'
  | 'projection'
  | 'review-file'
  | 'snapshot'
  | 'manifest'
  | 'model'
  | 'knowledge'
  | 'evaluation'
  | 'log'
  | 'settings'
  | 'audit'
  | 'registry'
  | 'other';

/** First that fits. */
const KINDS: readonly (readonly [RegExp, PlaceKind])[] = [
  [new RegExp(`^${CANDIDATES_FOLDER}/[^/]+\\.jsonl$`, 'u'), 'candidate'],
  [new RegExp(`^${CANDIDATES_FOLDER}/`, 'u'), 'report'],
  [new RegExp(`^(?:${STAGING_FOLDER}/[^/]+|${LOCAL_FOLDER})/evidence/`, 'u'), 'evidence'],
  [new RegExp(`^${STAGING_FOLDER}/[^/]+/(?:decisions|signatures)/`, 'u'), 'journal'],
  [new RegExp(`^${STAGING_FOLDER}/[^/]+/proposals/`, 'u'), 'proposal'],
  [new RegExp(`^${STAGING_FOLDER}/.+\\.jsonl$`, 'u'), 'projection'],
  [new RegExp(`^(?:${STAGING_FOLDER}|training/staging)/`, 'u'), 'review-file'],
  [new RegExp(`^${SNAPSHOTS_FOLDER}/.+\\.jsonl$`, 'u'), 'snapshot'],
  [new RegExp(`^${SNAPSHOTS_FOLDER}/`, 'u'), 'manifest'],
  [/^models\//u, 'model'],
  [new RegExp(`^${EVALUATION_FOLDER}/`, 'u'), 'evaluation'],
  [new RegExp(`^${USER_DATA_FOLDER}/`, 'u'), 'log'],
  [new RegExp(`^${CONFIG_FILE.replace('.', '\\.')}$`, 'u'), 'settings'],
  [new RegExp(`^${AUDIT_FOLDER.replace('.', '\\.')}/`, 'u'), 'audit'],
  [/^\.codelumi\//u, 'registry'],
];

/** @param knowledgeBase the folder that the settings name */
export function placeKindOf(file: string, knowledgeBase: string): PlaceKind {
  const known = KINDS.find(([pattern]) => pattern.test(file));
  if (known !== undefined) return known[1];
  return [knowledgeBase, 'training'].some((folder) => file.startsWith(`${folder}/`))
    ? 'knowledge'
    : 'other';
}

const NOT_SEARCHED = new Set(['.git', 'node_modules']);
/** What lies in the folder of this clone alone and is no copy of anything anybody said. */
const OWN_STATE = /^\.codelumi\/local\/(?!evidence(?:\/|$))/u;

/**
 * Every file that may hold what somebody said: our own folders, the knowledge base, the models, the assistant's data,
 * and the logs that the settings name. Links are passed over; where they lead to is searched by its own name.
 */
export async function searchedFiles(
  context: Pick<JobContext, 'files' | 'signal'>,
  folders: Iterable<string>,
  logs: Iterable<string>,
): Promise<string[]> {
  const found = new Set<string>(logs);
  const waiting = [...folders];
  for (let folder = waiting.pop(); folder !== undefined; folder = waiting.pop()) {
    throwIfCancelled(context.signal);
    for (const { name, kind } of await context.files.list(folder)) {
      const path = `${folder}/${name}`;
      if (NOT_SEARCHED.has(name) || OWN_STATE.test(path)) continue;
      if (kind === 'folder') waiting.push(path);
      if (kind === 'file') found.add(path);
    }
  }
  return [...found].sort();
}

/** @param knowledgeBase the folder that the settings name */
export function searchedFolders(knowledgeBase: string): Set<string> {
  const own = ['.codelumi', CANDIDATES_FOLDER, STAGING_FOLDER, 'training', 'models'];
  return new Set([...own, USER_DATA_FOLDER, knowledgeBase].filter((folder) => folder !== '.'));
}
