import { html, nothing, type TemplateResult } from 'lit';
import { kit } from '#kit';
import type { Detail, ShownProposal } from '../../src/shared/candidateProtocol.js';
import { printable, printableLine } from '../../src/shared/printable.js';
import { ruleWords } from '../../src/shared/words.js';
import type { PanelSession } from './panelSession.js';
import { moment } from './proofView.js';
import { diffView } from './shownText.js';

const KINDS: Readonly<Record<ShownProposal['kind'], string>> = {
  edit: 'another text',
  variant: 'another question',
  flag: 'to flag it',
  redaction: 'a redaction',
};

/** What agents propose for the candidate, with what each would change. None of it counts until a person decides. */
export function proposalsView(
  detail: Detail,
  session: PanelSession,
): TemplateResult | typeof nothing {
  const { proposals = [] } = detail;
  if (proposals.length === 0) return nothing;
  return html`
    <section class="proposals" aria-labelledby="proposals-title">
      <h3 id="proposals-title">
        Proposed by Agents <span class="count">${proposals.length}</span>
      </h3>
      <p class="aside">Nobody checked this, nor who it is from. It counts for nothing until you decide.</p>
      ${proposals.map((proposal, index) => proposalView(proposal, index, detail, session))}
    </section>
  `;
}

function proposalView(
  proposal: ShownProposal,
  index: number,
  detail: Detail,
  session: PanelSession,
): TemplateResult {
  const { kind, agent, at, reason, text, warnings, withheld } = proposal;
  const title = `${printableLine(agent, 120)} proposes ${KINDS[kind]}`;
  const keys =
    index === 0 ? { use: { key: 'p' }, away: { key: 'Shift+P' } } : { use: {}, away: {} };
  return html`
    <div class="proposal" role="group" aria-label=${title}>
      <div><strong>${title}</strong> <span class="aside">${moment(at)}</span></div>
      ${
        withheld === true
          ? html`<p>It holds something private, so it is not shown.</p>`
          : html`<div class="said">${printable(reason)}</div>`
      }
      ${
        warnings.length === 0
          ? nothing
          : html`<p class="obstacle">Screening warns: ${warnings
              .map(ruleWords)
              .map((words) => printableLine(words, 80))
              .join(', ')}</p>`
      }
      ${text === undefined ? nothing : diffView('Proposed changes', detail.text, text)}
      <div class="row">
        ${kit.button({
          label: text === undefined ? 'Use Reason' : 'Use as Draft',
          ...keys.use,
          look: 'small',
          disabled: withheld === true,
          press: () => session.proposing.takeOver(proposal),
        })}
        ${kit.button({
          label: 'Dismiss',
          ...keys.away,
          look: 'small',
          press: () => void session.proposing.dismiss(proposal),
        })}
      </div>
    </div>
  `;
}
