import { html, nothing, type TemplateResult } from 'lit';
import { kit } from '#kit';
import type { Detail } from '../../src/shared/candidateProtocol.js';
import { resolutionWords } from '../../src/shared/words.js';
import { keyOf } from './keymap.js';
import type { PanelSession } from './panelSession.js';
import { openDetail, openDraft, type PanelState } from './panelState.js';

/** Nobody has to accept it any more, or whoever looks at it has. */
function isSettled(detail: Detail | undefined): boolean {
  if (detail?.status !== 'accepted') return false;
  return detail.approvedByMe || detail.attention?.kind !== 'approval';
}

/** The verdict on the open candidate. Stays in place while the next one is on its way. */
export function decisionBar(state: PanelState, session: PanelSession): TemplateResult {
  const { editing, redoable } = state;
  const detail = openDetail(state);
  const status = detail?.status;
  const isApproval = status === 'accepted' && detail?.approvedByMe === false;
  return html`
    <div class="bar" role="group" aria-label="Decision">
      ${kit.button({
        label: isApproval ? 'Approve' : `Accept${resolutionWords(openDraft(state)?.resolution)}`,
        key: 'a',
        look: editing || isSettled(detail) ? 'secondary' : 'primary',
        press: () => session.perform('accept'),
      })}
      ${kit.button({ label: 'Reject', key: 'r', press: () => session.perform('reject') })}
      ${kit.button({ label: 'Edit', key: 'e', press: () => session.perform('edit') })}
      ${kit.button({ label: 'Flag', key: 'f', press: () => session.perform('flag') })}
      <div class="reason">
        ${kit.textField({
          id: 'reason',
          label: 'Reason',
          placeholder: 'Reason',
          value: openDraft(state)?.reason ?? '',
          change: (reason) => session.setReason(reason),
        })}${
          // Beside Redo it would stand on the next button.
          redoable > 0 ? nothing : html`<kbd aria-hidden="true">m</kbd>`
        }
      </div>
      ${
        status === undefined || status === 'pending'
          ? kit.button({
              label: 'Skip',
              key: 'n',
              hint: 'Put behind the others for now',
              press: () => session.perform('skip'),
            })
          : nothing
      }
      ${
        status === undefined || status === 'pending'
          ? nothing
          : kit.button({ label: 'Reopen', key: 'o', press: () => session.perform('reopen') })
      }
      ${kit.button({ label: 'Undo', key: 'u', press: () => session.perform('undo') })}
      ${
        redoable > 0
          ? kit.button({
              label: 'Redo',
              // In full it would take more room than the bar has.
              key: keyOf('redo')?.replace('Shift+', '⇧'),
              hint: 'Shift+U',
              press: () => session.perform('redo'),
            })
          : nothing
      }
      ${kit.button({
        label: 'Keys',
        key: '?',
        hint: 'All keys',
        press: () => session.perform('help'),
      })}
    </div>
  `;
}
