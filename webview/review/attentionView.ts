import { css, html, nothing, type TemplateResult } from 'lit';
import type { Detail } from '../../src/shared/candidateProtocol.js';
import { printableLine } from '../../src/shared/printable.js';
import { attentionMark } from './statusMark.js';

const LONGEST_WHY = 400;

/** Why what was decided goes nowhere yet, in words; who else approved it, where somebody did. */
export function attentionView({ attention, approvers }: Detail): TemplateResult | typeof nothing {
  if (attention !== undefined)
    return html`<span class="attention" role="note"
      >${attentionMark()}<span>It ${printableLine(attention.why, LONGEST_WHY)}.</span></span
    >`;
  if (approvers.length < 2) return nothing;
  return html`<span class="aside">Approved by ${printableLine(approvers.join(', '), LONGEST_WHY)}</span>`;
}

export const attentionStyles = css`
  .attention {
    display: inline-flex;
    align-items: center;
    gap: 4px;
  }
  .attention .mark {
    color: var(--vscode-editorWarning-foreground);
  }
`;
