import type { JobContext } from '../../job.js';
import { sha256 } from '../../records/sha256.js';
import { VALIDATION_FOLDER } from '../../workspace/paths.js';
import type { ValidationReport } from './validationReport.js';

export interface WrittenReport {
  readonly file: string;
  /** Of its bytes. */
  readonly sha256: string;
}

/** Keeps a report under the time it was made, never over another one. */
export async function writeReport(
  { files }: Pick<JobContext, 'files'>,
  report: ValidationReport,
): Promise<WrittenReport> {
  const time = `${report.created_at.slice(0, 19).replaceAll(':', '-')}Z`;
  let file = `${VALIDATION_FOLDER}/${time}.json`;
  for (let number = 2; (await files.stat(file)) !== undefined; number += 1)
    file = `${VALIDATION_FOLDER}/${time}_${number}.json`;
  const content = `${JSON.stringify(report, null, 2)}\n`;
  await files.replace(file, content);
  return { file, sha256: sha256(content) };
}
