import { CodelumiError } from '../errors.js';
import type { Job } from '../job.js';
import { describeFault, type ReadFault } from '../records/readFault.js';
import type { SignedDecisions } from '../review/quorum/signedDecisions.js';
import { readConfig } from '../workspace/config.js';
import type { Config } from '../workspace/configSchema.js';
import { withWorkspaceLock } from '../workspace/lock.js';
import type { Accepted } from './collectEntries.js';
import { type Composed, composeSnapshot } from './compose.js';
import { gatesOf } from './gates.js';
import { type HotfixInput, hotfixPart } from './hotfix.js';
import { newestSnapshot } from './list.js';
import { notReleasable } from './readAccepted.js';
import type { HeldBack, SnapshotManifest } from './snapshotEntry.js';
import { SnapshotContent } from './snapshotLines.js';
import { freeSnapshotName, manifestFile, snapshotFile } from './snapshotName.js';

export interface BuildResult {
  readonly file: string;
  readonly manifestFile: string;
  readonly manifest: SnapshotManifest;
  /** The first stretches of the knowledge base that could not be read, and so are in no snapshot that follows. */
  readonly lost: readonly LostStretch[];
}

export interface LostStretch {
  readonly file: string;
  readonly line: number;
  /** What is wrong there, as part of a sentence. */
  readonly what: string;
}

export interface BuildInput {
  /** Left out: everything that was accepted. */
  readonly hotfix?: HotfixInput;
}

/**
 * "Build KB Snapshot": the knowledge base plus everything accepted, as a new versioned file with its
 * manifest. The knowledge base itself is not touched. Same inputs, same bytes. What too few people approved, or
 * people disagree about, is left out and named in the manifest. A hotfix takes the newest snapshot plus what it
 * names, and leaves nothing of that out.
 *
 * @throws CodelumiError `not-found` when there is nothing to build from, `checks-missing` when an
 *   accepted entry holds an open blocking finding or cannot be merged or take another's place as it was
 *   decided, or a hotfix is not approved, `invalid-input` when a journal is damaged.
 */
export const buildSnapshot: Job<BuildInput, BuildResult> = async ({ hotfix }, context) => {
  const config = await readConfig(context.files);
  return withWorkspaceLock(context, 'build a snapshot', async (lock) => {
    const composed = await composeSnapshot(context, config, hotfix);
    const { base, entries, tally, accepted, signed, heldBack } = composed;
    const [problem] = composed.problems;
    if (problem !== undefined) throw notReleasable(problem.accepted, problem.what);
    if (entries.size === 0) throw nothingToBuildFrom(config, heldBack);

    const now = context.clock.now();
    const parent = await newestSnapshot(context);
    const name = await freeSnapshotName(context.files, now);
    context.progress({ message: `Writing ${entries.size} entries` });
    await lock.confirm();
    const content = new SnapshotContent(entries.lines());
    await context.files.replace(snapshotFile(name), content.pieces());
    const { sha256, merkleRoot } = content.hashes();
    const gates = await gatesOf(context, sha256);
    const manifest: SnapshotManifest = {
      v: 1,
      name,
      created_at: now.toISOString(),
      tool_version: context.toolVersion,
      sha256,
      merkle_root: merkleRoot,
      ...(parent && { parent }),
      counts: countsOf(composed),
      sources: base.sources,
      candidates: accepted.map(({ candidate }) => candidate.id),
      superseded: [...tally.superseded],
      erased: [...composed.erased],
      withdrawn: [...composed.withdrawn],
      reviewers: reviewersOf(accepted),
      held_back: [...heldBack],
      policy: composed.policy,
      ...(gates && { gates }),
      ...(hotfix && { hotfix: hotfixPart(base, hotfix, accepted, signed) }),
      signatures: signaturesOf(accepted, signed),
    };
    await lock.confirm();
    await context.files.replace(manifestFile(name), `${JSON.stringify(manifest, null, 2)}\n`);
    return {
      file: snapshotFile(name),
      manifestFile: manifestFile(name),
      manifest,
      lost: composed.lost.map(lostStretch),
    };
  });
};

function lostStretch(fault: ReadFault): LostStretch {
  const { file, line } = fault.position;
  return { file, line, what: describeFault(fault) };
}

function countsOf({ entries, tally, unreadable }: Composed): SnapshotManifest['counts'] {
  return {
    entries: entries.size,
    from_knowledge_base: tally.fromKnowledgeBase,
    from_candidates: tally.fromCandidates,
    duplicates: tally.duplicates,
    renamed: tally.renamed,
    merged: tally.merged,
    variants_added: tally.variantsAdded,
    variants_left_out: tally.variantsLeftOut,
    superseded: tally.superseded.length,
    unreadable,
  };
}

function reviewersOf(accepted: readonly Accepted[]): string[] {
  const reviewers = accepted.flatMap(({ state }) =>
    state.approvals.map(({ decision: { reviewer } }) => `${reviewer.name} <${reviewer.email}>`),
  );
  return [...new Set(reviewers)].sort();
}

/** How far the snapshot may go depends on it; see `policy.unsigned`. */
function signaturesOf(
  accepted: readonly Accepted[],
  signed: SignedDecisions,
): NonNullable<SnapshotManifest['signatures']> {
  const signers = new Map<string, { principal: string; keyid: string }>();
  const unsigned: string[] = [];
  for (const { candidate, state } of accepted) {
    const by = signed.get(state.decidedBy?.decision.hash ?? '');
    if (by === undefined) unsigned.push(candidate.id);
    else signers.set(`${by.principal} ${by.keyid}`, { principal: by.principal, keyid: by.keyid });
  }
  return {
    signed: accepted.length - unsigned.length,
    of: accepted.length,
    unsigned,
    signers: [...signers].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, signer]) => signer),
  };
}

function nothingToBuildFrom(config: Config, heldBack: readonly HeldBack[]): CodelumiError {
  const [first] = heldBack;
  if (first !== undefined) return everythingWaits(first, heldBack.length);
  return new CodelumiError({
    reason: 'not-found',
    what: 'There is neither a knowledge base nor an accepted candidate to build a snapshot from',
    place: { file: config.sources.knowledgeBase },
    remedy: 'Accept a candidate first, or set sources.knowledgeBase in .codelumi/config.json.',
  });
}

function everythingWaits({ candidate, why }: HeldBack, count: number): CodelumiError {
  const others = count === 1 ? '' : ` (and ${count - 1} more are held back)`;
  return new CodelumiError({
    reason: 'checks-missing',
    what: `There is nothing to build from: ${candidate} ${why}${others}`,
    remedy: 'Let a second reviewer accept it as well.',
  });
}
