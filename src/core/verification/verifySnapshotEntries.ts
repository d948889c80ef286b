import { type Place, throwIfCancelled } from '../errors.js';
import type { JobContext } from '../job.js';
import type { CandidateText } from '../records/candidate.js';
import { textDigest } from '../records/fingerprint.js';
import { readJsonLines } from '../records/jsonLinesReader.js';
import { describeFault } from '../records/readFault.js';
import type { ScreeningPolicy } from '../screening/recogniser.js';
import { screenText } from '../screening/screenText.js';
import { mayBePrivate } from '../screening/textFinding.js';
import {
  type Acceptance,
  type SnapshotEntry,
  type SnapshotManifest,
  snapshotEntrySchema,
} from '../snapshots/snapshotEntry.js';
import type { Policy } from '../workspace/settings/policySchema.js';
import type { AcceptanceRecords, Claim } from './acceptanceRecords.js';
import type { Findings } from './fault.js';

/** What the entries of a snapshot are held against. */
export interface Known {
  readonly policy: ScreeningPolicy;
  readonly acceptances: AcceptanceRecords;
  /** What the manifest says; undefined where it cannot be read. */
  readonly manifest: SnapshotManifest | undefined;
  /** Of when the snapshot was built. */
  readonly quorum: Policy;
  /** Lines of the snapshot that a hotfix was made from; undefined: it is no hotfix, or that is not here. */
  readonly inherited: ReadonlySet<string> | undefined;
}

/**
 * Whether every line of a snapshot is an entry, comes from a decision that was made, and holds nothing
 * private.
 * @returns how many records there are
 */
export async function verifyEntries(
  { files, signal }: Pick<JobContext, 'files' | 'signal'>,
  file: string,
  known: Known,
  findings: Findings,
): Promise<number> {
  let entries = 0;
  for await (const item of readJsonLines(files, file, { looksLikeRecord: () => true, signal })) {
    throwIfCancelled(signal);
    const { line } = item.kind === 'fault' ? item.fault.position : item.position;
    const place = { file, line };
    if (item.kind === 'fault') {
      findings.faults.push({ check: 'snapshot', place, message: describeFault(item.fault) });
      continue;
    }
    entries += 1;
    const parsed = snapshotEntrySchema.safeParse(item.value);
    if (parsed.success) verifyEntry(parsed.data, place, known, findings);
    else findings.faults.push({ check: 'snapshot', place, message: 'not an entry of a snapshot' });
  }
  return entries;
}

function verifyEntry(
  entry: SnapshotEntry,
  place: Place,
  known: Known,
  { faults, warnings }: Findings,
): void {
  const { id, q, a, variants = [], origin } = entry;
  const { policy, manifest } = known;
  const isLearned = 'candidate' in origin;
  for (const claim of claimsOf(entry, known)) {
    const what = known.acceptances.faultOf(claim);
    if (what !== undefined) faults.push({ check: 'snapshot', place, message: `${id} ${what}` });
    if (isFalselySigned(claim.acceptance, known)) {
      const message = `${id} comes from ${claim.acceptance.candidate}, whose acceptance the manifest calls signed, and no signature of it holds`;
      faults.push({ check: 'snapshot', place, message });
    }
  }
  if (isStranger(entry, known)) {
    const message = `${id} is neither in the snapshot that the hotfix was made from nor what the hotfix is about`;
    faults.push({ check: 'snapshot', place, message });
  }
  if (manifest?.superseded.some((gone) => gone.id === id) === true) {
    const message = `${id} stands here, and the manifest says that another took its place`;
    faults.push({ check: 'snapshot', place, message });
  }
  const texts = [{ query: q, assistant_output: a }, ...variants.map(asQuestion)];
  const rules = texts
    .flatMap((text) => screenText(text, policy))
    .filter(mayBePrivate)
    .map(({ rule }) => rule);
  if (rules.length === 0) return;
  // What stood in the knowledge base before was never ours to accept.
  const from =
    'file' in origin ? `, as it stood in ${origin.file}:${origin.line} before any review` : '';
  const message = `${id} holds something private: ${[...new Set(rules)].join(', ')}${from}`;
  (isLearned ? faults : warnings).push({ check: 'snapshot', place, message });
}

function claimsOf(entry: SnapshotEntry, { manifest, quorum, inherited }: Known): Claim[] {
  const { q, a, merged = [], origin } = entry;
  // What the hotfix found in the snapshot before was approved there, and is no part of it.
  const isOwn = manifest?.hotfix !== undefined && inherited?.has(JSON.stringify(entry)) !== true;
  const hotfixed = new Set(isOwn ? manifest.candidates : []);
  const claim = (acceptance: Acceptance, digest: string | undefined): Claim => ({
    acceptance,
    digest,
    builtAt: manifest?.created_at ?? '',
    release: hotfixed.has(acceptance.candidate) ? 'hotfix' : 'entry',
    policy: quorum,
  });
  const digest = textDigest({ query: q, assistant_output: a });
  return [
    ...('candidate' in origin ? [claim(origin, digest)] : []),
    ...merged.map((acceptance) => claim(acceptance, undefined)),
  ];
}

/** What the manifest says is signed, and nothing shows that it is. */
function isFalselySigned(acceptance: Acceptance, { manifest, acceptances }: Known): boolean {
  if (manifest?.signatures === undefined) return false;
  const { candidate } = acceptance;
  const isSaidSo =
    manifest.candidates.includes(candidate) && !manifest.signatures.unsigned.includes(candidate);
  return isSaidSo && !acceptances.isSigned(acceptance);
}

/** Whether a hotfix brought it without naming it. */
function isStranger(entry: SnapshotEntry, { inherited, manifest }: Known): boolean {
  if (inherited === undefined || inherited.has(JSON.stringify(entry))) return false;
  const { origin, merged = [] } = entry;
  const named = new Set(manifest?.candidates);
  const acceptances = [...('candidate' in origin ? [origin] : []), ...merged];
  return !acceptances.some(({ candidate }) => named.has(candidate));
}

function asQuestion(query: string): CandidateText {
  return { query, assistant_output: '' };
}
