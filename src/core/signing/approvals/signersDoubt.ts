import { CodelumiError } from '../../errors.js';
import { APPROVALS_FOLDER, SIGNERS_ROOT_FILE } from '../../workspace/paths.js';
import type { SignersChain } from './signersChain.js';

/**
 * Why nobody can tell who may sign: branches parted, all that was approved is gone, or another first version took the
 * place of the one that this clone trusts. undefined where it can be told.
 */
export function signersDoubt(
  { heads, roots }: Pick<SignersChain, 'heads' | 'roots'>,
  pinned: string | undefined,
): CodelumiError | undefined {
  if (pinned !== undefined && heads.length === 0)
    return new CodelumiError({
      reason: 'invalid-input',
      what: 'The signers that this clone trusts are gone, so nobody can tell who may sign',
      place: { file: APPROVALS_FOLDER },
      remedy: `Restore the folder from Git; on a branch from before there were signers, bring them in by a merge, or delete ${SIGNERS_ROOT_FILE} to begin anew.`,
    });
  if (pinned !== undefined && !roots.includes(pinned)) {
    return new CodelumiError({
      reason: 'invalid-input',
      what: 'The signers do not come from the first version that this clone trusts: their history was written anew',
      place: { file: APPROVALS_FOLDER },
      remedy: `Restore the folder from Git; if the new signers are the right ones, delete ${SIGNERS_ROOT_FILE}.`,
    });
  }
  if (heads.length < 2) return undefined;
  return new CodelumiError({
    reason: 'invalid-input',
    what: `There are ${heads.length} versions of the signers that were approved beside each other`,
    place: { file: APPROVALS_FOLDER },
    remedy:
      'Bring their lines together in one file, and run codelumi signers approve; if one is forged, revoke its key.',
  });
}
