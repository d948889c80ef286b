import { html, nothing, type TemplateResult } from 'lit';
import { kit } from '#kit';
import type { Detail, Draft } from '../../src/shared/panelProtocol.js';
import type { PanelSession } from './panelSession.js';

/** The verdict on the open candidate. Stays in place while the next one is on its way. */
export function decisionBar(
  detail: Detail | undefined,
  draft: Draft | undefined,
  editing: boolean,
  session: PanelSession,
): TemplateResult {
  const isDecided = detail !== undefined && detail.status !== 'pending';
  return html`
    <div class="bar" role="group" aria-label="Decision">
      ${kit.button({
        label: 'Accept',
        key: 'a',
        look: editing || detail?.status === 'accepted' ? 'secondary' : 'primary',
        press: () => session.perform('accept'),
      })}
      ${kit.button({ label: 'Reject', key: 'r', press: () => session.perform('reject') })}
      ${kit.button({ label: 'Edit', key: 'e', press: () => session.perform('edit') })}
      ${kit.button({ label: 'Flag', key: 'f', press: () => session.perform('flag') })}
      <div class="reason">
        ${kit.textField({
          id: 'reason',
          label: 'Reason',
          placeholder: 'Reason (only reopening what screening rejected needs one)',
          value: draft?.reason ?? '',
          change: (reason) => session.setReason(reason),
        })}<kbd aria-hidden="true">m</kbd>
      </div>
      ${
        isDecided
          ? kit.button({ label: 'Reopen', key: 'o', press: () => session.perform('reopen') })
          : nothing
      }
      ${kit.button({ label: 'Undo', key: 'u', press: () => session.perform('undo') })}
      ${kit.button({
        label: 'Keys',
        key: '?',
        hint: 'All keys',
        press: () => session.perform('help'),
      })}
    </div>
  `;
}
