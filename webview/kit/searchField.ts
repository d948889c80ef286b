import { css, html, type TemplateResult } from 'lit';
import { ifDefined } from 'lit/directives/if-defined.js';
import { live } from 'lit/directives/live.js';
import { typedValue } from './keyHint.js';
import type { SearchSpec } from './kit.js';

export const searchFieldStyles = css`
  input.kit-search {
    box-sizing: border-box;
    width: 100%;
    height: 26px;
    padding: 0 8px;
    border: 1px solid var(--vscode-input-border, var(--vscode-panel-border, currentcolor));
    border-radius: 2px;
    font: inherit;
    color: var(--vscode-input-foreground);
    background: var(--vscode-input-background);
  }
  input.kit-search::placeholder {
    color: var(--vscode-input-placeholderForeground);
    opacity: 1;
  }
  input.kit-search:focus {
    outline: 1px solid var(--vscode-focusBorder);
    outline-offset: -1px;
  }
  input.kit-search[aria-invalid='true'] {
    border-color: var(--vscode-inputValidation-errorBorder, var(--vscode-errorForeground));
    outline-color: var(--vscode-inputValidation-errorBorder, var(--vscode-errorForeground));
  }
`;

/**
 * A plain field in both kits: its description stands outside it, and an id inside the toolkit's own field
 * could not refer to it.
 */
export function searchField({
  id,
  label,
  value,
  placeholder,
  key,
  describedBy,
  invalid,
  change,
}: SearchSpec): TemplateResult {
  return html`
    <input
      class="kit-search"
      type="text"
      id=${id}
      aria-label=${label}
      aria-describedby=${describedBy}
      aria-invalid=${invalid}
      aria-keyshortcuts=${key}
      placeholder=${ifDefined(placeholder)}
      autocomplete="off"
      spellcheck="false"
      .value=${live(value)}
      @input=${(event: Event) => change(typedValue(event))}
    />
  `;
}
