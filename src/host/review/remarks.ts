import { workspace } from 'vscode';
import type { Reviewer } from '../../core/records/decision.js';
import type { ListedClaim } from '../../core/review/candidateSummary.js';
import { isSamePerson } from '../../core/review/samePerson.js';
import { BLIND_WORDS, claimWords } from '../../shared/claimWords.js';
import { proposalWords } from '../../shared/proposalWords.js';

interface Remarkable {
  readonly isBlind?: true | undefined;
  readonly claim?: ListedClaim | undefined;
  /** How many proposals of agents wait. */
  readonly proposals?: number | undefined;
}

/**
 * What stands beside a candidate's status: who has it, and that others' verdicts are not told yet.
 * @param me who looks, if that is known
 */
export function remarksOn(
  { isBlind, claim, proposals = 0 }: Remarkable,
  me: Reviewer | undefined,
): string[] {
  // Git is not asked who somebody is in a workspace that is not trusted.
  const isMe = (person: Reviewer) =>
    workspace.isTrusted && me !== undefined && isSamePerson(person, me);
  return [
    ...(claim === undefined ? [] : claimWords(claim, { now: new Date(), isMe })),
    ...(isBlind === true ? [BLIND_WORDS] : []),
    ...(proposals > 0 ? [proposalWords(proposals)] : []),
  ];
}
