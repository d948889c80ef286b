import { html, nothing, type TemplateResult } from 'lit';
import type { Detail } from '../../src/shared/candidateProtocol.js';
import { METRICS, resemblanceWords } from '../../src/shared/metricWords.js';
import { printableLine } from '../../src/shared/printable.js';
import { compareButton } from './comparisonView.js';
import type { PanelSession } from './panelSession.js';

/** What is known already and how much speaks for the candidate, in words; figures alone say little. */
export function confidenceView(detail: Detail, session: PanelSession): TemplateResult {
  const { bm25, reranker, evidenceStrength, nearestKb, kbId } = detail;
  return html`
    <section aria-labelledby="confidence-title">
      <h3 id="confidence-title">Confidence</h3>
      ${
        nearestKb === undefined
          ? html`<p>No entry shares a word with the question: the topic looks new.</p>`
          : html`<p class="beside">
              <span>Nearest entry <code>${printableLine(nearestKb, 80)}</code></span>
              ${compareButton({ where: 'kb', id: nearestKb }, session)}
            </p>`
      }
      ${
        kbId === undefined
          ? nothing
          : html`<p class="beside">
              <span>Would improve <code>${printableLine(kbId, 80)}</code></span>
              ${kbId === nearestKb ? nothing : compareButton({ where: 'kb', id: kbId }, session)}
            </p>`
      }
      ${score(METRICS.evidence, evidenceStrength)} ${score(METRICS.bm25, bm25)}
      ${score(METRICS.reranker, reranker)} ${impactView(detail)} ${tokensView(detail)}
    </section>
  `;
}

function score(
  { name, meaning }: { readonly name: string; readonly meaning: string },
  value: number | undefined,
): TemplateResult | typeof nothing {
  if (value === undefined) return nothing;
  return html`<p class="figure">${name} ${value.toFixed(2)}</p>
    <p class="aside">${meaning}</p>`;
}

function impactView({ impact }: Detail): TemplateResult {
  const { value, frequency, gap, confidence } = impact;
  const [often, little, sure] = [frequency, gap, confidence].map((part) => part.toFixed(2));
  return html`<p class="figure">${METRICS.impact.name} ${value.toFixed(2)}</p>
    <p class="aside">${METRICS.impact.meaning} Here ${often} × ${little} × ${sure}.</p>`;
}

function tokensView({ tokens }: Detail): TemplateResult | typeof nothing {
  if (tokens === undefined) return nothing;
  const { encoding, query, answer } = tokens;
  return html`<p class="figure">Tokens ${query} in the question, ${answer} in the answer</p>
    <p class="aside">Counted with ${printableLine(encoding, 40)}.</p>`;
}

/** What has nearly the same answer, and where it is. */
export function resemblanceView(
  { nearDuplicates, returns }: Detail,
  session: PanelSession,
): TemplateResult | typeof nothing {
  if (nearDuplicates.length === 0 && returns === undefined) return nothing;
  return html`
    <section aria-labelledby="resembles-title">
      <h3 id="resembles-title">Nearly the same answer</h3>
      ${
        returns === undefined
          ? nothing
          : html`<p class="note">
              Rejected before as ${printableLine(returns.id, 80)}; back because ${returns.newSessions}
              more conversations speak for it.
            </p>`
      }
      <ul class="resembles" aria-label="Nearly the same answer">
        ${nearDuplicates.map(
          ({ id, ...near }) => html`<li class="beside">
            <span>
              <code>${printableLine(id, 80)}</code>
              <span class="aside">${printableLine(resemblanceWords(near), 120)}</span>
            </span>
            ${compareButton({ where: near.where, id }, session)}
          </li>`,
        )}
      </ul>
    </section>
  `;
}
