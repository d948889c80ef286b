import { html, nothing, type TemplateResult } from 'lit';
import { kit } from '#kit';
import { KEYS } from './keymap.js';
import type { PanelSession } from './panelSession.js';

const NAMES: Readonly<Record<string, string>> = { ArrowDown: '↓', ArrowUp: '↑' };

const FIELD_KEYS = [
  { keys: ['Ctrl+Backspace'], does: 'Clear the filter' },
  { keys: ['Enter'], does: 'In the filter: to the first candidate that fits' },
  { keys: ['Ctrl+Enter', '⌘+Enter'], does: 'Save the edit, send the comment' },
  { keys: ['Esc'], does: 'Leave the field or the editor; the draft is kept' },
];

/** All keys, as a modal dialog; the browser keeps the focus inside and closes it on Escape. */
export function helpSheet(isOpen: boolean, session: PanelSession): TemplateResult {
  return html`
    <dialog
      id="help"
      aria-labelledby="help-title"
      @cancel=${() => session.setHelp(false)}
      @close=${() => session.setHelp(false)}
      @keydown=${keepFocusInside}
    >
      ${isOpen ? keyList(session) : nothing}
    </dialog>
  `;
}

function keyList(session: PanelSession): TemplateResult {
  // What closes it has the focus: at the end it would have the sheet open at its end.
  return html`
      <div class="titled">
        <h2 id="help-title">Keys</h2>
        ${kit.button({
          id: 'close-help',
          label: 'Close',
          key: 'Esc',
          press: () => session.setHelp(false),
        })}
      </div>
      <dl>
        ${[...KEYS, ...FIELD_KEYS].map(
          ({ keys, does }) => html`
            <div>
              <dt>${keys.map((key) => html`<kbd>${NAMES[key] ?? key}</kbd>`)}</dt>
              <dd>${does}</dd>
            </div>
          `,
        )}
      </dl>
      <p class="aside">
        What they do are commands of VS Code too: Keyboard Shortcuts gives them other keys. Single keys are silent while you type, while a candidate loads and while a decision is being
        written.
      </p>
  `;
}

/** The sheet has one control; Tab would leave the panel altogether. */
function keepFocusInside(event: KeyboardEvent): void {
  if (event.key === 'Tab') event.preventDefault();
}
