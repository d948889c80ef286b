import { CodelumiError } from '../../errors.js';
import type { JobContext } from '../../job.js';
import { knownInKnowledgeBase } from '../../snapshots/base.js';
import { collectEntries } from '../../snapshots/collectEntries.js';
import { type Composed, composeSnapshot } from '../../snapshots/compose.js';
import { listSnapshots } from '../../snapshots/list.js';
import { readSnapshot } from '../../snapshots/readSnapshot.js';
import type { SnapshotManifest } from '../../snapshots/snapshotEntry.js';
import { hashesOf, linesOf } from '../../snapshots/snapshotLines.js';
import type { Config } from '../../workspace/configSchema.js';
import { SNAPSHOTS_FOLDER } from '../../workspace/paths.js';
import { KnowledgeVersion } from './knowledgeVersion.js';

/** What a baseline is called that is no snapshot. */
export const KNOWLEDGE_BASE = 'knowledge-base';
const NOT_BUILT_YET = 'not built yet';

export interface VersionChoice {
  /** A snapshot's name, or `KNOWLEDGE_BASE`; left out: the newest snapshot before the candidate, else the knowledge base. */
  readonly baseline?: string | undefined;
  /** A snapshot's name; left out: what would be built now. */
  readonly snapshot?: string | undefined;
}

/** A version, and what it can be recognised by. */
export interface HashedVersion {
  readonly version: KnowledgeVersion;
  /** Of the bytes of the snapshot, or of those that a snapshot of these entries would have. */
  readonly sha256: string;
}

export interface Versions {
  readonly baseline: HashedVersion;
  readonly candidate: HashedVersion;
  /** undefined: the candidate is a snapshot that was built. */
  readonly composed: Composed | undefined;
}

/** @throws CodelumiError `not-found`, `invalid-input` as `composeSnapshot` and `readKnowledgeBase` */
export async function readVersions(
  context: JobContext,
  config: Config,
  { baseline, snapshot }: VersionChoice,
): Promise<Versions> {
  const manifests = await listSnapshots({}, context);
  const chosen = snapshot === undefined ? undefined : named(manifests, snapshot);
  const composed = chosen === undefined ? await composeSnapshot(context, config) : undefined;
  const candidate =
    composed === undefined
      ? await snapshotVersion(context, named(manifests, snapshot ?? ''))
      : await composedVersion(composed);
  if (candidate.version.entries.size === 0) throw nothingToValidate(config);
  const before = manifests.find((each) => chosen === undefined || isBefore(each, chosen));
  const base = baseline ?? before?.name ?? KNOWLEDGE_BASE;
  return {
    baseline:
      base === KNOWLEDGE_BASE
        ? await knowledgeBaseVersion(context, config)
        : await snapshotVersion(context, named(manifests, base)),
    candidate,
    composed,
  };
}

function isBefore(one: SnapshotManifest, other: SnapshotManifest): boolean {
  return one.name !== other.name && one.created_at <= other.created_at;
}

async function composedVersion(composed: Composed): Promise<HashedVersion> {
  const { entries, sha256 } = await composed.entries.hold();
  return { version: new KnowledgeVersion(NOT_BUILT_YET, entries), sha256 };
}

/** @throws CodelumiError `invalid-input` when it is not what was built */
export async function snapshotVersion(
  context: JobContext,
  manifest: SnapshotManifest,
): Promise<HashedVersion> {
  const entries = await readSnapshot(context, manifest);
  return { version: new KnowledgeVersion(manifest.name, entries), sha256: manifest.sha256 };
}

/** As a snapshot of it alone would be, so that entries go by the same ids. */
export async function knowledgeBaseVersion(
  context: JobContext,
  { sources }: Config,
): Promise<HashedVersion> {
  const known = await knownInKnowledgeBase(context, sources.knowledgeBase);
  const { entries } = collectEntries(known, [], () => ({ taken: [], leftOut: 0 }));
  const { sha256 } = await hashesOf([linesOf(entries)]);
  return { version: new KnowledgeVersion(KNOWLEDGE_BASE, entries), sha256 };
}

function named(manifests: readonly SnapshotManifest[], name: string): SnapshotManifest {
  const found = manifests.find((each) => each.name === name);
  if (found !== undefined) return found;
  throw new CodelumiError({
    reason: 'not-found',
    what: `There is no snapshot ${name}`,
    place: { file: SNAPSHOTS_FOLDER },
    remedy: 'Name one that `codelumi snapshot list` shows.',
  });
}

function nothingToValidate({ sources }: Config): CodelumiError {
  return new CodelumiError({
    reason: 'not-found',
    what: 'There is nothing to validate: neither a knowledge base nor an accepted candidate',
    place: { file: sources.knowledgeBase },
    remedy: 'Accept a candidate first, or set sources.knowledgeBase in .codelumi/config.json.',
  });
}
