import * as z from 'zod';
import { MINUTE_MS } from '../durations.js';
import { CodelumiError, throwIfCancelled } from '../errors.js';
import type { JobContext } from '../job.js';
import { ensureLocalFolder } from './localFolder.js';
import { LOCAL_FOLDER, LOCK_FOLDER } from './paths.js';

const ownerSchema = z.object({
  pid: z.number(),
  host: z.string(),
  nonce: z.string(),
  /** ISO 8601. */
  at: z.string(),
  /** What the lock is held for, for the message others see. */
  purpose: z.string(),
});

type Owner = z.infer<typeof ownerSchema>;

const OWNER_FILE = `${LOCK_FOLDER}/owner.json`;
/** Held while a stale lock is taken away, so that no two processes do it at once. */
const STEAL_FOLDER = `${LOCK_FOLDER}.steal`;

const WAIT_MS = 5_000;
const POLL_MS = 15;
/** No commit, screening or snapshot takes longer: older than this means abandoned. */
const ABANDONED_MS = 10 * MINUTE_MS;
/** Taking a lock away takes milliseconds; who held this longer died while at it. */
const STEAL_ABANDONED_MS = 2_000;

export type LockContext = Pick<JobContext, 'files' | 'clock' | 'processes' | 'signal'>;

/** The lock while it is held. */
export interface HeldLock {
  /**
   * To be called right before a commit.
   * @throws CodelumiError `locked` when somebody took the lock away (this machine slept, say).
   */
  confirm(): Promise<void>;
}

/**
 * Runs `work` while no other process changes the workspace. The lock is a folder, because making a
 * folder is atomic everywhere; it names its owner and is taken over when the owner is dead.
 *
 * @throws CodelumiError `locked` when another process keeps it for more than five seconds.
 */
export async function withWorkspaceLock<T>(
  context: LockContext,
  purpose: string,
  work: (lock: HeldLock) => Promise<T>,
): Promise<T> {
  const { files, processes } = context;
  await ensureLocalFolder(files);
  const nonce = await acquire(context, purpose);
  await sweepAbandoned(context);
  const isMine = async () => (await readOwner(context))?.nonce === nonce;
  const confirm = async () => {
    if (!(await isMine())) throw lockedBy(await readOwner(context));
  };
  try {
    return await work({ confirm });
  } finally {
    // Renamed first: of two processes that both think the lock is theirs only one can remove it.
    const retired = `${LOCK_FOLDER}.${processes.randomId()}`;
    if ((await isMine()) && (await files.claimFolder(LOCK_FOLDER, retired))) {
      await files.remove(retired);
    }
  }
}

/** The owner's name goes into the folder before the folder gets its name: there is no lock without an owner. */
async function acquire(context: LockContext, purpose: string): Promise<string> {
  const { files, clock, processes, signal } = context;
  const nonce = processes.randomId();
  const { pid, host } = processes;
  const owner: Owner = { pid, host, nonce, at: clock.now().toISOString(), purpose };
  const prepared = `${LOCK_FOLDER}.${nonce}`;
  await files.replace(`${prepared}/owner.json`, `${JSON.stringify(owner)}\n`);
  try {
    let waited = 0;
    while (!(await files.claimFolder(prepared, LOCK_FOLDER))) {
      throwIfCancelled(signal);
      if (await isStale(context)) {
        await takeAway(context);
        continue;
      }
      if (waited >= WAIT_MS) throw lockedBy(await readOwner(context));
      await processes.sleep(POLL_MS);
      waited += POLL_MS;
    }
  } finally {
    await files.remove(prepared); // Gone already where it became the lock.
  }
  return nonce;
}

/** What processes that were killed while they waited have left. */
async function sweepAbandoned({ files, clock }: LockContext): Promise<void> {
  const now = clock.now().getTime();
  for (const { name } of await files.list(LOCAL_FOLDER)) {
    const path = `${LOCAL_FOLDER}/${name}`;
    if (!path.startsWith(`${LOCK_FOLDER}.`) || path === STEAL_FOLDER) continue;
    const age = now - ((await files.stat(path))?.modifiedMs ?? now);
    if (age > ABANDONED_MS) await files.remove(path);
  }
}

async function isStale(context: LockContext): Promise<boolean> {
  const { files, clock, processes } = context;
  const owner = await readOwner(context);
  if (owner === undefined) {
    // Released a moment ago, or damaged: then its age tells.
    const folder = await files.stat(LOCK_FOLDER);
    return folder !== undefined && clock.now().getTime() - folder.modifiedMs > ABANDONED_MS;
  }
  if (owner.host === processes.host && !processes.isAlive(owner.pid)) return true;
  return clock.now().getTime() - Date.parse(owner.at) > ABANDONED_MS;
}

async function takeAway(context: LockContext): Promise<void> {
  const { files, clock, processes } = context;
  if (!(await files.makeFolder(STEAL_FOLDER))) {
    const stat = await files.stat(STEAL_FOLDER);
    const age = stat === undefined ? 0 : clock.now().getTime() - stat.modifiedMs;
    if (age > STEAL_ABANDONED_MS) await files.remove(STEAL_FOLDER);
    else await processes.sleep(POLL_MS);
    return;
  }
  try {
    // Looked at again: somebody may have taken over before this process got here.
    if (await isStale(context)) await files.remove(LOCK_FOLDER);
  } finally {
    await files.remove(STEAL_FOLDER);
  }
}

/** Who left a lock behind, in words for a person; undefined: there is none, or somebody holds it. */
export async function abandonedLock(context: LockContext): Promise<string | undefined> {
  if ((await context.files.stat(LOCK_FOLDER)) === undefined || !(await isStale(context)))
    return undefined;
  return describeOwner(await readOwner(context));
}

/** Takes such a lock away; one that somebody holds stays. */
export async function removeAbandonedLock(context: LockContext): Promise<void> {
  if ((await abandonedLock(context)) !== undefined) await takeAway(context);
}

async function readOwner({ files }: LockContext): Promise<Owner | undefined> {
  if ((await files.stat(OWNER_FILE)) === undefined) return undefined;
  try {
    const parsed = ownerSchema.safeParse(
      JSON.parse(Buffer.from(await files.read(OWNER_FILE)).toString()),
    );
    return parsed.success ? parsed.data : undefined;
  } catch (error) {
    // Gone or replaced between the look and the read: as good as no owner, and asked again soon.
    if (error instanceof SyntaxError || error instanceof CodelumiError) return undefined;
    throw error;
  }
}

function lockedBy(owner: Owner | undefined): CodelumiError {
  const who = describeOwner(owner);
  return new CodelumiError({
    reason: 'locked',
    what: `The workspace is being changed by ${who}`,
    place: { file: LOCK_FOLDER },
    remedy:
      'Wait for it to finish and try again; a lock of a dead process is taken over by itself.',
  });
}

function describeOwner(owner: Owner | undefined): string {
  if (owner === undefined) return 'another process';
  return `process ${owner.pid} on ${owner.host} since ${owner.at}, to ${owner.purpose}`;
}
