/**
 * The one file that is the command line and, started with a role, also whatever runs beside it: what is copied alone
 * still has its threads and its trainer.
 */
export const OWN_FILE = 'codelumi.cjs';

/** The role `part` by itself. Where it stands beside the other, threads that read logs begin sooner: it is a fiftieth of it. */
export const PART_FILE = 'part.worker.cjs';

/** `job`: a thread that runs one job. `part`: one that reads parts of long logs. `trainer`: trains the built-in reranker. */
export const ROLES = ['job', 'part', 'trainer'] as const;
export type Role = (typeof ROLES)[number];

/** The first argument of the thread or program that is started. */
export function roleArgument(role: Role): string {
  return `--as=${role}`;
}

/** @returns undefined in the command line itself */
export function roleIn(argv: readonly string[]): Role | undefined {
  const [, , first] = argv;
  return ROLES.find((role) => roleArgument(role) === first);
}
