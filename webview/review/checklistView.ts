import { html, type TemplateResult } from 'lit';
import { kit } from '#kit';
import type { Checklist, Detail, Draft } from '../../src/shared/candidateProtocol.js';
import { CHECKLIST } from '../../src/shared/words.js';
import { confirmedByMe } from './obstacles.js';
import type { PanelSession } from './panelSession.js';
import { statusMark } from './statusMark.js';

/** What a reviewer confirms before accepting, or has confirmed. */
export function checklistView(
  detail: Detail,
  draft: Draft | undefined,
  session: PanelSession,
): TemplateResult {
  const confirmed = confirmedByMe(detail);
  if (confirmed !== undefined) return confirmedView(confirmed);
  return html`
    <section aria-labelledby="checklist-title">
      <h3 id="checklist-title">Before you accept</h3>
      <div class="checklist" role="group" aria-labelledby="checklist-title">
        ${CHECKLIST.map(({ item, label }, index) =>
          kit.checkbox({
            id: `check-${item}`,
            label,
            key: String(index + 1),
            checked: draft?.checklist?.[item] === true,
            change: (checked) => session.toggle(item, checked),
          }),
        )}
      </div>
    </section>
  `;
}

/** Boxes would ask for something that is done. */
function confirmedView(confirmed: Checklist): TemplateResult {
  return html`
    <section aria-labelledby="checklist-title">
      <h3 id="checklist-title">Confirmed with its acceptance</h3>
      <ul class="confirmed" aria-labelledby="checklist-title">
        ${CHECKLIST.filter(({ item }) => confirmed[item]).map(
          ({ label }) => html`<li>${statusMark('accepted')} ${label}</li>`,
        )}
      </ul>
    </section>
  `;
}
