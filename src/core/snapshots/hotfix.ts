import { CodelumiError } from '../errors.js';
import type { JobContext } from '../job.js';
import { requireFitComment } from '../review/commentText.js';
import { disputeWords } from '../review/quorum/disputeWords.js';
import type { QuorumJudge } from '../review/quorum/quorumJudge.js';
import type { SignedDecisions } from '../review/quorum/signedDecisions.js';
import type { ReviewedCandidate } from '../review/reviewedCandidates.js';
import type { Base } from './base.js';
import { type Gates, readDecided } from './readAccepted.js';
import type { SnapshotManifest } from './snapshotEntry.js';

/** What must not wait for the next snapshot. */
export interface HotfixInput {
  /** Ids. */
  readonly candidates: readonly string[];
  /** Why it must not wait; stands in the manifest. */
  readonly reason: string;
}

/**
 * The named candidates, if each was accepted by as many people as policy asks for, each with a key of their own.
 * @throws CodelumiError `wrong-usage`, `checks-missing` with all that is missing, `invalid-input`
 */
export async function readHotfix(
  context: JobContext,
  { candidates, reason }: HotfixInput,
  gates: Gates,
): Promise<ReviewedCandidate[]> {
  requireFitComment(reason, gates.config.screening);
  const wanted = new Set(candidates);
  if (wanted.size === 0) throw nothingNamed();
  const decided = await readDecided(context);
  const named = decided
    .filter(({ candidate }) => wanted.has(candidate.id))
    .sort((a, b) => (a.candidate.id < b.candidate.id ? -1 : 1));
  const missing = [...wanted].sort().flatMap((id) => {
    const why = whyNot(
      named.find(({ candidate }) => candidate.id === id),
      gates.judge,
    );
    return why === undefined ? [] : [`${id} ${why}`];
  });
  if (missing.length > 0) throw notApproved(missing);
  return named;
}

/** What the manifest says of it. */
export function hotfixPart(
  { snapshot }: Base,
  { reason }: HotfixInput,
  named: readonly ReviewedCandidate[],
  signed: SignedDecisions,
): NonNullable<SnapshotManifest['hotfix']> {
  const approvers = named.flatMap(({ candidate, state }) =>
    state.approvals.flatMap(({ decision }) => {
      const by = signed.get(decision.hash);
      const { principal = '', keyid = '' } = by ?? {};
      return by === undefined ? [] : [{ candidate: candidate.id, principal, keyid }];
    }),
  );
  const base = snapshot && { name: snapshot.name, sha256: snapshot.sha256 };
  return { ...(base && { base }), reason, approvers };
}

function whyNot(read: ReviewedCandidate | undefined, judge: QuorumJudge): string | undefined {
  if (read === undefined) return 'is not accepted';
  const { disputed } = read.state;
  return disputed === undefined ? judge(read, 'hotfix').missing : disputeWords(disputed);
}

function nothingNamed(): CodelumiError {
  return new CodelumiError({
    reason: 'wrong-usage',
    what: 'A hotfix names what must not wait, and no candidate was named',
    remedy: 'Name the accepted candidates that it is about.',
  });
}

function notApproved(missing: readonly string[]): CodelumiError {
  return new CodelumiError({
    reason: 'checks-missing',
    what: `The hotfix was not built: ${missing.join('; ')}`,
    remedy: 'Let somebody else accept it as well, each signing with a key of their own.',
  });
}
