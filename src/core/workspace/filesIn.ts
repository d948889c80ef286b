import type { Files } from '../ports/files.js';

/** The paths of the files directly in a folder whose names end so, as `Files.list` orders them; none where there is no folder. */
export async function filesIn(files: Files, folder: string, ending = '.jsonl'): Promise<string[]> {
  return (await files.list(folder))
    .filter(({ name, kind }) => kind === 'file' && name.endsWith(ending))
    .map(({ name }) => `${folder}/${name}`);
}
