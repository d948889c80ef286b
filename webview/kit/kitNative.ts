// The panel's controls without any library. Built with `--kit=native`.
import { css, html } from 'lit';
import { ifDefined } from 'lit/directives/if-defined.js';
import { live } from 'lit/directives/live.js';
import { ariaKey, isChecked, keyHint, typedValue } from './keyHint.js';
import type { Kit } from './kit.js';
import { radioStyles, radios } from './radioGroup.js';
import { searchField, searchFieldStyles } from './searchField.js';

const styles = css`
  ${searchFieldStyles}
  ${radioStyles}
  .kit {
    box-sizing: border-box;
    font: inherit;
  }
  button.kit {
    display: inline-flex;
    align-items: center;
    padding: 3px 10px;
    border: 1px solid var(--vscode-button-border, var(--vscode-contrastBorder, transparent));
    border-radius: 2px;
    color: var(--vscode-button-secondaryForeground, var(--vscode-foreground));
    background: var(--vscode-button-secondaryBackground, transparent);
    white-space: nowrap;
    cursor: pointer;
  }
  button.kit:hover {
    background: var(--vscode-button-secondaryHoverBackground, transparent);
  }
  button.kit.primary {
    color: var(--vscode-button-foreground);
    background: var(--vscode-button-background, transparent);
  }
  button.kit.primary:hover {
    background: var(--vscode-button-hoverBackground, transparent);
  }
  button.kit.small {
    padding: 1px 8px;
  }
  button.kit:focus-visible {
    outline: 1px solid var(--vscode-focusBorder);
    outline-offset: 2px;
  }
  button.kit:disabled {
    opacity: 0.4;
    cursor: not-allowed;
  }
  label.kit.check {
    display: inline-flex;
    align-items: center;
    min-height: 26px;
    cursor: pointer;
  }
  .check input {
    appearance: none;
    flex: none;
    display: grid;
    place-items: center;
    width: 18px;
    height: 18px;
    margin: 0 8px 0 0;
    border: 1px solid var(--vscode-checkbox-border, var(--vscode-foreground));
    border-radius: 3px;
    background: var(--vscode-checkbox-background, transparent);
    cursor: pointer;
  }
  .check input:checked::after {
    content: '';
    width: 4px;
    height: 9px;
    margin-bottom: 3px;
    border: solid var(--vscode-checkbox-foreground, var(--vscode-foreground));
    border-width: 0 2px 2px 0;
    rotate: 45deg;
  }
  .check input:focus-visible {
    outline: 1px solid var(--vscode-focusBorder);
    outline-offset: 1px;
  }
  label.kit.area {
    display: block;
    font-weight: 600;
  }
  .kit textarea,
  input.kit {
    box-sizing: border-box;
    width: 100%;
    border: 1px solid var(--vscode-input-border, var(--vscode-panel-border, currentcolor));
    border-radius: 2px;
    color: var(--vscode-input-foreground);
    background: var(--vscode-input-background);
  }
  .kit textarea {
    display: block;
    margin-top: 4px;
    padding: 6px 8px;
    field-sizing: content;
    min-height: calc(5lh + 14px);
    max-height: 40vh;
    resize: vertical;
    font: inherit;
    font-weight: normal;
  }
  .kit textarea.two-lines {
    min-height: calc(2lh + 14px);
  }
  input.kit {
    height: 26px;
    padding: 0 8px;
  }
  input.kit::placeholder {
    color: var(--vscode-input-placeholderForeground);
    opacity: 1;
  }
  .kit textarea:focus,
  input.kit:focus {
    outline: 1px solid var(--vscode-focusBorder);
    outline-offset: -1px;
  }
`;

export const kit: Kit = {
  styles,
  button: ({ label, press, look = 'secondary', key, hint, name, id, disabled = false }) => html`
    <button
      type="button"
      id=${ifDefined(id)}
      class="kit ${look}"
      title=${ifDefined(hint)}
      aria-label=${ifDefined(name)}
      aria-keyshortcuts=${ifDefined(key === undefined ? undefined : ariaKey(key))}
      ?disabled=${disabled}
      @click=${press}
    >
      ${label}${keyHint(key)}
    </button>
  `,
  checkbox: ({ id, label, key, checked, change }) => html`
    <label class="kit check">
      <input
        type="checkbox"
        id=${id}
        aria-keyshortcuts=${key}
        .checked=${live(checked)}
        @change=${(event: Event) => change(isChecked(event))}
      />${label}${keyHint(key)}</label
    >
  `,
  radios,
  textArea: ({ id, label, value, change, height }) => html`
    <label class="kit area"
      >${label}<textarea
        id=${id}
        class=${height}
        .value=${live(value)}
        @input=${(event: Event) => change(typedValue(event))}
      ></textarea>
    </label>
  `,
  textField: ({ id, label, value, change, placeholder }) => html`
    <input
      class="kit"
      type="text"
      id=${id}
      aria-label=${label}
      placeholder=${ifDefined(placeholder)}
      .value=${live(value)}
      @input=${(event: Event) => change(typedValue(event))}
    />
  `,
  searchField,
};
