import fc from 'fast-check';
import { CodelumiError, JobCancelled } from '../../../../src/core/errors.js';
import { type Damage, damaged, damages, place } from '../damage.js';
import { torment } from '../torment.js';
import { JOBS, runJob } from '../world/jobs.js';
import { requireKept } from '../world/keeps.js';
import { Lives } from '../world/lives.js';
import { richWorkspace } from '../world/richWorkspace.js';

interface DamagedFile {
  readonly file: number;
  readonly damage: Damage;
  readonly job: string;
}

/** Our own files, those of the assistant, settings, models: each in its turn. */
export const damagedFiles = torment<DamagedFile>({
  name: 'one file of a workspace damaged, one job run',
  cost: 40,
  cases: fc.record({
    file: place,
    damage: damages,
    job: fc.constantFrom(...Object.keys(JOBS)),
  }),
  prepare: async () => {
    const workspace = await richWorkspace();
    const paths = [...workspace.files.keys()].sort();
    return async ({ file, damage, job }) => {
      const path = paths[Math.floor(file * paths.length)] ?? '';
      const content = workspace.files.get(path) ?? Buffer.alloc(0);
      const life = new Lives(
        new Map(workspace.files).set(path, damaged(path, content, damage)),
        workspace.signer,
      );
      const before = life.files.contents();
      try {
        await runJob(job, life.begin(), workspace);
      } catch (error) {
        requireTyped(error, `${job} with ${path} damaged`);
      }
      return requireKept(before, life.files.contents(), job);
    };
  },
});

/** An error that says what, where and what to do; anything else is a crash. */
export function requireTyped(error: unknown, doing: string): void {
  if (error instanceof JobCancelled) return;
  if (!(error instanceof CodelumiError)) throw new Error(`Crash: ${doing}`, { cause: error });
  if (error.remedy.trim() === '' || error.details.what.trim() === '')
    throw new Error(`An error that does not say what to do: ${error.message}`);
}
