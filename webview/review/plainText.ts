import { html, type TemplateResult } from 'lit';
import { printable } from '../../src/shared/printable.js';

/** Hostile text as text: nothing in it is markup, and what would be invisible is drawn. */
export function shownText(text: string): (string | TemplateResult)[] {
  return printable(text)
    .split(/(⟨U\+[0-9A-F]{4,6}⟩)/u)
    .filter((part) => part !== '')
    .map((part) => (part.startsWith('⟨U+') ? html`<span class="invisible">${part}</span>` : part));
}
