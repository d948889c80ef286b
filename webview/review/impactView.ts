import { html, nothing, type TemplateResult } from 'lit';
import { kit } from '#kit';
import type { Detail } from '../../src/shared/candidateProtocol.js';
import type { Impact, ImpactChoice } from '../../src/shared/impactProtocol.js';
import {
  displacedWords,
  figureWords,
  holdoutCaveat,
  holdoutWords,
  orderWords,
  ownWords,
  pastByWords,
  rankWords,
  rerankedWords,
} from '../../src/shared/impactWords.js';
import { printableLine } from '../../src/shared/printable.js';
import { compareButton } from './comparisonView.js';
import { loadingView } from './emptyView.js';
import { chosenImpact, impactOf, likelyMerge, type PreviewedImpact } from './impactState.js';
import type { PanelSession } from './panelSession.js';
import { openDraft, type PanelState } from './panelState.js';

/** What the open candidate would change about what is found, as it would be accepted now. */
export function impactView(
  detail: Detail,
  state: PanelState,
  session: PanelSession,
): TemplateResult {
  const choice = chosenImpact(state);
  const previewed = impactOf(state, choice);
  const isStale = previewed?.phase === 'asked' && previewed.impact !== undefined;
  return html`
    <section class="impact" aria-labelledby="impact-title" aria-busy=${previewed?.phase !== 'ready'}>
      <h3 id="impact-title" tabindex="-1">
        ${titleOf(detail, state)} ${isStale ? html`<span class="aside">being looked at again…</span>` : nothing}
      </h3>
      ${bodyView(previewed, mergeView(state, session), { session, choice })}
    </section>
  `;
}

function titleOf({ status }: Detail, state: PanelState): string {
  const isDone = status === 'accepted' && openDraft(state)?.resolution === undefined;
  return isDone ? 'What it changes' : 'What it would change';
}

function bodyView(
  previewed: PreviewedImpact | undefined,
  merge: TemplateResult | typeof nothing,
  { session, choice }: { session: PanelSession; choice: ImpactChoice | undefined },
): TemplateResult {
  if (previewed?.phase === 'failed')
    return html`
      <p class="note">This could not be looked at. ${previewed.failure}</p>
      ${kit.button({ label: 'Look Again', look: 'small', press: () => session.previewing.retry(choice) })}
    `;
  const impact = previewed?.impact;
  return impact === undefined
    ? loadingView('Looking at what is found…')
    : html`${foundView(impact, merge, session)}${orderView(impact, previewed)}`;
}

/** Whose order all this is, and what it is by the reranker in use, which takes longer. */
function orderView(impact: Impact, previewed: PreviewedImpact | undefined) {
  if (impact.obstacle !== null) return nothing;
  const { reranked, rerankFailure } = previewed ?? {};
  return html`
    <div class="order">
      <p class="aside">${orderWords(impact)}</p>
      ${
        impact.inUse === null
          ? nothing
          : reranked !== undefined
            ? html`<p>${rerankedWords(reranked)}</p>
                <ul class="figures" aria-label="Means over the holdout by the reranker, now and then">
                  ${reranked.holdout.n === 0 ? nothing : reranked.holdout.figures.map((figure) => html`<li>${figureWords(figure)}</li>`)}
                  ${reranked.holdout.n === 0 ? nothing : html`<li class="aside">n = ${reranked.holdout.n} queries</li>`}
                </ul>`
            : html`<p class="aside">
                ${rerankFailure === undefined ? 'Its order is being looked at…' : `Its order could not be looked at. ${rerankFailure}`}
              </p>`
      }
    </div>
  `;
}

function foundView(
  impact: Impact,
  merge: TemplateResult | typeof nothing,
  session: PanelSession,
): TemplateResult {
  const sentences = ownWords(impact).map((sentence) => html`<p>${sentence}</p>`);
  if (impact.obstacle !== null) return html`${sentences}`;
  return html`${sentences}${merge}${holdoutView(impact)}${displacedView(impact, session)}`;
}

function holdoutView(impact: Impact): TemplateResult {
  const { holdout } = impact;
  const { n, figures, improved, improvedCount, regressed, regressedCount } = holdout;
  const caveat = holdoutCaveat(impact);
  return html`
    ${n === 0 ? nothing : html`<p>${holdoutWords(impact)}</p>`}
    ${caveat === undefined ? nothing : html`<p class="aside">${caveat}</p>`}
    ${problemsView(holdout)}
    ${
      n === 0
        ? nothing
        : html`<ul class="figures" aria-label="Means over the holdout, now and then; n = ${n}">
            ${figures.map((figure) => html`<li>${figureWords(figure)}</li>`)}
            <li class="aside">n = ${n} queries</li>
          </ul>`
    }
    ${changesView('Better', improved, improvedCount)}
    ${changesView('Worse', regressed, regressedCount)}
  `;
}

function problemsView({ problems, problemCount }: Impact['holdout']) {
  if (problemCount === 0) return nothing;
  const lines = problemCount === 1 ? '1 line' : `${problemCount} lines`;
  return html`<p class="note">
    ${lines} of the holdout cannot be used: ${problems.map((each) => printableLine(each, 200)).join('; ')}
  </p>`;
}

function changesView(
  title: string,
  changes: Impact['holdout']['improved'],
  count: number,
): TemplateResult | typeof nothing {
  if (count === 0) return nothing;
  return html`
    <details>
      <summary>${title} <span class="count">${count}</span></summary>
      <ul aria-label=${title}>
        ${changes.map((change) => {
          const past = pastByWords(change);
          return html`<li>
            ${printableLine(change.query, 300)}
            <span class="aside">${rankWords(change)}${past === undefined ? '' : `, ${past}`}</span>
          </li>`;
        })}
        ${restView(changes.length, count)}
      </ul>
    </details>
  `;
}

function displacedView(
  { displaced, displacedCount }: Impact,
  session: PanelSession,
): TemplateResult {
  if (displacedCount === 0)
    return html`<p class="aside">It pushes nothing out of the first ten.</p>`;
  return html`
    <details>
      <summary>
        No longer among the first ten <span class="count">${displacedCount}</span>
      </summary>
      <ul aria-label="No longer among the first ten">
        ${displaced.map(
          (entry) => html`<li class="beside">
            <span>
              <code>${printableLine(entry.id, 80)}</code> ${printableLine(entry.question, 300)}
              <span class="aside">${displacedWords(entry)}</span>
            </span>
            ${compareButton(entry.from, session)}
          </li>`,
        )}
        ${restView(displaced.length, displacedCount)}
      </ul>
    </details>
  `;
}

function restView(shown: number, count: number): TemplateResult | typeof nothing {
  return count > shown ? html`<li class="aside">and ${count - shown} more</li>` : nothing;
}

/** A paraphrase that is merged is worth more than an entry that stands beside another. */
function mergeView(state: PanelState, session: PanelSession): TemplateResult | typeof nothing {
  const merge = likelyMerge(state);
  if (merge === undefined) return nothing;
  return html`
    <div class="beside merge-hint">
      <div>
        <p>${ownWords(merge.impact)[0] ?? ''}</p>
        <p class="aside">
          <kbd>d</kbd> compares, then <kbd>Shift+M</kbd> merges it.
        </p>
      </div>
      ${compareButton(merge.choice.other, session)}
    </div>
  `;
}
