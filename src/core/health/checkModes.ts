import { throwIfCancelled } from '../errors.js';
import type { JobContext } from '../job.js';
import type { Machine } from '../ports/machine.js';
import type { HealthFinding } from './healthFinding.js';

const GROUP = 0o070;
const OTHERS = 0o007;
/** More than any assistant writes; the rest has the rights of these. */
const MOST_LOOKED_AT = 20_000;

/**
 * Whether others than the owner may read what is in a folder. A folder that lets nobody in guards all that
 * is below it, whatever rights that has.
 */
export async function checkModes(
  { files, signal }: Pick<JobContext, 'files' | 'signal'>,
  machine: Machine,
  folder: string,
): Promise<HealthFinding[]> {
  if (!machine.hasModes) return [notChecked(folder)];
  const open: { readonly path: string; readonly mode: number }[] = [];
  const waiting = [{ path: folder, isFolder: true }];
  for (let looked = 0; looked < MOST_LOOKED_AT; looked += 1) {
    const next = waiting.pop();
    if (next === undefined) break;
    throwIfCancelled(signal);
    const mode = await machine.modeOf(next.path);
    if (mode === undefined || (mode & (GROUP | OTHERS)) === 0) continue;
    open.push({ path: next.path, mode });
    if (!next.isFolder) continue;
    for (const { name, kind } of await files.list(next.path))
      if (kind !== 'other')
        waiting.push({ path: `${next.path}/${name}`, isFolder: kind === 'folder' });
  }
  return open.length === 0 ? [] : [opened(folder, open)];
}

function opened(
  folder: string,
  open: readonly { readonly path: string; readonly mode: number }[],
): HealthFinding {
  const isForAll = open.some(({ mode }) => (mode & OTHERS) !== 0);
  const rights = (open[0]?.mode ?? 0) & 0o777;
  const below = open.length - 1;
  return {
    check: 'modes',
    severity: isForAll ? 'problem' : 'warning',
    what: `${isForAll ? 'Every account on this machine' : 'The group'} may look into ${folder} (mode ${rights.toString(8)}), and ${below} files and folders below it are open as well`,
    place: { file: folder },
    why: 'What users said is nobody else’s business.',
    remedy: 'Let only the owner in.',
    command: `chmod -R u=rwX,go= ${folder}`,
    // Innermost first: where one cannot be changed, the folder above is not closed by halves.
    fix: { kind: 'restrict', paths: open.map(({ path }) => path).reverse() },
  };
}

function notChecked(folder: string): HealthFinding {
  return {
    check: 'modes',
    severity: 'note',
    what: `Who may read ${folder} is not checked on Windows`,
    place: { file: folder },
    why: 'Windows keeps lists of rights, which this check does not read.',
    remedy: 'Look at Properties, Security of the folder.',
  };
}
