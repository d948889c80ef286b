/**
 * Where things are in a workspace, relative to its root. The one place that spells these names; each in full, for what is made
 * up of others stays in the bundle of whoever imports one of them, and what assistants load is to be small.
 */

/** Where it is, somebody has begun to work with the product, here or in another clone. */
export const PRODUCT_FOLDER = '.codelumi';
export const CONFIG_FILE = '.codelumi/config.json';
/** What belongs to this clone alone and never to Git: lock, writer name, sample state. */
export const LOCAL_FOLDER = '.codelumi/local';
export const LOCK_FOLDER = '.codelumi/local/lock';
export const WRITER_FILE = '.codelumi/local/writer.json';
/** The first version of the signers that this clone trusts. */
export const SIGNERS_ROOT_FILE = '.codelumi/local/signers.json';
/** Where the journals ended when this clone wrote to them last. */
export const JOURNAL_ENDS_FILE = '.codelumi/local/journal-ends.json';

/** What was read of the logs so far, and how far; see mining/facts. */
export const FACTS_FILE = '.codelumi/local/mining.facts';

/** What the settings may say, beside them, so that any editor checks them as they are typed. */
export const CONFIG_SCHEMA_FILE = '.codelumi/config.schema.json';

/** What was done and looked at, and the checkpoints of it; a folder a writer. */
export const AUDIT_FOLDER = '.codelumi/audit';

/** Who may sign, and what signers have approved; forms of OpenSSH, see signing/. */
export const REGISTRY_FOLDER = '.codelumi/registry';
export const ALLOWED_SIGNERS_FILE = '.codelumi/registry/allowed_signers';
export const REVOKED_KEYS_FILE = '.codelumi/registry/revoked_keys';
/** One file a writer, one envelope a line. */
export const APPROVALS_FOLDER = '.codelumi/registry/approvals';
/** Who is served which deployment, in flagd's format; see registry/split. */
export const FLAGS_FILE = '.codelumi/registry/flags.json';

/** Deployments, one file each, never edited. */
export const DEPLOYMENTS_FOLDER = '.codelumi/registry/deployments';
/** What became of them; one journal a writer. */
export const RELEASE_EVENTS_FOLDER = '.codelumi/registry/events';
/** Signed statements about those events; one file a writer. */
export const RELEASE_SIGNATURES_FOLDER = '.codelumi/registry/attestations';
/** Derived from the events, as the flags are: what is in production, and what is on its way. */
export const RELEASE_STATE_FILE = '.codelumi/registry/state.json';

/** What is normal for each deployment, frozen after its release, and the journals of alerts; see monitoring. */
export const MONITORING_FOLDER = '.codelumi/monitoring';
export const REFERENCES_FOLDER = '.codelumi/monitoring/references';
/** One journal a writer. */
export const ALERTS_FOLDER = '.codelumi/monitoring/alerts';
/** Of which alerts a webhook or an issue was told, and when; of this clone. */
export const ALERTS_TOLD_FILE = '.codelumi/local/alerts-told.json';
/** Logs added up by hour and day, and how far they were read; can be made again. */
export const ROLLUP_FOLDER = '.codelumi/local/monitoring';
/** When this clone looked last at what is watched. */
export const LAST_LOOK_FILE = '.codelumi/local/last-look.json';

/** Which snapshots this clone began to delete; see snapshots/pruning. */
export const PRUNING_FILE = '.codelumi/local/pruning.json';

/** What hashing the journals further takes; see audit/checkpoints. */
export const MERKLE_FILE = '.codelumi/local/merkle.json';

/** The assistant's own folder, wherever it is; only read. */
export const USER_DATA_FOLDER = 'userData';

/** What was erased, by hashes alone; one journal a writer. */
export const TOMBSTONES_FOLDER = '.codelumi/registry/tombstones';

export const CANDIDATES_FOLDER = 'candidates';
export const STAGING_FOLDER = 'staging_kb';
/** Samples of pairs that people grade. */
export const ANNOTATION_FOLDER = '.codelumi/annotation';
/** What came of validations. */
export const VALIDATION_FOLDER = '.codelumi/validation';
export const SNAPSHOTS_FOLDER = 'training/snapshots';
/** The knowledge base as it was before a snapshot was published over it, where it is in the usual folder. */
export const BACKUPS_FOLDER = 'training/backups';
/** Reviews as Markdown, for people without the editor. */
export const REVIEW_FILES_FOLDER = 'training/staging';
/** Rerankers, each version in a file of its own, and their manifests. */
export const MODELS_FOLDER = 'models';
/** The reranker the assistant itself uses. */
export const RERANKER_FILE = 'models/reranker.joblib';
/** Sets that quality is measured with; what stands in them must never be learned. */
export const EVALUATION_FOLDER = 'training/eval';
/** What the assistant was recorded to send to the model. */
export const GOLDEN_PROMPTS_FOLDER = 'training/eval/prompts';

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

/** The signed statements about the decisions of a day, one file a writer. */
export function signaturesFolder(day: string): string {
  return `${STAGING_FOLDER}/${day}/signatures`;
}

/** Who has which candidate to review, or is at it. */
export function claimsFolder(day: string): string {
  return `${STAGING_FOLDER}/${day}/claims`;
}

export function projectionFile(day: string, status: 'accepted' | 'rejected' | 'flagged'): string {
  return `${STAGING_FOLDER}/${day}/${status}.jsonl`;
}

export function reviewFile(day: string): string {
  return `${REVIEW_FILES_FOLDER}/review_${day}.md`;
}

/** What agents proposed; nothing is built from it. */
export function proposalsFolder(day: string): string {
  return `${STAGING_FOLDER}/${day}/proposals`;
}

/** Copies of the log lines behind what is accepted, which hold nothing private. */
export function sharedEvidenceFolder(day: string): string {
  return `${STAGING_FOLDER}/${day}/evidence`;
}

/** The same of lines that do; they never leave this clone. */
export function privateEvidenceFolder(day: string): string {
  return `${LOCAL_FOLDER}/evidence/${day}`;
}

/** What was looked at or done beside decisions, one journal a writer and month (`2026-01`). */
export function auditFile(writer: string, month: string): string {
  return `${AUDIT_FOLDER}/${writer}/${month}.jsonl`;
}

/** Sizes and Merkle roots of a writer's journals. */
export function checkpointsFile(writer: string): string {
  return `${AUDIT_FOLDER}/${writer}/checkpoints.jsonl`;
}

/** `2026-01-24`, in UTC so that a run's files are named alike on every machine. */
export function dayOf(date: Date): string {
  return date.toISOString().slice(0, 10);
}

const OWN_FOLDERS = [
  '.codelumi',
  CANDIDATES_FOLDER,
  STAGING_FOLDER,
  SNAPSHOTS_FOLDER,
  MODELS_FOLDER,
];

/** Whether a path is one of those that the product keeps itself or looks up beside the logs: no log. */
export function isOwnPath(path: string): boolean {
  return OWN_FOLDERS.some((folder) => path === folder || path.startsWith(`${folder}/`));
}
