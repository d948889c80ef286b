import { CodelumiError } from '../errors.js';
import type { Job, JobContext } from '../job.js';
import { removeAbandonedLock, withWorkspaceLock } from '../workspace/lock.js';
import { machineOf } from './checkHealth.js';
import { LINE_ENDS_RULE } from './checkRepository.js';
import type { HealthFix } from './healthFinding.js';

/**
 * Does what a finding offers. Whoever calls it has asked somebody first.
 * @throws CodelumiError `not-found` where the repository is gone, `locked`, `not-writable`
 */
export const mendHealth: Job<{ readonly fix: HealthFix }, Record<string, never>> = async (
  { fix },
  context,
) => {
  if (fix.kind === 'unlock') await removeAbandonedLock(context);
  else if (fix.kind === 'untrack') await untrack(context, fix.folder);
  else if (fix.kind === 'restrict')
    for (const path of fix.paths) await machineOf(context).restrict(path);
  else if (fix.kind === 'ignore') await addLine(context, '.gitignore', `/${fix.folder}/`);
  else await addLine(context, '.gitattributes', LINE_ENDS_RULE);
  return {};
};

async function untrack(context: JobContext, folder: string): Promise<void> {
  const repository = await machineOf(context).repositoryOf(folder);
  if (repository !== undefined) return repository.untrack();
  throw new CodelumiError({
    reason: 'not-found',
    what: 'The folder is in no Git repository any more',
    place: { file: folder },
    remedy: 'Check the workspace again.',
  });
}

/** What stands in the file stays as it is. */
async function addLine(context: JobContext, file: string, line: string): Promise<void> {
  const { files } = context;
  await withWorkspaceLock(context, `add a line to ${file}`, async (lock) => {
    const isThere = (await files.stat(file)) !== undefined;
    const text = isThere ? Buffer.from(await files.read(file)).toString('utf8') : '';
    if (text.split(/\r?\n/u).includes(line)) return;
    const end = text === '' || text.endsWith('\n') ? '' : '\n';
    await lock.confirm();
    await files.replace(file, `${text}${end}${line}\n`);
  });
}
