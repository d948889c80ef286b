import { createHash } from 'node:crypto';
import { isCovered } from '../audit/checkpoints/coveredJournals.js';
import { CodelumiError, throwIfCancelled } from '../errors.js';
import type { JobContext } from '../job.js';
import type { CommittedFile, History } from '../ports/history.js';
import { sha256 } from '../records/sha256.js';
import { prunedSnapshots } from '../snapshots/pruning/prunedSnapshots.js';
import {
  ALERTS_FOLDER,
  APPROVALS_FOLDER,
  AUDIT_FOLDER,
  REFERENCES_FOLDER,
  SNAPSHOTS_FOLDER,
  STAGING_FOLDER,
} from '../workspace/paths.js';
import type { Findings } from './fault.js';

type Context = Pick<JobContext, 'files' | 'signal' | 'history'>;

export interface HeldAgainst {
  /** The commit; undefined where there is none to hold files against. */
  readonly base: string | undefined;
  /** Files that it has. */
  readonly committed: number;
}

/** What is in them is written once and stays as it is. */
const UNCHANGING = [SNAPSHOTS_FOLDER, REFERENCES_FOLDER];
const FOLDERS = [STAGING_FOLDER, AUDIT_FOLDER, APPROVALS_FOLDER, ALERTS_FOLDER, ...UNCHANGING];

/**
 * Whether what only grows still begins with what was committed, and snapshots and references are what was committed: somebody who
 * writes journals, checkpoints and all anew is not seen by the files alone.
 *
 * @param base undefined: the last commit, where there is one; false: none
 * @throws CodelumiError `not-found` for a base that Git does not know
 */
export async function verifyHistory(
  context: Context,
  base: string | false | undefined,
  findings: Findings,
): Promise<HeldAgainst> {
  const { history, signal } = context;
  const commit = base === false ? undefined : await history?.mergeBase(base ?? 'HEAD');
  if (commit === undefined && typeof base === 'string') throw noHistory(base);
  if (history === undefined || commit === undefined) return { base: undefined, committed: 0 };
  let committed = 0;
  const pruned = await prunedSnapshots(context);
  for (const file of await history.filesAt(commit, FOLDERS)) {
    throwIfCancelled(signal);
    const isJournal = isCovered(file.path);
    const isFixed = UNCHANGING.some((folder) => file.path.startsWith(`${folder}/`));
    if (!isJournal && !isFixed) continue;
    committed += 1;
    if (await isPruned(context, history, file, pruned)) continue;
    await verifyCommitted(context, history, file, isJournal, findings);
  }
  return { base: commit, committed };
}

/** Who asked for it must not take silence for a proof. */
function noHistory(base: string): CodelumiError {
  return new CodelumiError({
    reason: 'not-found',
    what: `There is no Git history here to hold files against ${JSON.stringify(base)}`,
    remedy: 'Run it in a clone with its history (fetch-depth: 0), or leave --base out.',
  });
}

/** What is missing because it was pruned, by the audit log, with just these bytes. */
async function isPruned(
  { files }: Context,
  history: History,
  { path, id }: CommittedFile,
  pruned: ReadonlyMap<string, ReadonlySet<string>>,
): Promise<boolean> {
  const digests = pruned.get(path);
  if (digests === undefined || (await files.stat(path)) !== undefined) return false;
  return digests.has(sha256(await history.content(id)));
}

async function verifyCommitted(
  { files }: Context,
  history: History,
  committed: CommittedFile,
  isJournal: boolean,
  { faults }: Findings,
): Promise<void> {
  const { path, size } = committed;
  const fault = (message: string, line?: number) =>
    faults.push({
      check: 'history',
      place: { file: path, ...(line !== undefined && { line }) },
      message: `${message}; restore it from Git`,
    });
  const found = await files.stat(path);
  if (found === undefined) {
    fault('was committed, and is missing');
  } else if ((await idOfStart(files, committed)) !== committed.id) {
    const line = await firstOther(files, path, await history.content(committed.id));
    fault(isJournal ? 'does not begin with what was committed' : 'is not what was committed', line);
  } else if (!isJournal && found.size !== size) {
    fault('holds more than was committed');
  }
}

/** What Git would call the first bytes of a file, as many as were committed: the same name, the same bytes. */
async function idOfStart(
  files: Pick<JobContext['files'], 'readPassing'>,
  { path, size, id }: CommittedFile,
): Promise<string> {
  const hash = createHash(id.length === 40 ? 'sha1' : 'sha256').update(`blob ${size}\0`);
  for await (const chunk of files.readPassing(path, { start: 0, end: size })) hash.update(chunk);
  return hash.digest('hex');
}

const LINE_FEED = 10;

/** The line, from 1, of the first byte that is not what was committed. */
async function firstOther(
  files: Pick<JobContext['files'], 'readPassing'>,
  path: string,
  committed: Uint8Array,
): Promise<number> {
  let [at, line] = [0, 1];
  for await (const chunk of files.readPassing(path, { start: 0, end: committed.length })) {
    for (const byte of chunk) {
      if (byte !== committed[at]) return line;
      if (byte === LINE_FEED) line += 1;
      at += 1;
    }
  }
  return line;
}
