import type { JobContext } from '../../job.js';
import { readConfig } from '../../workspace/config.js';
import { publishedFile, publishedNameIn } from './publishedFile.js';

const ENOUGH = { start: 0, end: 200 };

/** The snapshot that the assistant loads, as its knowledge base says; undefined: none was published, or nobody can tell. */
export async function publishedSnapshot({
  files,
}: Pick<JobContext, 'files'>): Promise<string | undefined> {
  const file = publishedFile((await readConfig(files)).sources.knowledgeBase);
  if ((await files.stat(file))?.kind !== 'file') return undefined;
  for await (const chunk of files.readChunks(file, ENOUGH)) return publishedNameIn(chunk);
  return undefined;
}
