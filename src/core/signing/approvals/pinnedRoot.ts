import * as z from 'zod';
import type { JobContext } from '../../job.js';
import { parsedJson } from '../../records/parsedJson.js';
import { ensureLocalFolder } from '../../workspace/localFolder.js';
import { SIGNERS_ROOT_FILE } from '../../workspace/paths.js';

const pinSchema = z.object({
  /** The id of the version that was the first one when this clone first used the signers. */
  root: z.string().regex(/^[0-9a-f]{64}$/u),
});

type FilesContext = Pick<JobContext, 'files'>;

/** The first version of the signers that this clone trusted on first use; undefined before that. */
export async function pinnedRoot({ files }: FilesContext): Promise<string | undefined> {
  if ((await files.stat(SIGNERS_ROOT_FILE)) === undefined) return undefined;
  const pin = pinSchema.safeParse(parsedJson(await files.read(SIGNERS_ROOT_FILE)));
  // What is damaged must not open the way for another first version.
  return pin.success ? pin.data.root : 'damaged';
}

/** Remembers the first version, so that no other can take its place unseen. The caller holds the lock. */
export async function pinRoot(context: FilesContext, [root]: readonly string[]): Promise<void> {
  if (root === undefined || (await pinnedRoot(context)) !== undefined) return;
  await ensureLocalFolder(context.files);
  await context.files.replace(SIGNERS_ROOT_FILE, `${JSON.stringify({ root })}\n`);
}
