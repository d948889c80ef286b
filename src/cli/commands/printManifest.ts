import { counted } from '../../core/records/counted.js';
import type { BuildResult } from '../../core/snapshots/build.js';
import { sameAsParent } from '../../core/snapshots/sameAsParent.js';
import type { SnapshotManifest } from '../../core/snapshots/snapshotEntry.js';
import { gatesWords } from '../../shared/gatesWords.js';
import { printable } from '../../shared/printable.js';
import { signedCountWords } from '../../shared/signatureWords.js';
import { say } from '../terminal.js';

export function printBuilt({ file, manifest, lost }: BuildResult): void {
  say(`built  ${file}`);
  const same = sameAsParent(manifest);
  if (same !== undefined) say(`       the same as ${same}`);
  printCounts(manifest);
  for (const { file, line, what } of lost)
    say(`       not read: ${printable(file)}:${line} ${what}`);
  const more = manifest.counts.unreadable - lost.length;
  if (more > 0) say(`       not read: ${more} more`);
  printRest(manifest);
}

/** A snapshot in a person's words. */
export function printManifest(manifest: SnapshotManifest): void {
  const { name, created_at: at, tool_version: version, parent, reviewers, sources } = manifest;
  say(`${name}  built ${at} by codelumi ${printable(version)}`);
  printCounts(manifest);
  say(`       ${parent === undefined ? 'follows no other' : `follows ${parent.name}`}`);
  for (const { file, sha256 } of sources) say(`       from ${printable(file)}  ${sha256}`);
  if (reviewers.length > 0) say(`       reviewed by ${printable(reviewers.join(', '))}`);
  for (const { id, by } of manifest.superseded)
    say(`       superseded: ${printable(id)} by ${printable(by)}`);
  if (manifest.erased.length > 0) say(`       left out as erased: ${manifest.erased.length}`);
  printRest(manifest);
}

function printCounts({ counts, withdrawn }: SnapshotManifest): void {
  say(
    `       ${counted(counts.entries, 'entry', 'entries')}: ${counts.from_knowledge_base} known, ${counts.from_candidates} accepted (${counted(counts.duplicates, 'duplicate')} left out)`,
  );
  if (counts.merged > 0)
    say(
      `       ${counts.merged} merged: ${counts.variants_added} new ways to ask, ${counts.variants_left_out} left out`,
    );
  if (counts.superseded > 0) say(`       ${counts.superseded} superseded and gone`);
  for (const id of withdrawn)
    say(`       withdrawn: ${printable(id)} was published, and is not accepted any more`);
}

function printRest(manifest: SnapshotManifest): void {
  const { signatures, gates, hotfix, held_back: heldBack, sha256, merkle_root: root } = manifest;
  say(
    `       ${gatesWords(gates)}${gates === undefined ? '' : `: ${printable(gates.report.file)}`}`,
  );
  if (signatures !== undefined && signatures.of > 0) say(`       ${signedCountWords(signatures)}`);
  if (hotfix !== undefined) printHotfix(hotfix);
  for (const { candidate, why } of heldBack)
    say(`       held back: ${candidate} ${printable(why)}`);
  say(`       sha256 ${sha256}`);
  if (root !== undefined) say(`       Merkle root ${root}`);
}

function printHotfix({ base, approvers }: NonNullable<SnapshotManifest['hotfix']>): void {
  const people = [...new Set(approvers.map(({ principal }) => principal))];
  say(
    `       hotfix of ${base?.name ?? 'the knowledge base'}, signed by ${printable(people.join(', '))}`,
  );
}
