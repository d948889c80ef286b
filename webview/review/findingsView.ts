import { html, nothing, type TemplateResult } from 'lit';
import { kit } from '#kit';
import type { CandidateText, Finding } from '../../src/shared/candidateProtocol.js';
import { printable, printableLine } from '../../src/shared/printable.js';
import { isPrivate, redactable } from '../../src/shared/redact.js';
import { ruleWords } from '../../src/shared/words.js';
import { keyOf } from './keymap.js';
import type { PanelSession } from './panelSession.js';
import type { ShownFindings } from './panelState.js';
import { shownText } from './plainText.js';
import { FIELDS } from './shownText.js';
import { findingMark } from './statusMark.js';

const LONGEST_SIDE = 400;

/** What screening found, each with what can be done about it. */
export function findingsView(
  { findings, freshness }: ShownFindings,
  text: CandidateText,
  session: PanelSession,
): TemplateResult {
  const { length: redactions } = redactable(findings);
  // The key takes all of them: of several it stands on the button for all.
  const onlyKey = redactions === 1 ? keyOf('redact') : undefined;
  return html`
    <section aria-labelledby="findings-title">
      <h3 id="findings-title" tabindex="-1">
        Findings <span class="count">${findings.length}</span>
      </h3>
      ${freshness === 'failed' ? html`<p>${findingMark()} The text could not be screened.</p>` : ''}
      ${
        findings.length === 0 && freshness === 'current'
          ? html`<p class="aside">Screening found nothing.</p>`
          : nothing
      }
      <ul class="findings" aria-label="Findings">
        ${findings.map((finding) => findingItem(finding, text, onlyKey, session))}
      </ul>
      ${
        redactions > 1
          ? kit.button({
              label: 'Redact All',
              key: keyOf('redact'),
              look: 'small',
              press: () => session.perform('redact'),
            })
          : nothing
      }
    </section>
  `;
}

function findingItem(
  finding: Finding,
  text: CandidateText,
  key: string | undefined,
  session: PanelSession,
): TemplateResult {
  const where = FIELDS.find(({ field }) => field === finding.field)?.label ?? '';
  const quoted = printableLine(text[finding.field].slice(finding.start, finding.end), 60);
  const { replacement } = finding;
  const verb = isPrivate(finding) ? 'Redact' : 'Mend';
  return html`
    <li class=${finding.severity}>
      ${findingMark()}
      <div class="finding-text">
        <div>
          <strong>${printableLine(ruleWords(finding.rule), 60)}</strong>
          <span class="aside">${where}, ${finding.severity}</span>
        </div>
        <div>${printable(finding.message)}</div>
        ${sideBySide(finding, text)}
        <div class="replacing">
          <div>${quoted === '' ? nothing : html`<code>${quoted}</code>`} ${becomes(replacement)}</div>
          ${
            replacement === undefined
              ? nothing
              : kit.button({
                  label: verb,
                  // Its name must hold all that is seen on it, and the only one needs no longer name.
                  ...(key === undefined
                    ? { name: `${verb} ${printableLine(ruleWords(finding.rule), 60)}: ${quoted}` }
                    : { key }),
                  look: 'small',
                  press: () => session.redact(finding),
                })
          }
        </div>
      </div>
    </li>
  `;
}

const OTHERS = {
  kb: 'Knowledge base',
  candidate: 'Candidate',
  evaluation: 'Evaluation query',
} as const;

/** The words here and what they were held against. */
function sideBySide(
  { field, start, end, other }: Finding,
  text: CandidateText,
): TemplateResult | typeof nothing {
  if (other === undefined) return nothing;
  const own = text[field].slice(start, end);
  return html`
    <dl class="sides">
      <div>
        <dt>Here</dt>
        <dd class="text" dir="auto">${shownText(own.slice(0, LONGEST_SIDE))}</dd>
      </div>
      <div>
        <dt>${OTHERS[other.where]} ${printableLine(other.id, 80)}</dt>
        <dd class="text" dir="auto">${shownText(other.excerpt)}</dd>
      </div>
    </dl>
  `;
}

function becomes(replacement: string | undefined): TemplateResult | typeof nothing {
  if (replacement === undefined) return nothing;
  if (replacement === '') return html`<span class="aside">→ nothing</span>`;
  return html`<span class="aside">→</span> <code>${printableLine(replacement, 60)}</code>`;
}
