import { CodelumiError } from '../errors.js';
import type { JobContext } from '../job.js';
import type { GitState } from '../ports/git.js';
import {
  CANDIDATES_FOLDER,
  LOCAL_FOLDER,
  REVIEW_FILES_FOLDER,
  SNAPSHOTS_FOLDER,
  STAGING_FOLDER,
} from '../workspace/paths.js';

/** What a review changes. Everything else is somebody else's commit. */
const REVIEW_PATHS = [
  CANDIDATES_FOLDER,
  STAGING_FOLDER,
  SNAPSHOTS_FOLDER,
  REVIEW_FILES_FOLDER,
  '.codelumi',
];

type Context = Pick<JobContext, 'git'>;

/** @throws CodelumiError `git-state` in the middle of a merge or the like; as the Git port */
export async function readyRepository({ git }: Context): Promise<GitState> {
  const state = await git.state();
  if (state.operation === undefined) return state;
  const { operation } = state;
  const goOn = operation === 'bisect' ? 'git bisect reset' : `git ${operation} --continue`;
  throw gitState(
    `A ${operation} is in progress here`,
    `End it first (${goOn}${operation === 'bisect' ? '' : `, or git ${operation} --abort`}).`,
  );
}

/** What the journals add up to: never new in Git, also where the lines of `.gitignore` are not there yet. */
const DERIVED = new RegExp(
  `^${STAGING_FOLDER}/\\d{4}-\\d\\d-\\d\\d/(?:accepted|rejected|flagged)\\.jsonl$`,
  'u',
);

/**
 * The files of a review that differ from the last commit, by path.
 * @throws CodelumiError `git-state` where one is in conflict
 */
export async function changedReviewFiles({ git }: Context): Promise<readonly string[]> {
  const changes = (await git.changes(REVIEW_PATHS)).filter(
    ({ path, change }) =>
      !path.startsWith(`${LOCAL_FOLDER}/`) && !(change === 'new' && DERIVED.test(path)),
  );
  const unmerged = changes.find(({ change }) => change === 'unmerged');
  if (unmerged !== undefined)
    throw gitState(
      `${unmerged.path} is in conflict`,
      'Choose one side (git checkout --ours or --theirs, then git add).',
    );
  return changes.map(({ path }) => path).sort();
}

export function gitState(what: string, remedy: string): CodelumiError {
  return new CodelumiError({ reason: 'git-state', what, remedy });
}
