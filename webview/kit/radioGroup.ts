// Radio buttons, the same in both kits: the browser's own know the arrow keys, and the toolkit's drop the
// text that describes a choice.
import { css, html, type TemplateResult } from 'lit';
import { live } from 'lit/directives/live.js';
import { keyHint, typedValue } from './keyHint.js';
import type { RadioChoice, RadiosSpec } from './kit.js';

export const radioStyles = css`
  fieldset.radios {
    margin: 0;
    padding: 0;
    border: 0;
    min-width: 0;
  }
  .radios legend {
    padding: 0;
    font-weight: 600;
  }
  .radios .choice {
    display: grid;
    grid-template-columns: auto minmax(0, 1fr);
    gap: 0 8px;
    align-items: center;
    min-height: 26px;
  }
  .radios label {
    cursor: pointer;
  }
  .radios .hint {
    grid-column: 2;
    color: var(--vscode-descriptionForeground);
  }
  .radios input {
    appearance: none;
    flex: none;
    display: grid;
    place-items: center;
    width: 18px;
    height: 18px;
    margin: 0;
    border: 1px solid var(--vscode-checkbox-border, var(--vscode-foreground));
    border-radius: 50%;
    background: var(--vscode-checkbox-background, transparent);
  }
  .radios input:checked::after {
    content: '';
    width: 8px;
    height: 8px;
    border: 4px solid var(--vscode-checkbox-foreground, var(--vscode-foreground));
    box-sizing: border-box;
    border-radius: 50%;
  }
  .radios input:focus-visible {
    outline: 1px solid var(--vscode-focusBorder);
    outline-offset: 2px;
  }
  .radios input:disabled,
  .radios input:disabled + label {
    opacity: 0.6;
    cursor: not-allowed;
  }
`;

export function radios({ id, label, choices, change }: RadiosSpec): TemplateResult {
  return html`
    <fieldset class="radios" id=${id}>
      <legend>${label}</legend>
      ${choices.map((choice) => radio(id, choice, change))}
    </fieldset>
  `;
}

function radio(
  group: string,
  { value, label, key, checked, disabled = false, hint }: RadioChoice,
  change: (value: string) => void,
): TemplateResult {
  const id = `${group}-${value}`;
  return html`
    <div class="choice">
      <input
        type="radio"
        id=${id}
        name=${group}
        value=${value}
        aria-keyshortcuts=${`Shift+${key}`}
        aria-describedby=${`${id}-hint`}
        ?disabled=${disabled}
        .checked=${live(checked)}
        @change=${(event: Event) => change(typedValue(event))}
      />
      <label for=${id}>${label}${keyHint(key)}</label>
      <span class="hint" id=${`${id}-hint`}>${hint}</span>
    </div>
  `;
}
