import * as z from 'zod';
import { CodelumiError } from '../errors.js';
import type { Job, JobContext } from '../job.js';
import { readConfig } from '../workspace/config.js';
import { configSchema } from '../workspace/configSchema.js';
import { ensureLocalFolder } from '../workspace/localFolder.js';
import {
  CANDIDATES_FOLDER,
  CONFIG_FILE,
  CONFIG_SCHEMA_FILE,
  REVIEW_FILES_FOLDER,
  SNAPSHOTS_FOLDER,
  STAGING_FOLDER,
} from '../workspace/paths.js';
import { requireMemory } from '../workspace/sources.js';
import { ATTRIBUTES, type GitLines, IGNORED, withLines } from './gitLines.js';
import { REVIEWERS_GUIDE, REVIEWERS_GUIDE_FILE } from './reviewersGuide.js';
import { WORKFLOW_FILE, workflow } from './workflow.js';

export interface InitInput {
  /** Also a workflow for GitHub Actions that verifies pull requests. */
  readonly github?: boolean;
}

/** What was done, path by path. */
export interface InitResult {
  readonly made: readonly string[];
  /** Files of Git's that lines were added to. */
  readonly extended: readonly string[];
  /** What was there already, and stays as it is. */
  readonly kept: readonly string[];
  /** What is left to do by hand, in sentences. */
  readonly hints: readonly string[];
}

const FOLDERS = [CANDIDATES_FOLDER, STAGING_FOLDER, SNAPSHOTS_FOLDER, REVIEW_FILES_FOLDER];

interface Done {
  readonly made: string[];
  readonly extended: string[];
  readonly kept: string[];
  readonly hints: string[];
}

/**
 * Sets a workspace up for reviewing through Git: folders, settings that editors check, and what Git must know
 * about our files. Running it again changes nothing; no file that is there loses a byte.
 */
export const initWorkspace: Job<InitInput, InitResult> = async ({ github = false }, context) => {
  const { files } = context;
  const done: Done = { made: [], extended: [], kept: [], hints: [] };
  for (const folder of FOLDERS) {
    const isNew = await files.makeFolder(folder);
    (isNew ? done.made : done.kept).push(`${folder}/`);
  }
  await ensureLocalFolder(files);
  await makeFile(context, CONFIG_SCHEMA_FILE, schemaText(), done);
  await makeFile(context, CONFIG_FILE, '{\n  "$schema": "./config.schema.json"\n}\n', done);
  await makeFile(context, REVIEWERS_GUIDE_FILE, REVIEWERS_GUIDE, done);
  await extend(context, ATTRIBUTES, done);
  await extend(context, IGNORED, done);
  if (github) {
    await makeFile(context, WORKFLOW_FILE, workflow(await mainBranch(context)), done);
    done.hints.push(
      'The workflow runs tools/codelumi.cjs: put the command line (dist/codelumi.cjs, also in the VSIX) there and commit it.',
    );
  }
  done.hints.push(...(await logHints(context)), ...(await gitHints(context, done)));
  return done;
};

/** As `media/config.schema.json`, which the editor contributes. */
function schemaText(): string {
  const schema = z.toJSONSchema(configSchema, { io: 'input', target: 'draft-7' });
  return `${JSON.stringify(schema, null, 2)}\n`;
}

async function makeFile(
  { files }: JobContext,
  path: string,
  content: string,
  { made, kept }: Done,
): Promise<void> {
  if ((await files.stat(path)) === undefined) {
    await files.replace(path, content);
    made.push(path);
  } else {
    kept.push(path);
  }
}

async function extend(
  { files }: JobContext,
  wanted: GitLines,
  { made, extended, kept }: Done,
): Promise<void> {
  const { file } = wanted;
  const isThere = (await files.stat(file)) !== undefined;
  const text = isThere ? Buffer.from(await files.read(file)).toString('utf8') : undefined;
  const content = withLines(text, wanted);
  if (content === undefined) {
    kept.push(file);
    return;
  }
  await files.replace(file, content);
  (isThere ? extended : made).push(file);
}

/** A folder in which the assistant never worked can be set up; what is missing for the first step is said. */
async function logHints(context: JobContext): Promise<string[]> {
  try {
    const config = await readConfig(context.files);
    if (config.sources.clickhouse === undefined) await requireMemory(context, config);
    return [];
  } catch (error) {
    if (!(error instanceof CodelumiError)) throw error;
    return [error.message];
  }
}

/** What Git makes of it; without Git everything but that works. */
async function gitHints({ git }: JobContext, { made, extended }: Done): Promise<string[]> {
  const hints: string[] = [];
  try {
    const { head } = await git.state();
    const tracked = head === undefined ? [] : await git.filesAt(head, ['userData']);
    if (tracked.length > 0)
      hints.push(
        `Git has ${tracked.length} files of userData/ already, with what users said: run git rm -r --cached userData and commit.`,
      );
    const projections =
      head === undefined
        ? []
        : (await git.filesAt(head, [STAGING_FOLDER])).filter(({ path }) =>
            /^[^/]+\/[^/]+\/(?:accepted|rejected|flagged)\.jsonl$/u.test(path),
          );
    if (projections.length > 0)
      hints.push(
        `Git has ${projections.length} files that are derived from the journals, which conflict when branches meet: run git rm --cached 'staging_kb/*/*.jsonl' and commit.`,
      );
    if (made.length + extended.length > 0)
      hints.push('Commit what was made, .gitattributes and .gitignore first of all.');
  } catch (error) {
    if (!(error instanceof CodelumiError)) throw error;
    hints.push(`${error.message} Then run this again.`);
  }
  return hints;
}

/** The branch that pull requests lead to, as far as can be told. */
async function mainBranch({ git }: JobContext): Promise<string> {
  try {
    const [remote] = await git.remotes(undefined);
    const known = remote === undefined ? undefined : await git.defaultBranch(remote.name);
    const branches = await git.branches();
    return known ?? ['main', 'master', 'trunk'].find((name) => branches.includes(name)) ?? 'main';
  } catch (error) {
    if (!(error instanceof CodelumiError)) throw error;
    return 'main'; // Without Git nobody knows; the file can be changed.
  }
}
