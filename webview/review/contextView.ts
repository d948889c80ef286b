import { html, nothing, type TemplateResult } from 'lit';
import type { Detail, Turn } from '../../src/shared/candidateProtocol.js';
import { printableLine } from '../../src/shared/printable.js';
import { shownText } from './plainText.js';

/** What was said right before and after, and what else in the log bears on it. */
export function contextView(detail: Detail): (TemplateResult | typeof nothing)[] {
  return [conversationView(detail), entriesView(detail)];
}

function conversationView({ turnsBefore, turnsAfter }: Detail): TemplateResult | typeof nothing {
  if (turnsBefore.length + turnsAfter.length === 0) return nothing;
  return html`
    <section aria-labelledby="context-title">
      <h3 id="context-title">In the conversation</h3>
      <ol class="context" aria-label="In the conversation">
        ${turnsBefore.map(turnView)}
        <li class="here">The candidate</li>
        ${turnsAfter.map(turnView)}
      </ol>
    </section>
  `;
}

/** White space inside `.text` shows: the template must not add any. */
function turnView({ role, text, file, line }: Turn): TemplateResult {
  const path = printableLine(file, 200);
  return html`<li>
    <span class="aside" title=${`${path}:${line}`}
      >${printableLine(role, 40)}, line ${line}</span
    >
    <div class="text" dir="auto">${shownText(text)}</div>
  </li>`;
}

function entriesView({ nearEntries }: Detail): TemplateResult | typeof nothing {
  if (nearEntries.length === 0) return nothing;
  return html`
    <section aria-labelledby="entries-title">
      <h3 id="entries-title">Elsewhere in the log</h3>
      <ul class="context" aria-label="Elsewhere in the log">
        ${nearEntries.map(
          ({ id, role, excerpt }) => html`<li>
            <span class="aside" title=${printableLine(id, 200)}
              >${printableLine(role, 40)}, line ${printableLine(lineOf(id), 20)}</span
            >
            <div class="text" dir="auto">${shownText(excerpt)}</div>
          </li>`,
        )}
      </ul>
    </section>
  `;
}

/** Ids are `file:line`. */
function lineOf(id: string): string {
  return id.slice(id.lastIndexOf(':') + 1);
}
