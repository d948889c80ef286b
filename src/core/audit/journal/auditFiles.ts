import type { Files } from '../../ports/files.js';
import { AUDIT_FOLDER } from '../../workspace/paths.js';

const MONTH = /^(\d{4}-\d{2})\.jsonl$/u;

/** Everybody who has an audit log here. */
export async function auditWriters(files: Pick<Files, 'list'>): Promise<string[]> {
  const found = await files.list(AUDIT_FOLDER);
  return found.filter(({ kind }) => kind === 'folder').map(({ name }) => name);
}

/** The months (`2026-01`) of which a writer has a journal, oldest first. */
export async function auditMonths(files: Pick<Files, 'list'>, writer: string): Promise<string[]> {
  const found = await files.list(`${AUDIT_FOLDER}/${writer}`);
  return found.flatMap(({ name, kind }) => {
    const [, month] = kind === 'file' ? (MONTH.exec(name) ?? []) : [];
    return month === undefined ? [] : [month];
  });
}
