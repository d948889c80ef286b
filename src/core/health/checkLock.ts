import { abandonedLock, type LockContext } from '../workspace/lock.js';
import { LOCK_FOLDER } from '../workspace/paths.js';
import type { HealthFinding } from './healthFinding.js';

/** Whether somebody died with the lock in hand. */
export async function checkLock(context: LockContext): Promise<HealthFinding[]> {
  const left = await abandonedLock(context);
  if (left === undefined) return [];
  return [
    {
      check: 'lock',
      severity: 'warning',
      what: `A lock was left behind: ${left}`,
      place: { file: LOCK_FOLDER },
      why: 'Whoever held it has ended; the next job takes it over by itself.',
      remedy: 'Remove it now, if you like.',
      command: `rm -r ${LOCK_FOLDER}`,
      fix: { kind: 'unlock' },
    },
  ];
}
