import { html, nothing, type TemplateResult } from 'lit';
import { kit } from '#kit';
import type { Detail, Draft } from '../../src/shared/candidateProtocol.js';
import { printable, printableLine } from '../../src/shared/printable.js';
import type { PanelSession } from './panelSession.js';
import { moment } from './proofView.js';
import { signatureView } from './signatureView.js';

/** What reviewers said about the candidate, and the field for saying more. */
export function commentsView(
  { comments }: Detail,
  draft: Draft | undefined,
  commenting: boolean,
  session: PanelSession,
): TemplateResult {
  return html`
    <section aria-labelledby="comments-title">
      <h3 id="comments-title">
        Comments ${comments.length === 0 ? nothing : html`<span class="count">${comments.length}</span>`}
      </h3>
      ${
        comments.length === 0
          ? nothing
          : html`<ul class="history comments" aria-label="Comments">
              ${comments.map(
                ({ at, by, signature, text }) => html`<li>
                  <div>
                    <strong>${printableLine(by, 80)}</strong> ${signatureView(signature)} <span class="aside">${moment(at)}</span>
                  </div>
                  <div class="said">${printable(text)}</div>
                </li>`,
              )}
            </ul>`
      }
      ${commenting ? commentField(draft, session) : openButton(draft, session)}
    </section>
  `;
}

function openButton(draft: Draft | undefined, session: PanelSession): TemplateResult {
  const isBegun = draft?.comment !== undefined;
  return kit.button({
    label: isBegun ? 'Continue Comment' : 'Comment',
    key: 'c',
    look: 'small',
    press: () => session.perform('comment'),
  });
}

function commentField(draft: Draft | undefined, session: PanelSession): TemplateResult {
  return html`
    <div class="editor">
      ${kit.textArea({
        id: 'comment',
        label: 'Comment',
        value: draft?.comment ?? '',
        height: 'two-lines',
        change: (text) => session.commenting.type(text),
      })}
      <div class="row">
        ${kit.button({
          label: 'Send',
          key: 'Ctrl+Enter',
          look: 'small',
          press: () => session.perform('sendComment'),
        })}
        ${kit.button({
          label: 'Close',
          key: 'Esc',
          look: 'small',
          hint: 'The draft is kept',
          press: () => session.perform('leaveComment'),
        })}
      </div>
    </div>
  `;
}
