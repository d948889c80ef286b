import type { JobContext } from '../core/job.js';
import type { Reviewer } from '../core/records/decision.js';
import type { Viewing } from '../core/review/overlap/blind.js';
import { readConfig } from '../core/workspace/config.js';
import { gitReviewer } from '../node/gitReviewer.js';

/**
 * Whose eyes a command shows candidates to: who was named with `--reviewer`, or else the Git identity. Git is
 * asked only where that makes a difference.
 */
export async function viewingIn(
  { files }: Pick<JobContext, 'files'>,
  { reviewer }: { readonly reviewer?: Reviewer | undefined },
): Promise<Viewing> {
  const { review: policy } = await readConfig(files);
  if (reviewer !== undefined || policy.overlap === 0) return { me: reviewer, policy };
  // Who has no name is anybody, and told nothing.
  return { me: await gitReviewer(files.root).catch(() => undefined), policy };
}
