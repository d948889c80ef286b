import { l10n, window } from 'vscode';
import { CodelumiError } from '../../core/errors.js';
import type { Provenance } from '../../core/records/candidate.js';
import { PART_WORDS } from '../../core/tracing/traceOrigins.js';
import { printableLine } from '../../shared/printable.js';
import type { CurrentCandidate } from '../review/currentCandidate.js';
import type { ReviewDesk } from '../review/reviewDesk.js';
import { logChanged, openProof } from '../workspace/openProof.js';

const LONGEST = 200;

/** "Open Log Line": a line of a log that proves a candidate; asks which, where there are several. */
export async function openCandidateProof(
  target: unknown,
  current: CurrentCandidate,
  desk: ReviewDesk,
): Promise<void> {
  const id = current.requireReadable(target);
  const { candidate } = await desk.read(id);
  const proof = await choose(id, candidate.provenance);
  if (proof === undefined) return;
  if (!(await openProof(proof))) throw logChanged(proof);
}

async function choose(id: string, proofs: readonly Provenance[]): Promise<Provenance | undefined> {
  const [first] = proofs;
  if (first === undefined) throw withoutProof(id);
  if (proofs.length === 1) return first;
  const items = proofs.map((proof) => ({
    label: printableLine(`${proof.file}:${proof.line}`.replaceAll('$(', '$ ('), LONGEST),
    description: PART_WORDS[proof.part],
    proof,
  }));
  const picked = await window.showQuickPick(items, {
    title: l10n.t('Log lines that prove {0}', id),
    placeHolder: l10n.t('Choose one to open'),
  });
  return picked?.proof;
}

function withoutProof(id: string): CodelumiError {
  return new CodelumiError({
    reason: 'not-found',
    what: l10n.t('No line of a log proves {0}', id),
    remedy: l10n.t('Do not rely on it.'),
  });
}
