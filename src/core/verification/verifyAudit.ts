import type { JobContext } from '../job.js';
import { describeBreak, readJournal } from '../workspace/journal.js';
import { AUDIT_FOLDER } from '../workspace/paths.js';
import type { Findings } from './fault.js';

/**
 * Whether the journals of who had secrets shown are unbroken.
 * @returns how many entries count
 */
export async function verifyAudit(
  { files }: Pick<JobContext, 'files'>,
  { faults }: Findings,
): Promise<number> {
  let entries = 0;
  for (const writer of await files.list(AUDIT_FOLDER)) {
    if (writer.kind !== 'folder') continue;
    const folder = `${AUDIT_FOLDER}/${writer.name}`;
    for (const { name, kind } of await files.list(folder)) {
      if (kind !== 'file' || !name.endsWith('.jsonl')) continue;
      const file = `${folder}/${name}`;
      const journal = await readJournal(files, file);
      entries += journal.lines.length;
      // A torn last line was never promised to anybody.
      if (journal.break === undefined || journal.break.kind === 'torn') continue;
      const message = `${describeBreak(journal.break)}; what was shown from here on cannot be proved`;
      faults.push({ check: 'audit', place: { file, line: journal.break.line }, message });
    }
  }
  return entries;
}
