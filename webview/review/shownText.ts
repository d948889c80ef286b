import { html, nothing, type TemplateResult } from 'lit';
import { ifDefined } from 'lit/directives/if-defined.js';
import type { CandidateText, Finding } from '../../src/shared/candidateProtocol.js';
import { printable } from '../../src/shared/printable.js';
import { type Piece, splitByFindings } from './markedText.js';
import { shownText } from './plainText.js';
import { type Secrets, textWithSecrets } from './secretView.js';
import { type DiffPart, wordDiff } from './wordDiff.js';

export const FIELDS = [
  { field: 'query', label: 'Question', height: 'two-lines' },
  { field: 'assistant_output', label: 'Answer', height: 'five-lines' },
] as const satisfies readonly { field: keyof CandidateText; label: string; height: string }[];

/** The same, with what screening found marked in it. */
export function markedText(
  text: string,
  findings: readonly Finding[],
  secrets: Secrets,
): unknown[] {
  return splitByFindings(text, findings).map((piece) => markedPiece(piece, secrets));
}

function markedPiece({ text, findings }: Piece, secrets: Secrets): unknown {
  if (findings.length === 0) return textWithSecrets(text, secrets);
  const isBlocking = findings.some(({ severity }) => severity === 'blocking');
  const what = findings.map(({ rule, message }) => printable(`${rule}: ${message}`)).join('\n');
  return html`<mark
    class=${isBlocking ? 'blocking' : 'warning'}
    title=${what}
    aria-description=${ifDefined(`Finding, ${what}`)}
    >${textWithSecrets(text, secrets)}</mark
  >`;
}

/** What an edit changes, word by word; nothing where it changes nothing. */
export function diffView(
  label: string,
  before: CandidateText,
  after: CandidateText,
): TemplateResult | typeof nothing {
  const changed = FIELDS.map(({ field, label: name }) => ({
    name,
    parts: wordDiff(before[field], after[field]),
  })).filter(({ parts }) => parts.length > 0);
  if (changed.length === 0) return nothing;
  return html`
    <div class="diff" role="group" aria-label=${label}>
      <h3>${label}</h3>
      ${changed.map(
        ({ name, parts }) => html`
          <p class="diff-name">${name}</p>
          <div class="text" dir="auto">${parts.map(diffPart)}</div>
        `,
      )}
    </div>
  `;
}

export function diffPart({ kind, text }: DiffPart): unknown {
  switch (kind) {
    case 'added':
      return html`<ins>${shownText(text)}</ins>`;
    case 'removed':
      return html`<del>${shownText(text)}</del>`;
    case 'skipped':
      return html`<span class="skipped" title="${text.length} unchanged characters"> … </span>`;
    case 'same':
      return shownText(text);
  }
}
