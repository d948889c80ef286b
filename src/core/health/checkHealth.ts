import type { Job, JobContext } from '../job.js';
import type { Machine, Versions } from '../ports/machine.js';
import { LOCAL_FOLDER, USER_DATA_FOLDER } from '../workspace/paths.js';
import { checkLock } from './checkLock.js';
import { checkModes } from './checkModes.js';
import { checkIdentity, checkLineEnds } from './checkRepository.js';
import { checkSigning } from './checkSigning.js';
import { checkSynced } from './checkSynced.js';
import { checkTracked } from './checkTracked.js';
import type { HealthFinding } from './healthFinding.js';

export interface HealthInput {
  /** Only who can get at what users said. */
  readonly storageOnly?: boolean;
}

export interface Health {
  /** Worst first. */
  readonly findings: readonly HealthFinding[];
  readonly versions: Versions;
}

/** What the product needs; `engines` in package.json. */
const OLDEST_NODE = [20, 19] as const;
const SEVERITIES = ['problem', 'warning', 'note'] as const;

/**
 * What about the workspace and this machine is not as it should be: who can get at what users said, what
 * would damage journals, what is not set up. Runs Git; changes nothing.
 */
export const checkHealth: Job<HealthInput, Health> = async ({ storageOnly = false }, context) => {
  const machine = machineOf(context);
  const findings = await checkStorage(context, machine);
  if (!storageOnly) findings.push(...(await checkSetup(context, machine)));
  const versions = storageOnly
    ? { node: '', git: undefined, python: undefined }
    : await machine.versions();
  if (!storageOnly) findings.push(...checkVersions(versions));
  const inOrder = SEVERITIES.flatMap((wanted) =>
    findings.filter(({ severity }) => severity === wanted),
  );
  return { findings: inOrder, versions };
};

async function checkStorage(context: JobContext, machine: Machine): Promise<HealthFinding[]> {
  const findings: HealthFinding[] = [];
  const root = await machine.realPathOf('.');
  for (const folder of [USER_DATA_FOLDER, LOCAL_FOLDER]) {
    context.progress({ message: `Looking at ${folder}` });
    const real = await machine.realPathOf(folder);
    if (real === undefined) continue;
    const repository = await machine.repositoryOf(folder);
    if (repository !== undefined)
      findings.push(...(await checkTracked(repository, folder, real.startsWith(`${root}/`))));
    // What is kept for this clone alone holds little that is private but its copies, which have rights of their own.
    if (folder === LOCAL_FOLDER) continue;
    findings.push(...(await checkModes(context, machine, folder)));
    findings.push(...(await checkSynced(machine, folder)));
  }
  return findings;
}

async function checkSetup(context: JobContext, machine: Machine): Promise<HealthFinding[]> {
  const repository = await machine.repositoryOf('.');
  const ofGit =
    repository === undefined
      ? []
      : [...(await checkLineEnds(repository)), ...(await checkIdentity(repository))];
  return [...ofGit, ...(await checkSigning(context)), ...(await checkLock(context))];
}

function checkVersions({ node, git, python }: Versions): HealthFinding[] {
  const findings: HealthFinding[] = [];
  const [major = 0, minor = 0] = node.split('.').map(Number);
  const [oldestMajor, oldestMinor] = OLDEST_NODE;
  if (major < oldestMajor || (major === oldestMajor && minor < oldestMinor))
    findings.push({
      check: 'version',
      severity: 'warning',
      what: `This is Node ${node}`,
      place: { file: 'package.json' },
      why: `The command line is made for Node ${OLDEST_NODE.join('.')} and later.`,
      remedy: 'Install a newer Node.',
    });
  if (git === undefined)
    findings.push(missing('Git', 'Reviews are shared, and told apart, by Git.'));
  if (python === undefined)
    findings.push(missing('Python', 'Only training a reranker with scikit-learn needs it.'));
  return findings;
}

function missing(program: string, why: string): HealthFinding {
  return {
    check: 'version',
    severity: 'note',
    what: `${program} is not installed, or not to be found`,
    place: { file: '.' },
    why,
    remedy: `Install ${program}, or go on without it.`,
  };
}

/** @throws Error where a program forgot to give the job a machine */
export function machineOf({ machine }: Pick<JobContext, 'machine'>): Machine {
  if (machine === undefined) throw new Error('The health check needs a machine in its context.');
  return machine;
}
