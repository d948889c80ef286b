import type { JobContext } from '../../job.js';
import { isObstacle } from '../../review/acceptance.js';
import type { SignedDecisions } from '../../review/quorum/signedDecisions.js';
import type { Tombstones } from '../../screening/erasure/tombstones.js';
import type { ScreeningPolicy } from '../../screening/recogniser.js';
import { screenText } from '../../screening/screenText.js';
import { readSnapshotLines, requireUnchanged } from '../../snapshots/readSnapshot.js';
import type { SnapshotEntry, SnapshotManifest } from '../../snapshots/snapshotEntry.js';
import { snapshotFile } from '../../snapshots/snapshotName.js';
import { type ExportRow, wellFormed } from '../exportRow.js';
import type { LeftOutReason } from '../leftOut.js';
import type { RowSource, SourceEntry } from './rowSource.js';

/** By what an entry is judged. */
export interface SnapshotRules {
  readonly policy: ScreeningPolicy;
  readonly tombstones: Tombstones;
  /** Left out: what nobody signed is exported as well. */
  readonly signed?: SignedDecisions | undefined;
  readonly fits: (texts: readonly string[]) => boolean;
}

/** The entries of a snapshot, read line by line each time: a million are more than should be in memory. */
export function snapshotRows(
  context: Pick<JobContext, 'files' | 'signal'>,
  manifest: SnapshotManifest,
  rules: SnapshotRules,
): RowSource {
  const { name, sha256, merkle_root: merkleRoot = null, counts } = manifest;
  const snapshot = { name, sha256, merkleRoot };
  return {
    kind: 'snapshot',
    snapshot,
    size: counts.entries,
    unreadable: 0, // A snapshot with a line that is none is refused.
    async *read() {
      for await (const batch of readSnapshotLines(context, snapshotFile(name)))
        yield batch.map(
          ({ entry }): SourceEntry => ({
            id: entry.id,
            version: entry.id,
            whyNot: () => whyNot(entry, rules),
            row: () => rowOf(entry, snapshot),
          }),
        );
    },
    requireUnchanged: () => requireUnchanged(context, manifest),
  };
}

function whyNot(entry: SnapshotEntry, rules: SnapshotRules): LeftOutReason | undefined {
  const { id, q, a, variants = [], origin } = entry;
  if (!rules.fits([q, ...variants, a])) return 'filtered';
  if (rules.tombstones.covers(id, { question: q, answer: a, variants })) return 'erased';
  if ('decision' in origin && rules.signed !== undefined && !isSigned(origin, rules.signed))
    return 'unsigned';
  const texts = [{ query: q, assistant_output: a }].concat(
    variants.map((query) => ({ query, assistant_output: '' })),
  );
  const isHarmful = texts.some((text) =>
    screenText(text, rules.policy).some(
      // That an entry says little is no reason to withhold it: it is in the knowledge base all the same.
      (finding) => isObstacle(finding) && finding.kind !== 'uninformative',
    ),
  );
  return isHarmful ? 'private' : undefined;
}

function isSigned(
  {
    decision,
    approvals = [],
  }: { readonly decision: string; readonly approvals?: string[] | undefined },
  signed: SignedDecisions,
): boolean {
  return [decision, ...approvals].some((hash) => signed.has(hash));
}

function rowOf(entry: SnapshotEntry, snapshot: NonNullable<RowSource['snapshot']>): ExportRow {
  const { id, q, a, variants = [], source, date = null, supersedes = [], origin } = entry;
  const learned = 'candidate' in origin ? origin : undefined;
  const known = 'file' in origin ? origin : undefined;
  return {
    id,
    question: wellFormed(q),
    answer: wellFormed(a),
    variants: variants.map(wellFormed),
    source,
    date,
    status: learned === undefined ? null : 'accepted',
    candidate: learned?.candidate ?? null,
    decision: learned?.decision ?? null,
    file: known?.file ?? null,
    line: known?.line ?? null,
    snapshot: snapshot.name,
    snapshotSha256: snapshot.sha256,
    merkleRoot: snapshot.merkleRoot,
    openFindings: [],
    supersedes,
  };
}
