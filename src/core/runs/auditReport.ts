import { type AuditFilter, type FoundEntry, readAuditLog } from '../audit/journal/auditLog.js';
import type { Job } from '../job.js';
import { maskPrivate } from '../screening/maskPrivate.js';
import { readConfig } from '../workspace/config.js';

export interface AuditReportInput extends AuditFilter {
  /** Only the newest so many; left out: all. */
  readonly limit?: number;
}

export interface AuditReport {
  /** Oldest first; what people gave as their reason is masked where it is private. */
  readonly entries: readonly FoundEntry[];
  /** Older ones that fit as well. */
  readonly omitted: number;
}

/** The audit log for people to read. Writes nothing, so that looking at it does not change it. */
export const auditReport: Job<AuditReportInput, AuditReport> = async (
  { limit, ...filter },
  context,
) => {
  const all = await readAuditLog(context, filter);
  const { screening } = await readConfig(context.files);
  const newest = limit === undefined ? all : all.slice(-limit);
  const entries = newest.map((found) => {
    const { reason } = found.entry;
    if (reason === undefined) return found;
    return { ...found, entry: { ...found.entry, reason: maskPrivate(reason, screening) } };
  });
  return { entries, omitted: all.length - newest.length };
};
