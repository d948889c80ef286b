import type { JobContext } from '../../job.js';
import { compareText } from '../../records/compareText.js';
import { counted } from '../../records/counted.js';
import { readJournal } from '../../workspace/journal.js';
import { auditFile } from '../../workspace/paths.js';
import { type AuditEntry, parseAuditEntry } from './auditEntry.js';
import { auditMonths, auditWriters } from './auditFiles.js';

/** Which entries are wanted; each that is left out fits all. */
export interface AuditFilter {
  /** Milliseconds since the epoch. */
  readonly since?: number;
  /** A part of the name or e-mail address, in any case. */
  readonly actor?: string;
  readonly action?: string;
}

/** An entry of the audit log, and where it stands. */
export interface FoundEntry {
  readonly file: string;
  /** From 1. */
  readonly line: number;
  readonly entry: AuditEntry;
}

/** Everybody's entries as far as their chains hold, oldest first. Changes nothing. */
export async function readAuditLog(
  { files }: Pick<JobContext, 'files'>,
  filter: AuditFilter = {},
): Promise<FoundEntry[]> {
  const found: FoundEntry[] = [];
  for (const writer of await auditWriters(files)) {
    for (const month of await auditMonths(files, writer)) {
      const file = auditFile(writer, month);
      for (const { line, value } of (await readJournal(files, file)).lines) {
        const entry = parseAuditEntry(value)?.entry;
        if (entry !== undefined && fits(entry, filter)) found.push({ file, line, entry });
      }
    }
  }
  return found.sort((a, b) => compareText(a.entry.at, b.entry.at));
}

function fits({ at, actor, action }: AuditEntry, wanted: AuditFilter): boolean {
  if (wanted.since !== undefined && !(Date.parse(at) >= wanted.since)) return false;
  if (wanted.action !== undefined && action !== wanted.action) return false;
  const who = `${actor.name} <${actor.email}>`.toLowerCase();
  return wanted.actor === undefined || who.includes(wanted.actor.toLowerCase());
}

/** An entry in one line of plain text; whoever shows it makes it printable. */
export function describeEntry({ entry }: FoundEntry): string {
  const { at, actor, action, subject, outcome, reason, read = [], changes = [], failure } = entry;
  const counts = [
    read.length > 0 ? `read ${counted(read.length + (entry.read_omitted ?? 0), 'file')}` : '',
    changes.length > 0 ? `changed ${changes.map(({ file }) => file).join(', ')}` : '',
    reason === undefined ? '' : `because: ${reason}`,
  ].filter((text) => text !== '');
  const how = outcome === 'done' ? '' : ` ${outcome}${failure ? ` (${failure.reason})` : ''}`;
  const what = `${action}${how}${subject === undefined ? '' : ` ${subject.id}`}`;
  return [`${at}  ${actor.name}  ${what}`, ...counts].join('; ');
}
