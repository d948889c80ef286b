import { html, nothing, type TemplateResult } from 'lit';
import { kit } from '#kit';
import { printableLine } from '../../src/shared/printable.js';
import type { PanelSession } from './panelSession.js';
import { openDetail, type PanelState } from './panelState.js';

const TITLES = { reject: 'Reject: why?', flag: 'Flag: why?' } as const;

/** Asks for the reason of a rejection or flag, as a modal dialog: a digit chooses, Escape leaves. */
export function reasonChooser(state: PanelState, session: PanelSession): TemplateResult {
  const { choosing } = state;
  return html`
    <dialog
      id="reasons"
      aria-labelledby="reasons-title"
      @cancel=${() => session.choose(undefined)}
      @close=${() => session.choose(undefined)}
      @keydown=${(event: KeyboardEvent) => pressKey(event)}
    >
      ${
        choosing === undefined
          ? nothing
          : html`
              <h2 id="reasons-title">${TITLES[choosing]}</h2>
              <ul class="choices" aria-labelledby="reasons-title">
                ${openDetail(state)?.reasonCodes.map(
                  ({ code, label }, index) => html`<li>
                    ${kit.button({
                      label: printableLine(label, 80),
                      ...(index < 9 ? { key: String(index + 1) } : {}),
                      press: () => session.choose(code),
                    })}
                  </li>`,
                )}
              </ul>
              <p class="aside">Esc leaves without deciding. What you wrote as a reason is kept with it.</p>
            `
      }
    </dialog>
  `;
}

/** Digits choose; arrows and Tab go round inside. */
function pressKey(event: KeyboardEvent): void {
  const { currentTarget: dialog, key } = event;
  if (!(dialog instanceof HTMLElement) || event.repeat) return;
  const buttons = [...dialog.querySelectorAll<HTMLElement>('.choices li > *')];
  const chosen = /^[1-9]$/.test(key) ? buttons[Number(key) - 1] : undefined;
  const step = stepOf(event);
  if (chosen === undefined && step === 0) return;
  event.preventDefault();
  if (chosen !== undefined) {
    chosen.click();
    return;
  }
  const at = buttons.findIndex((button) => event.composedPath().includes(button));
  buttons[(at + step + buttons.length) % buttons.length]?.focus();
}

function stepOf({ key, shiftKey }: KeyboardEvent): -1 | 0 | 1 {
  if (key === 'ArrowDown' || (key === 'Tab' && !shiftKey)) return 1;
  if (key === 'ArrowUp' || key === 'Tab') return -1;
  return 0;
}
