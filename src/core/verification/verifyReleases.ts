import { CodelumiError } from '../errors.js';
import type { JobContext } from '../job.js';
import { outdatedFiles, writeDerived } from '../registry/derivedFiles.js';
import { type Releases, readReleases } from '../registry/readReleases.js';
import type { Policies } from '../review/quorum/policies.js';
import type { HeldLock } from '../workspace/lock.js';
import { REGISTRY_FOLDER } from '../workspace/paths.js';
import type { Findings } from './fault.js';

/**
 * Whether journals of releases are unbroken and hold only what could be, deployments are what was started, and
 * what the assistant reads is what the events add up to.
 * @returns how many events were looked at
 */
export async function verifyReleases(
  context: JobContext,
  policies: Policies,
  findings: Findings,
): Promise<number> {
  const releases = await readChecked(context, policies, findings);
  if (releases === undefined) return 0;
  for (const { place, message } of releases.problems)
    findings.faults.push({ check: 'release', place, message });
  for (const file of (await outdatedFiles(context, releases)).keys())
    findings.faults.push({
      check: 'release',
      place: { file },
      message: 'not what the events of releases add up to; run codelumi verify --mend',
    });
  return releases.events.length;
}

/** Where nobody can tell who may sign, everything else is still looked at. */
async function readChecked(
  context: JobContext,
  policies: Policies,
  { faults }: Findings,
): Promise<Releases | undefined> {
  try {
    return await readReleases(context, policies);
  } catch (error) {
    if (!(error instanceof CodelumiError)) throw error;
    const { what, place = { file: REGISTRY_FOLDER } } = error.details;
    faults.push({ check: 'release', place, message: `${what}; releases were not looked at` });
    return undefined;
  }
}

/** Writes what is derived from events of releases anew. @returns the files that were not as they must be */
export async function mendReleases(context: JobContext, lock: HeldLock): Promise<string[]> {
  return writeDerived(context, lock, await readReleases(context));
}
