import { html, nothing, type TemplateResult } from 'lit';
import type { Detail } from '../../src/shared/panelProtocol.js';
import { printable, printableLine } from '../../src/shared/printable.js';
import type { PanelSession } from './panelSession.js';

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

/** How near the knowledge base already comes, in words; the figures alone say little. */
export function confidenceView(detail: Detail): TemplateResult {
  const { bm25, reranker, nearestKb, kbId, nearDuplicates } = detail;
  return html`
    <section aria-labelledby="confidence-title">
      <h3 id="confidence-title">Knowledge base</h3>
      ${
        nearestKb === undefined
          ? html`<p>No entry shares a word with the question: the topic looks new.</p>`
          : html`<p>Nearest entry <code>${printableLine(nearestKb, 80)}</code></p>`
      }
      ${kbId === undefined ? nothing : html`<p>Would improve <code>${printableLine(kbId, 80)}</code></p>`}
      ${
        nearDuplicates.length === 0
          ? nothing
          : html`<p>Nearly the same answer in <code>${printableLine(nearDuplicates.join(', '), 200)}</code></p>`
      }
      ${score('BM25', bm25, 'Word overlap of the question with that entry; 0 is none.')}
      ${score('Reranker', reranker, 'How well that entry answers the question.')}
    </section>
  `;
}

function score(name: string, value: number | undefined, meaning: string) {
  if (value === undefined) return nothing;
  return html`<p>${name} ${value.toFixed(2)}</p>
    <p class="aside">${meaning}</p>`;
}

/** Every decision on the candidate, the latest first. */
export function historyView({ history }: Detail): TemplateResult | typeof nothing {
  if (history.length === 0) return nothing;
  return html`
    <section aria-labelledby="history-title">
      <h3 id="history-title">History</h3>
      <ul class="history" aria-label="Decisions">
        ${history.toReversed().map(
          ({ at, action, by, reason }) => html`<li>
            <div>
              <strong>${printableLine(action, 40)}</strong> by ${printableLine(by, 80)}
              <span class="aside">${moment(at)}</span>
            </div>
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
