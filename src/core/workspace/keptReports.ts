import type { Files } from '../ports/files.js';
import { VALIDATION_FOLDER } from './paths.js';

export interface KeptReport {
  readonly file: string;
  readonly bytes: Uint8Array;
}

/** A report of a long holdout; who put something longer there did not validate. */
const LONGEST_BYTES = 64 * 1024 * 1024;

/** What stands where validations keep their reports, newest first by name. Whether it is one, the reader tells. */
export async function* keptReports(files: Files): AsyncGenerator<KeptReport> {
  const names = (await files.list(VALIDATION_FOLDER))
    .filter(({ name, kind }) => kind === 'file' && name.endsWith('.json'))
    .map(({ name }) => name);
  for (const name of names.sort().reverse()) {
    const file = `${VALIDATION_FOLDER}/${name}`;
    if (((await files.stat(file))?.size ?? 0) <= LONGEST_BYTES)
      yield { file, bytes: await files.read(file) };
  }
}
