import { createHash } from 'node:crypto';
import type { JobContext } from '../job.js';
import { MANIFEST_END, readManifest } from '../snapshots/list.js';
import { snapshotFile } from '../snapshots/snapshotName.js';
import { SNAPSHOTS_FOLDER } from '../workspace/paths.js';
import type { Findings } from './fault.js';
import { type Known, verifyEntries } from './verifySnapshotEntries.js';

/**
 * Whether every snapshot still has the bytes it was built with, comes from decisions that were made,
 * and holds nothing private.
 * @returns how many snapshots and entries were looked at
 */
export async function verifySnapshots(
  context: JobContext,
  known: Known,
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
  known: Known,
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
  if (manifest !== undefined && (await hashOf(context, file)) !== manifest.sha256)
    fault('changed after it was built; restore it from Git', { file });
  const entries = await verifyEntries(context, file, known, findings);
  if (manifest !== undefined && entries !== manifest.counts.entries)
    fault(`holds ${entries} entries, not ${manifest.counts.entries}`, { file });
  return entries;
}

async function hashOf({ files }: JobContext, file: string): Promise<string> {
  const hash = createHash('sha256');
  for await (const piece of files.readChunks(file)) hash.update(piece);
  return hash.digest('hex');
}

function placeOf(name: string): { readonly file: string } {
  return { file: `${SNAPSHOTS_FOLDER}/${name}` };
}
