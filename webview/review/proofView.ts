import { html, nothing, type TemplateResult } from 'lit';
import type { Detail } from '../../src/shared/candidateProtocol.js';
import { printable, printableLine } from '../../src/shared/printable.js';
import { resolutionWords } from '../../src/shared/words.js';
import type { PanelSession } from './panelSession.js';
import { signatureView } from './signatureView.js';

const PARTS = {
  question: 'Question',
  answer: 'Answer',
  signal: 'Signal',
  use: 'KB search',
} as const;

/** Where a candidate comes from: log lines, and what made it one. */
export function proofView(detail: Detail, session: PanelSession): TemplateResult {
  return html`
    <section aria-labelledby="proof-title">
      <h3 id="proof-title">Proof</h3>
      <ul class="proof" aria-label="Log lines">
        ${detail.provenance.map(({ part, file, line }, index) => {
          const path = `${printableLine(file, 200)}:${line}`;
          return html`<li>
            <span class="aside">${PARTS[part]}</span>
            <button
              type="button"
              class="link"
              title=${path}
              aria-label="Open log line ${path} (${part})"
              @click=${() => session.openProvenance(index)}
            >
              ${path.slice(path.lastIndexOf('/') + 1)}
            </button>
          </li>`;
        })}
        ${detail.evidence.map(
          ({ rule, count }) => html`<li>
            <span class="aside">Evidence</span>
            <span>${printableLine(rule, 80)} × ${count}</span>
          </li>`,
        )}
        <li>
          <span class="aside">Feedback</span>
          <span>${printableLine(detail.feedback, 200) || 'none'}</span>
        </li>
        ${seenView(detail)}
      </ul>
    </section>
  `;
}

function seenView({ sessions, days }: Detail): TemplateResult | typeof nothing {
  if (sessions === undefined || days === undefined) return nothing;
  const conversations = sessions === 1 ? '1 conversation' : `${sessions} conversations`;
  return html`<li>
    <span class="aside">Seen in</span>
    <span>${conversations}, ${days === 1 ? '1 day' : `${days} days`}</span>
  </li>`;
}

/** Other ways in which users asked the same. */
export function variantsView({ variants }: Detail): TemplateResult | typeof nothing {
  if (variants.length === 0) return nothing;
  return html`
    <section aria-labelledby="variants-title">
      <h3 id="variants-title">Also asked <span class="count">${variants.length}</span></h3>
      <ul class="variants" aria-label="Also asked">
        ${variants.map((variant) => html`<li>${printableLine(variant, 300)}</li>`)}
      </ul>
    </section>
  `;
}

/** Every decision on the candidate, the latest first. */
export function historyView({ history }: Detail): TemplateResult | typeof nothing {
  if (history.length === 0) return nothing;
  return html`
    <section aria-labelledby="history-title">
      <h3 id="history-title">History</h3>
      <ul class="history" aria-label="Decisions">
        ${history.toReversed().map(
          ({ at, action, by, signature, reason, reasonLabel, resolution }) => html`<li>
            <div>
              <strong>${printableLine(action, 40)}</strong>${resolutionWords(resolution)} by ${printableLine(by, 80)}
              ${signatureView(signature)}
              <span class="aside">${moment(at)}</span>
            </div>
            ${
              reasonLabel === undefined
                ? nothing
                : html`<div>${printableLine(reasonLabel, 80)}</div>`
            }
            ${reason === undefined ? nothing : html`<div>${printable(reason)}</div>`}
          </li>`,
        )}
      </ul>
    </section>
  `;
}

/** `2026-06-03 14:05:09 UTC` */
export function moment(iso: string): string {
  const [, day, time] = /^(\d{4}-\d{2}-\d{2})T(\d{2}:\d{2}(?::\d{2})?)(?:\.\d+)?Z$/.exec(iso) ?? [];
  return day === undefined ? printableLine(iso, 40) : `${day} ${time} UTC`;
}
