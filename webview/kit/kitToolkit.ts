// The only file that knows @vscode/webview-ui-toolkit, which is no longer maintained. Leaving it
// means building with kitNative.ts instead: `node esbuild.config.mjs --kit=native`.
import {
  provideVSCodeDesignSystem,
  vsCodeButton,
  vsCodeCheckbox,
  vsCodeTextArea,
  vsCodeTextField,
} from '@vscode/webview-ui-toolkit';
import { css, html } from 'lit';
import { ifDefined } from 'lit/directives/if-defined.js';
import { live } from 'lit/directives/live.js';
import { ariaKey, isChecked, keyHint, typedValue } from './keyHint.js';
import type { Kit } from './kit.js';
import { radioStyles, radios } from './radioGroup.js';
import { searchField, searchFieldStyles } from './searchField.js';

provideVSCodeDesignSystem().register(
  vsCodeButton(),
  vsCodeCheckbox(),
  vsCodeTextArea(),
  vsCodeTextField(),
);

const styles = css`
  ${searchFieldStyles}
  ${radioStyles}
  vscode-button::part(control) {
    padding: 3px 10px;
    white-space: nowrap;
  }
  vscode-button::part(content) {
    align-items: center;
  }
  vscode-button.small::part(control) {
    padding: 1px 8px;
  }
  .kit-check {
    display: flex;
    align-items: center;
  }
  vscode-checkbox {
    margin: 0;
    min-height: 26px;
  }
  vscode-checkbox::part(label) {
    margin-inline-end: 0;
  }
  vscode-checkbox::part(control) {
    flex: none;
  }
  vscode-checkbox:focus-visible {
    outline: 1px solid var(--vscode-focusBorder);
    outline-offset: 1px;
  }
  vscode-text-area,
  vscode-text-field {
    width: 100%;
  }
  vscode-text-area::part(control) {
    field-sizing: content;
    min-height: calc(5lh + 14px);
    max-height: 40vh;
    padding: 6px 8px;
    font-family: inherit;
    border-color: var(--vscode-input-border, var(--vscode-panel-border, currentcolor));
  }
  vscode-text-area.two-lines::part(control) {
    min-height: calc(2lh + 14px);
  }
  vscode-text-area:focus-within::part(control) {
    border-color: var(--vscode-focusBorder);
  }
  vscode-text-area::part(label) {
    font-weight: 600;
    margin-bottom: 4px;
  }
  vscode-text-field::part(label) {
    position: absolute;
    width: 1px;
    height: 1px;
    overflow: hidden;
    clip-path: inset(50%);
    white-space: nowrap;
  }
`;

export const kit: Kit = {
  styles,
  button: ({ label, press, look = 'secondary', key, hint, name, id, disabled = false }) => html`
    <vscode-button
      id=${ifDefined(id)}
      class=${look}
      appearance=${look === 'primary' ? 'primary' : 'secondary'}
      title=${ifDefined(hint)}
      aria-label=${ifDefined(name)}
      aria-keyshortcuts=${ifDefined(key === undefined ? undefined : ariaKey(key))}
      ?disabled=${disabled}
      @click=${press}
      >${label}${keyHint(key)}</vscode-button
    >
  `,
  // The toolkit takes all text inside the checkbox for its name: the key stands beside it.
  checkbox: ({ id, label, key, checked, change }) => html`
    <span class="kit-check">
      <vscode-checkbox
        id=${id}
        aria-keyshortcuts=${key}
        .checked=${live(checked)}
        @change=${(event: Event) => change(isChecked(event))}
        >${label}</vscode-checkbox
      >${keyHint(key)}
    </span>
  `,
  radios,
  textArea: ({ id, label, value, change, height }) => html`
    <vscode-text-area
      id=${id}
      class=${height}
      resize="vertical"
      .value=${live(value)}
      @input=${(event: Event) => change(typedValue(event))}
      >${label}</vscode-text-area
    >
  `,
  textField: ({ id, label, value, change, placeholder }) => html`
    <vscode-text-field
      id=${id}
      placeholder=${ifDefined(placeholder)}
      .value=${live(value)}
      @input=${(event: Event) => change(typedValue(event))}
      >${label}</vscode-text-field
    >
  `,
  searchField,
};
