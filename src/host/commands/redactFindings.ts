import { l10n, type TextDocument, WorkspaceEdit, window, workspace } from 'vscode';
import { CodelumiError } from '../../core/errors.js';
import type { CandidateText, Finding } from '../../core/records/candidate.js';
import { counted } from '../../core/records/counted.js';
import { isEditedInPlace } from '../../core/screening/documents/documentKind.js';
import type { LocatedFinding } from '../../core/screening/documents/findingsInDocument.js';
import { isRedactable, redactionsOf } from '../../core/screening/documents/redactions.js';
import { redact, redactable } from '../../shared/redact.js';
import { rangeOf } from '../diagnostics/findingDiagnostic.js';
import { fileTarget, findingTarget } from '../diagnostics/findingTarget.js';
import type { ScreeningDiagnostics } from '../diagnostics/screeningDiagnostics.js';
import { runWithProgress } from '../jobs/runWithProgress.js';
import type { ReviewDesk } from '../review/reviewDesk.js';

const REDACT = l10n.t('Redact');

/** "Redact Finding": the one at the cursor, in the file or, for candidates, as an edit in review. */
export async function redactFinding(
  target: unknown,
  diagnostics: ScreeningDiagnostics,
  desk: ReviewDesk,
): Promise<void> {
  const { document, kind, finding } = await findingTarget(target, diagnostics, isRedactable);
  if (isEditedInPlace(kind)) {
    await redactInPlace(document, [finding]);
    return;
  }
  const { candidate } = finding.finding;
  if (kind !== 'candidates' || candidate === undefined) throw notHere();
  if (!(await redactInReview(candidate, desk, (text, one) => isSame(text, one, finding)))) {
    throw nothingLeft();
  }
  window.showInformationMessage(
    l10n.t(
      'Redacted in {0}, as an edit in review. The file keeps the text as it was mined.',
      candidate,
    ),
  );
}

/** "Redact All in File". */
export async function redactFile(
  target: unknown,
  diagnostics: ScreeningDiagnostics,
  desk: ReviewDesk,
): Promise<void> {
  const file = await fileTarget(target, diagnostics);
  const found = file.found.filter(isRedactable);
  if (found.length === 0) throw nothingLeft();
  if (isEditedInPlace(file.kind)) {
    await redactInPlace(file.document, found);
    window.showInformationMessage(
      l10n.t('Redacted {0}. Undo takes it back.', findings(found.length)),
    );
  } else if (file.kind === 'candidates') {
    await redactAllInReview(found, desk);
  } else {
    throw notHere();
  }
}

async function redactInPlace(
  document: TextDocument,
  found: readonly LocatedFinding[],
): Promise<void> {
  const edit = new WorkspaceEdit();
  for (const change of redactionsOf(found)) {
    edit.replace(document.uri, rangeOf(change), change.text);
  }
  if (!(await workspace.applyEdit(edit))) throw refused();
}

async function redactAllInReview(
  found: readonly LocatedFinding[],
  desk: ReviewDesk,
): Promise<void> {
  const candidates = [...new Set(found.flatMap(({ finding }) => finding.candidate ?? []))];
  const answer = await window.showWarningMessage(
    l10n.t('Redact everything private in {0}?', counted(candidates.length, 'candidate')),
    {
      modal: true,
      detail: l10n.t('Each becomes an edit in review. The file keeps what was mined.'),
    },
    REDACT,
  );
  if (answer !== REDACT) return;
  let changed = 0;
  await runWithProgress(l10n.t('CodeLumi: redacting candidates'), async (token, onProgress) => {
    for (const [done, id] of candidates.entries()) {
      if (token.isCancellationRequested) return;
      onProgress({ message: id, done, total: candidates.length });
      if (await redactInReview(id, desk, () => true)) changed += 1;
    }
  });
  window.showInformationMessage(
    changed === 0
      ? l10n.t('Nothing was left to redact: review has dealt with all of it.')
      : l10n.t('Redacted {0}, each as an edit in review.', counted(changed, 'candidate')),
  );
}

/** @returns false when nothing meant is left in the candidate's text as it stands in review */
async function redactInReview(
  candidate: string,
  desk: ReviewDesk,
  isMeant: (text: CandidateText, finding: Finding) => boolean,
): Promise<boolean> {
  const { state, findings: open } = await desk.read(candidate);
  const meant = redactable(open).filter((one) => isMeant(state.text, one));
  if (meant.length === 0) return false;
  const { fingerprint, lastHash: on, text } = state;
  const after = redact(text, meant);
  await desk.decide({ candidate, action: 'edit', fingerprint, on, after });
  return true;
}

/** The same text found in the same field: edits may have moved it since it was mined. */
function isSame(text: CandidateText, one: Finding, { finding }: LocatedFinding): boolean {
  const { field } = finding;
  if (field === undefined || one.field !== field.name) return false;
  return text[one.field].slice(one.start, one.end) === field.text.slice(field.start, field.end);
}

function findings(count: number): string {
  return counted(count, 'finding');
}

function notHere(): CodelumiError {
  return new CodelumiError({
    reason: 'wrong-usage',
    what: l10n.t('This file is made from the journals of review, so nothing is changed in it'),
    remedy: l10n.t('Edit the candidate in review.'),
  });
}

function nothingLeft(): CodelumiError {
  return new CodelumiError({
    reason: 'wrong-usage',
    what: l10n.t('Nothing is left to redact'),
    remedy: l10n.t('Findings without a replacement are edited or dismissed one by one.'),
  });
}

function refused(): CodelumiError {
  return new CodelumiError({
    reason: 'changed-meanwhile',
    what: l10n.t('VS Code did not take the change'),
    remedy: l10n.t('Try again.'),
  });
}
