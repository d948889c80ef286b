import { html, nothing, type TemplateResult } from 'lit';
import { kit } from '#kit';
import type { Detail, Draft } from '../../src/shared/candidateProtocol.js';
import { currentText, hasUnsavedEdit } from './drafts.js';
import type { PanelSession } from './panelSession.js';
import type { ShownFindings } from './panelState.js';
import { masksInText, type Secrets } from './secretView.js';
import { diffView, FIELDS, markedText } from './shownText.js';

/** Question and answer, to read. */
export function readView(
  detail: Detail,
  draft: Draft | undefined,
  revealed: ReadonlyMap<string, string>,
  session: PanelSession,
): TemplateResult {
  const reveal = (mask: string) => void session.revealing.reveal([mask]);
  const secrets = { masks: detail.secrets, revealed, reveal };
  return html`
    ${hasUnsavedEdit(detail, draft) ? unsavedNote(session) : nothing}
    ${FIELDS.map((part) => fieldView(part, detail, secrets))}
    ${masksInText(detail).length > 0 ? secretsNote(revealed.size > 0, session) : nothing}
    ${detail.edited ? diffView('Changes to the logged text', detail.original, detail.text) : nothing}
  `;
}

/** White space inside `.text` shows: the template must not add any. */
function fieldView(
  { field, label }: (typeof FIELDS)[number],
  detail: Detail,
  secrets: Secrets,
): TemplateResult {
  const found = detail.findings.filter((finding) => finding.field === field);
  const marked = markedText(detail.text[field], found, secrets);
  return html`
    <h3 id="label-${field}">${label}</h3>
    <div class="text ${field}" dir="auto" role="group" aria-labelledby="label-${field}">${marked}</div>
  `;
}

function secretsNote(areShown: boolean, session: PanelSession): TemplateResult {
  return html`
    <div class="note secrets" role="group" aria-label="Secrets">
      <span>
        ${areShown ? 'Secrets are shown until you leave this candidate.' : 'Secrets are hidden. Showing them is recorded.'}
      </span>
      ${kit.button({
        label: areShown ? 'Hide Secrets' : 'Show Secrets',
        key: 's',
        look: 'small',
        press: () => session.perform('secrets'),
      })}
    </div>
  `;
}

function unsavedNote(session: PanelSession): TemplateResult {
  return html`
    <div class="note" role="group" aria-label="Unsaved edit">
      <span>There is an unsaved edit.</span>
      ${kit.button({
        id: 'unsaved',
        label: 'Continue Editing',
        look: 'small',
        press: () => session.perform('edit'),
      })}
      ${kit.button({
        label: 'Discard Draft',
        look: 'small',
        press: () => session.editing.discard(),
      })}
    </div>
  `;
}

/** Question and answer, to change, with what the change amounts to. */
export function editView(
  detail: Detail,
  draft: Draft | undefined,
  { freshness }: ShownFindings,
  session: PanelSession,
): TemplateResult {
  const text = currentText(detail, draft);
  const isChanged = hasUnsavedEdit(detail, draft);
  return html`
    <div class="editor" role="group" aria-label="Edit">
      ${FIELDS.map(({ field, label, height }) =>
        kit.textArea({
          id: `edit-${field}`,
          label,
          height,
          value: text[field].replaceAll(/\r\n?/g, '\n'),
          change: (value) => session.editing.type(field, value),
        }),
      )}
      <div class="row">
        ${kit.button({
          id: 'save-edit',
          label: 'Save Edit',
          key: 'Ctrl+Enter',
          look: 'primary',
          press: () => session.perform('saveEdit'),
        })}
        ${kit.button({
          label: 'Close',
          key: 'Esc',
          hint: 'Back to reading; the draft is kept',
          press: () => session.perform('leaveEdit'),
        })}
        ${kit.button({
          label: 'Discard Draft',
          disabled: !isChanged,
          press: () => session.editing.discard(),
        })}
        <span class="aside">${isChanged ? SCREENED[freshness] : 'Nothing changed yet'}</span>
      </div>
      ${diffView('Changes to the logged text', detail.original, text)}
    </div>
  `;
}

const SCREENED: Readonly<Record<ShownFindings['freshness'], string>> = {
  current: 'Draft kept, screened',
  checking: 'Draft kept, screening…',
  failed: 'Draft kept, not screened',
};
