import type { JournalledDecision } from '../review/decisionJournals.js';
import { authorsOfTexts } from '../review/quorum/authorship.js';
import { quorumOf, type Release } from '../review/quorum/quorumOf.js';
import type { SignedDecisions } from '../review/quorum/signedDecisions.js';
import type { ReviewedCandidate } from '../review/reviewedCandidates.js';
import type { ScreeningPolicy } from '../screening/recogniser.js';
import type { Acceptance } from '../snapshots/snapshotEntry.js';
import type { Policy } from '../workspace/settings/policySchema.js';

interface Accepted {
  readonly entry: JournalledDecision;
  /** The edits behind the text that was accepted. */
  readonly authors: readonly JournalledDecision[];
  /** When it was taken back, ISO 8601; undefined: it stands. */
  readonly undoneAt: string | undefined;
}

/** What a snapshot says of an acceptance, to be held against the journals. */
export interface Claim {
  readonly acceptance: Acceptance;
  /** Digest of the text that stands there; undefined: only its questions were taken. */
  readonly digest: string | undefined;
  /** When the snapshot was built, ISO 8601. */
  readonly builtAt: string;
  readonly release: Release;
  /** In force when the snapshot was built. */
  readonly policy: Policy;
}

/** Every acceptance that was ever made, and who wrote what it was about. */
export class AcceptanceRecords {
  readonly #records = new Map<string, Accepted>();
  readonly #signed: SignedDecisions;

  constructor(signed: SignedDecisions) {
    this.#signed = signed;
  }

  add({ candidate, state }: ReviewedCandidate, screening: ScreeningPolicy): void {
    const authorsOf = authorsOfTexts(candidate, state.history, screening);
    for (const entry of state.history) {
      const { action, hash, fingerprint } = entry.decision;
      if (action !== 'accept') continue;
      const undoneAt = undoOf(entry, state.history)?.decision.at;
      this.#records.set(hash, { entry, authors: authorsOf(fingerprint, entry), undoneAt });
    }
  }

  /** What is wrong with it, as the rest of a sentence about the entry; undefined: nothing. */
  faultOf({ acceptance, digest, builtAt, release, policy }: Claim): string | undefined {
    const { candidate } = acceptance;
    const records: Accepted[] = [];
    for (const hash of hashesOf(acceptance)) {
      const record = this.#records.get(hash);
      if (record?.entry.decision.candidate !== candidate)
        return `says that a decision on ${candidate} put it here, and no journal holds that decision`;
      if (digest !== undefined && record.entry.decision.fingerprint !== digest)
        return `stands here with another text than ${candidate} was accepted with`;
      // What was taken back before counted no more; what was taken back since did.
      if (record.undoneAt === undefined || record.undoneAt > builtAt) records.push(record);
    }
    const { missing } = this.#quorumOf(records, release, policy);
    return missing === undefined ? undefined : `comes from ${candidate}, and that ${missing}`;
  }

  /** Whether its signature was checked and holds. */
  isSigned({ decision }: Acceptance): boolean {
    return this.#signed.has(decision);
  }

  #quorumOf(records: readonly Accepted[], release: Release, policy: Policy) {
    const approvals = records.map(({ entry }) => entry);
    const authors = [...new Set(records.flatMap((record) => record.authors))];
    return quorumOf({ approvals, authors }, this.#signed, release, policy);
  }
}

function hashesOf({ decision, approvals = [] }: Acceptance): string[] {
  return [...new Set([decision, ...approvals])];
}

function undoOf(
  { writer, decision }: JournalledDecision,
  history: readonly JournalledDecision[],
): JournalledDecision | undefined {
  return history.find(
    (each) =>
      each.writer === writer &&
      each.decision.action === 'undo' &&
      each.decision.undoes === decision.seq,
  );
}
