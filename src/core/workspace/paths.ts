/** Where things are in a workspace, relative to its root. The one place that spells these names. */
export const CONFIG_FILE = '.codelumi/config.json';
/** What belongs to this clone alone and never to Git: lock, writer name, sample state. */
export const LOCAL_FOLDER = '.codelumi/local';
export const LOCK_FOLDER = `${LOCAL_FOLDER}/lock`;
export const WRITER_FILE = `${LOCAL_FOLDER}/writer.json`;

/** What was read of the logs so far, and how far; see mining/facts. */
export const FACTS_FILE = `${LOCAL_FOLDER}/mining.facts`;

/** Who had which secret shown. */
export const AUDIT_FOLDER = '.codelumi/audit';

export const CANDIDATES_FOLDER = 'candidates';
export const STAGING_FOLDER = 'staging_kb';
export const SNAPSHOTS_FOLDER = 'training/snapshots';
/** The reranker the assistant itself uses. */
export const RERANKER_FILE = 'models/reranker.joblib';
/** Sets that quality is measured with; what stands in them must never be learned. */
export const EVALUATION_FOLDER = 'training/eval';

const DAY = /^\d{4}-\d{2}-\d{2}$/u;

export function isDay(text: string): boolean {
  return DAY.test(text) && new Date(`${text}T00:00:00Z`).toJSON()?.startsWith(text) === true;
}

export function candidatesFile(day: string): string {
  return `${CANDIDATES_FOLDER}/${day}.jsonl`;
}

export function runReportFile(day: string): string {
  return `${CANDIDATES_FOLDER}/${day}.report.json`;
}

export function decisionsFolder(day: string): string {
  return `${STAGING_FOLDER}/${day}/decisions`;
}

export function projectionFile(day: string, status: 'accepted' | 'rejected' | 'flagged'): string {
  return `${STAGING_FOLDER}/${day}/${status}.jsonl`;
}

/** What was looked at or done beside decisions, one journal a writer and month (`2026-01`). */
export function auditFile(writer: string, month: string): string {
  return `${AUDIT_FOLDER}/${writer}/${month}.jsonl`;
}

/** `2026-01-24`, in UTC so that a run's files are named alike on every machine. */
export function dayOf(date: Date): string {
  return date.toISOString().slice(0, 10);
}

const OWN_FOLDERS = ['.codelumi', CANDIDATES_FOLDER, STAGING_FOLDER, SNAPSHOTS_FOLDER, 'models'];

/** Whether a path is one of those that the product keeps itself or looks up beside the logs: no log. */
export function isOwnPath(path: string): boolean {
  return OWN_FOLDERS.some((folder) => path === folder || path.startsWith(`${folder}/`));
}
