import type { JobContext } from '../../job.js';
import type { Files } from '../../ports/files.js';
import { type AppendedLine, appendToJournal, readJournal } from '../../workspace/journal.js';
import { auditFile } from '../../workspace/paths.js';
import { readCheckpoints } from '../checkpoints/checkpointLog.js';
import type { AuditEntry, NewEntry } from './auditEntry.js';
import { auditMonths } from './auditFiles.js';

type Context = Pick<JobContext, 'files' | 'clock' | 'toolVersion'>;

/**
 * Adds a line to a writer's audit log, flushed to the disk before it resolves. The caller holds the lock.
 *
 * @throws CodelumiError `invalid-input` when the log's chain is broken, `not-writable`
 */
export async function appendEntry(
  { files, clock, toolVersion }: Context,
  writer: string,
  entry: NewEntry,
): Promise<AppendedLine & { readonly file: string }> {
  const at = clock.now().toISOString();
  const months = await auditMonths(files, writer);
  const latest = months.at(-1);
  // A clock that was set back must not add to a month that another one follows already.
  const month = latest !== undefined && latest > at.slice(0, 7) ? latest : at.slice(0, 7);
  const file = auditFile(writer, month);
  const follows = latest === month ? undefined : await endOf(files, writer, latest);
  const { size, root } = await readCheckpoints(files, writer);
  const line = {
    at,
    ...entry,
    tool_version: toolVersion,
    ...(size > 0 && { checkpoint: { size, root: root.toString('hex') } }),
    ...(follows && { follows }),
  } satisfies AuditEntry;
  return { ...(await appendToJournal(files, file, line)), file };
}

/** How the month before ends, so that it cannot be taken away. */
async function endOf(
  files: Files,
  writer: string,
  month: string | undefined,
): Promise<AuditEntry['follows']> {
  if (month === undefined) return undefined;
  const file = auditFile(writer, month);
  const { lines } = await readJournal(files, file);
  const last = lines.at(-1);
  return last && { file, lines: lines.length, hash: last.hash };
}
