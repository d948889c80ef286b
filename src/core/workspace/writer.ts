import * as z from 'zod';
import type { JobContext } from '../job.js';
import { ensureLocalFolder } from './localFolder.js';
import { WRITER_FILE } from './paths.js';

const writerSchema = z.object({ writer: z.string().regex(/^[a-z0-9-]{1,60}$/u) });

/**
 * The name under which this clone writes its journals, made once: `<machine>-<8 random digits>`.
 * One writer a file is what lets branches merge without conflicts. The caller holds the lock.
 */
export async function writerOf({
  files,
  processes,
}: Pick<JobContext, 'files' | 'processes'>): Promise<string> {
  if ((await files.stat(WRITER_FILE)) !== undefined) {
    const known = writerSchema.safeParse(parse(await files.read(WRITER_FILE)));
    if (known.success) return known.data.writer;
  }
  const machine = processes.host
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/gu, '-')
    .slice(0, 40);
  const writer = `${machine.replaceAll(/^-|-$/gu, '') || 'machine'}-${processes.randomId().slice(0, 8)}`;
  await ensureLocalFolder(files);
  await files.replace(WRITER_FILE, `${JSON.stringify({ writer })}\n`);
  return writer;
}

function parse(bytes: Uint8Array): unknown {
  try {
    return JSON.parse(Buffer.from(bytes).toString('utf8'));
  } catch {
    return undefined; // A damaged file means a new name, which costs nothing.
  }
}
