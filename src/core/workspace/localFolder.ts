import type { Files } from '../ports/files.js';
import { LOCAL_FOLDER } from './paths.js';

/** Makes the folder for what belongs to this clone alone, and tells Git to leave it alone. */
export async function ensureLocalFolder(files: Files): Promise<void> {
  const ignoreFile = `${LOCAL_FOLDER}/.gitignore`;
  if ((await files.stat(ignoreFile)) !== undefined) return;
  await files.makeFolder(LOCAL_FOLDER);
  await files.replace(ignoreFile, '*\n');
}
