import type { Files } from '../../ports/files.js';
import {
  ALERTS_FOLDER,
  APPROVALS_FOLDER,
  AUDIT_FOLDER,
  auditFile,
  checkpointsFile,
  decisionsFolder,
  isDay,
  RELEASE_EVENTS_FOLDER,
  RELEASE_SIGNATURES_FOLDER,
  STAGING_FOLDER,
  signaturesFolder,
} from '../../workspace/paths.js';
import { auditMonths, auditWriters } from '../journal/auditFiles.js';

const WRITER = '[a-z0-9-]{1,60}';
const COVERED = [
  new RegExp(
    `^${STAGING_FOLDER}/\\d{4}-\\d{2}-\\d{2}/(?:decisions|signatures)/${WRITER}\\.jsonl$`,
    'u',
  ),
  new RegExp(`^${escaped(AUDIT_FOLDER)}/${WRITER}/(?:\\d{4}-\\d{2}|checkpoints)\\.jsonl$`, 'u'),
  ...[APPROVALS_FOLDER, RELEASE_EVENTS_FOLDER, RELEASE_SIGNATURES_FOLDER, ALERTS_FOLDER].map(
    (folder) => new RegExp(`^${escaped(folder)}/${WRITER}\\.jsonl$`, 'u'),
  ),
];

/** Whether a path is that of a journal that checkpoints can name. */
export function isCovered(path: string): boolean {
  return COVERED.some((pattern) => pattern.test(path));
}

/** Where a journal of a writer may be: files that only grow, whether they are there or not. */
export async function journalsOf(files: Pick<Files, 'list'>, writer: string): Promise<string[]> {
  const days = (await files.list(STAGING_FOLDER))
    .filter(({ name, kind }) => kind === 'folder' && isDay(name))
    .map(({ name }) => name);
  const months = await auditMonths(files, writer);
  return [
    ...days.flatMap((day) => [
      `${decisionsFolder(day)}/${writer}.jsonl`,
      `${signaturesFolder(day)}/${writer}.jsonl`,
    ]),
    ...months.map((month) => auditFile(writer, month)),
    `${APPROVALS_FOLDER}/${writer}.jsonl`,
    `${RELEASE_EVENTS_FOLDER}/${writer}.jsonl`,
    `${RELEASE_SIGNATURES_FOLDER}/${writer}.jsonl`,
    `${ALERTS_FOLDER}/${writer}.jsonl`,
  ];
}

/** The checkpoints of everybody else, which this writer bears witness to: nobody can take back theirs alone. */
export async function witnessedBy(files: Pick<Files, 'list'>, writer: string): Promise<string[]> {
  const others = (await auditWriters(files)).filter((name) => name !== writer);
  return others.map(checkpointsFile).filter(isCovered);
}

function escaped(path: string): string {
  return path.replaceAll('.', '\\.');
}
