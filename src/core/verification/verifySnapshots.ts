import { createHash } from 'node:crypto';
import { addLines } from '../audit/checkpoints/hashLines.js';
import { CompactRange } from '../audit/merkle/compactRange.js';
import type { Place } from '../errors.js';
import type { JobContext } from '../job.js';
import { sha256 } from '../records/sha256.js';
import type { Policies } from '../review/quorum/policies.js';
import { MANIFEST_END, readManifest } from '../snapshots/list.js';
import type { SnapshotManifest } from '../snapshots/snapshotEntry.js';
import { manifestFile, snapshotFile } from '../snapshots/snapshotName.js';
import { SNAPSHOTS_FOLDER } from '../workspace/paths.js';
import type { Findings } from './fault.js';
import { type Known, verifyEntries } from './verifySnapshotEntries.js';

type KnownOfAll = Pick<Known, 'policy' | 'acceptances'> & { readonly policies: Policies };

/**
 * Whether every snapshot still has the bytes it was built with, comes from decisions of enough people,
 * and holds nothing private.
 * @returns how many snapshots and entries were looked at
 */
export async function verifySnapshots(
  context: JobContext,
  known: KnownOfAll,
  findings: Findings,
): Promise<{ snapshots: number; entries: number }> {
  const looked = { snapshots: 0, entries: 0 };
  const listed = (await context.files.list(SNAPSHOTS_FOLDER)).filter(({ kind }) => kind === 'file');
  const names = new Set(listed.map(({ name }) => name));
  for (const name of names) {
    if (name.endsWith('.jsonl') && !names.has(name.replace(/\.jsonl$/u, MANIFEST_END))) {
      const message = 'a snapshot without its manifest; building it was broken off, delete it';
      findings.warnings.push({ check: 'snapshot', place: placeOf(name), message });
    }
    if (!name.endsWith(MANIFEST_END)) continue;
    looked.snapshots += 1;
    looked.entries += await verifySnapshot(context, name, known, findings);
  }
  return looked;
}

async function verifySnapshot(
  context: JobContext,
  manifestName: string,
  known: KnownOfAll,
  findings: Findings,
): Promise<number> {
  const { files } = context;
  const manifest = await readManifest(context, placeOf(manifestName).file);
  const file = placeOf(manifestName.replace(MANIFEST_END, '.jsonl')).file;
  const fault = (message: string, place = placeOf(manifestName)) =>
    findings.faults.push({ check: 'snapshot', place, message });
  if (manifest === undefined) fault('not a manifest that can be read; restore it from Git');
  else if (snapshotFile(manifest.name) !== file) fault(`the manifest of ${manifest.name}`);
  if ((await files.stat(file)) === undefined) {
    fault('the snapshot itself is missing; restore it from Git');
    return 0;
  }
  if (manifest !== undefined) await verifyBytes(context, manifest, file, fault);
  const { policies, ...rest } = known;
  const quorum = policies.at(manifest?.created_at) ?? manifest?.policy ?? policies.now;
  const inherited = await inheritedBy(context, manifest, fault);
  const all = { ...rest, manifest, quorum, inherited };
  const entries = await verifyEntries(context, file, all, findings);
  if (manifest !== undefined && entries !== manifest.counts.entries)
    fault(`holds ${entries} entries, not ${manifest.counts.entries}`, { file });
  return entries;
}

async function verifyBytes(
  context: JobContext,
  { sha256: built, merkle_root, parent }: SnapshotManifest,
  file: string,
  fault: (message: string, place?: Place) => void,
): Promise<void> {
  const { digest, root } = await hashOf(context, file);
  if (digest !== built) fault('changed after it was built; restore it from Git', { file });
  else if (merkle_root !== undefined && merkle_root !== root)
    fault('the Merkle root is not that of the lines; restore it from Git');
  if (parent === undefined) return;
  // One that is gone was pruned, or is missed by Git and the audit log.
  const before = await readManifestIfThere(context, manifestFile(parent.name));
  if (before !== undefined && before.sha256 !== parent.sha256)
    fault(`follows ${parent.name}, which was another then; restore it from Git`);
}

async function readManifestIfThere(
  context: JobContext,
  file: string,
): Promise<SnapshotManifest | undefined> {
  return (await context.files.stat(file)) === undefined ? undefined : readManifest(context, file);
}

/** The lines of the snapshot that a hotfix was made from. */
async function inheritedBy(
  context: JobContext,
  manifest: SnapshotManifest | undefined,
  fault: (message: string) => void,
): Promise<ReadonlySet<string> | undefined> {
  const base = manifest?.hotfix?.base;
  if (base === undefined) return undefined;
  const file = snapshotFile(base.name);
  if ((await context.files.stat(file)) === undefined) {
    fault(`a hotfix of ${base.name}, which is missing; restore it from Git`);
    return undefined;
  }
  const bytes = await context.files.read(file);
  if (sha256(bytes) !== base.sha256) fault(`a hotfix of ${base.name}, which was another then`);
  return new Set(Buffer.from(bytes).toString('utf8').split('\n'));
}

async function hashOf(
  { files }: JobContext,
  file: string,
): Promise<{ readonly digest: string; readonly root: string }> {
  const hash = createHash('sha256');
  for await (const piece of files.readPassing(file)) hash.update(piece);
  const tree = new CompactRange();
  await addLines(files, file, { start: 0, end: Number.MAX_SAFE_INTEGER }, tree);
  return { digest: hash.digest('hex'), root: tree.root().toString('hex') };
}

function placeOf(name: string): { readonly file: string } {
  return { file: `${SNAPSHOTS_FOLDER}/${name}` };
}
