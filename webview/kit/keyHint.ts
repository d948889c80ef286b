import { html, nothing, type TemplateResult } from 'lit';

/** The key as it stands on a control. Screen readers get it as `aria-keyshortcuts` instead. */
export function keyHint(key: string | undefined): TemplateResult | typeof nothing {
  return key === undefined ? nothing : html`<kbd aria-hidden="true">${key}</kbd>`;
}

/** `Ctrl+Enter` or `⇧U` as the attribute wants it. */
export function ariaKey(key: string): string {
  return key.replace('⇧', 'Shift+').replace('Ctrl', 'Control').replace('Esc', 'Escape');
}

/** The value of the control an event came from, in both kits. */
export function typedValue(event: Event): string {
  const { currentTarget } = event;
  return currentTarget !== null && 'value' in currentTarget ? String(currentTarget.value) : '';
}

export function isChecked(event: Event): boolean {
  const { currentTarget } = event;
  return currentTarget !== null && 'checked' in currentTarget && currentTarget.checked === true;
}
