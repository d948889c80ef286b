import type { JobContext } from '../../job.js';
import { readJournal } from '../../workspace/journal.js';
import { auditFile } from '../../workspace/paths.js';
import { parseAuditEntry } from './auditEntry.js';
import { auditMonths, auditWriters } from './auditFiles.js';

/**
 * When something was done last, by anybody, as the audit log tells. Runs that failed or were cancelled do not count. Of each
 * writer's months the newest are read first, and no more than it takes.
 *
 * @returns ISO 8601; undefined: never, as far as the chains hold
 */
export async function lastDone(
  { files }: Pick<JobContext, 'files'>,
  action: string,
): Promise<string | undefined> {
  let last: string | undefined;
  for (const writer of await auditWriters(files)) {
    for (const month of (await auditMonths(files, writer)).reverse()) {
      // A month that ended before what is known already has nothing newer.
      if (last !== undefined && month < last.slice(0, month.length)) break;
      const { lines } = await readJournal(files, auditFile(writer, month));
      const times = lines.flatMap(({ value }) => {
        const entry = parseAuditEntry(value)?.entry;
        return entry?.action === action && entry.outcome === 'done' ? [entry.at] : [];
      });
      const newest = times.sort().at(-1);
      if (newest === undefined) continue;
      if (last === undefined || newest > last) last = newest;
      break;
    }
  }
  return last;
}
