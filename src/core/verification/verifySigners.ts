import { CodelumiError } from '../errors.js';
import type { JobContext } from '../job.js';
import { describeChanges } from '../signing/approvals/describeChanges.js';
import { pinnedRoot } from '../signing/approvals/pinnedRoot.js';
import { readSignersChain, type SignersChain } from '../signing/approvals/signersChain.js';
import { signersDoubt } from '../signing/approvals/signersDoubt.js';
import { lostSigner, signersIn } from '../signing/approvals/signersRule.js';
import {
  areSameTexts,
  firstDifference,
  workingSigners,
} from '../signing/approvals/workingSigners.js';
import { ALLOWED_SIGNERS_FILE } from '../workspace/paths.js';
import type { Fault, Findings } from './fault.js';

/**
 * Whether who may sign is what signers have approved: each approval is by somebody who could give it, nothing was
 * taken away, the files are those of the last approved version, and the first version is the one this clone trusts.
 *
 * @returns how many lines of signers hold
 */
export async function verifySigners(
  context: Pick<JobContext, 'files' | 'clock' | 'signer'>,
  { faults }: Findings,
): Promise<number> {
  const chain = await readSignersChain(context);
  for (const { place, message } of chain.problems) faults.push(signersFault(message, place));
  const doubt = signersDoubt(chain, await pinnedRoot(context));
  if (doubt !== undefined) faults.push(faultOf(doubt));
  try {
    const texts = await workingSigners(context);
    const working = signersIn({ texts });
    const approved = signersIn(chain.head?.content ?? { texts: {} });
    if (doubt === undefined && !areSameTexts(chain.head?.content.texts ?? {}, texts)) {
      const place = firstDifference(chain.head?.content.texts ?? {}, texts);
      const lost = lostSigner(approved, working);
      if (lost !== undefined) faults.push(signersFault(lost, place));
      const message = unapproved(chain, texts, describeChanges(approved, working));
      faults.push(signersFault(message, place));
    }
    return approved.allowed.length;
  } catch (error) {
    if (!(error instanceof CodelumiError)) throw error;
    faults.push(faultOf(error));
    return 0;
  }
}

function unapproved(
  { head, proposed }: SignersChain,
  texts: Readonly<Record<string, string>>,
  changes: readonly string[],
): string {
  const what = changes.length === 0 ? 'comments or the order of lines' : changes.join('; ');
  const proposal = proposed.find(
    ({ content }) => areSameTexts(content.texts, texts) && content.follows.includes(head?.id ?? ''),
  );
  const state =
    proposal === undefined
      ? 'no signer has approved that'
      : `approved by ${proposal.by.length} of the ${proposal.needed} signers it takes`;
  return `the files are not the version that holds (${what}); ${state}`;
}

function faultOf({ details: { what, place, remedy } }: CodelumiError): Fault {
  return signersFault(`${what}. ${remedy}`, place);
}

function signersFault(
  message: string,
  place: Fault['place'] = { file: ALLOWED_SIGNERS_FILE },
): Fault {
  return { check: 'signers', place, message };
}
