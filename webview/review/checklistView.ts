import { html, type TemplateResult } from 'lit';
import { kit } from '#kit';
import type { Draft } from '../../src/shared/candidateProtocol.js';
import { CHECKLIST } from '../../src/shared/words.js';
import type { PanelSession } from './panelSession.js';

/** What a reviewer confirms before accepting. */
export function checklistView(draft: Draft | undefined, session: PanelSession): TemplateResult {
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
