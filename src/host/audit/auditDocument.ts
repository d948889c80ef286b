import { l10n } from 'vscode';
import { describeEntry } from '../../core/audit/journal/auditLog.js';
import { CodelumiError } from '../../core/errors.js';
import type { AuditReport } from '../../core/runs/auditReport.js';
import { printable } from '../../shared/printable.js';
import { FollowedDocuments } from '../documents/followedDocuments.js';
import type { JobRunner } from '../jobs/jobRunner.js';
import { fenced } from '../markdown/candidateMarkdown.js';
import { requireRoot } from '../workspace/workspaceFolder.js';

const SCHEME = 'codelumi-audit';
const ID = 'Audit Log';
const MOST_SHOWN = 1_000;

/** "Show Audit Log": who did and looked at what, as a read-only document, newest first. */
export class AuditDocument extends FollowedDocuments {
  constructor(jobs: Pick<JobRunner, 'run'>) {
    super({ scheme: SCHEME, textOf: () => textOf(jobs) });
  }

  /** @throws CodelumiError `no-workspace` */
  override async show(): Promise<void> {
    requireRoot();
    this.changed();
    await super.show(ID);
  }
}

/** What cannot be read says why: the document may be open while its workspace goes. */
async function textOf(jobs: Pick<JobRunner, 'run'>): Promise<string> {
  try {
    const input = { limit: MOST_SHOWN };
    return auditMarkdown(await jobs.run('auditReport', input, requireRoot()));
  } catch (error) {
    if (!(error instanceof CodelumiError)) throw error;
    return l10n.t('# Audit Log\n\n{0}\n', fenced(printable(error.message)));
  }
}

/** Whatever was written by a person or comes from a file stands in a fence that it cannot close. */
function auditMarkdown({ entries, omitted }: AuditReport): string {
  if (entries.length === 0) return l10n.t('# Audit Log\n\nNothing has been recorded yet.\n');
  const lines = entries.toReversed().map((entry) => printable(describeEntry(entry)));
  const older =
    omitted > 0 ? [l10n.t('{0} older entries; `codelumi audit` shows all.', omitted)] : [];
  return `${[l10n.t('# Audit Log'), fenced(lines.join('\n')), ...older].join('\n\n')}\n`;
}
