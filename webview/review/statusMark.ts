import { css, html, nothing, type SVGTemplateResult, svg, type TemplateResult } from 'lit';
import type { ReviewStatus } from '../../src/shared/candidateProtocol.js';

// A shape of its own for each status, so that it can be told without its colour.
const SHAPES: Readonly<Record<ReviewStatus, SVGTemplateResult>> = {
  pending: svg`<circle cx="8" cy="8" r="4.75" />`,
  flagged: svg`<path d="M4.5 14V2.5h7.5L10 5.75 12 9H4.5" />`,
  accepted: svg`<path d="M3 8.5 6.5 12 13 4.5" />`,
  rejected: svg`<path d="M4 4l8 8M12 4l-8 8" />`,
};

/** Drawn beside the word or a label that says the same. */
export function statusMark(status: ReviewStatus): TemplateResult {
  return html`<svg class="mark ${status}" viewBox="0 0 16 16" aria-hidden="true">
    ${SHAPES[status]}
  </svg>`;
}

/** Open findings: a triangle. */
export function findingMark(): TemplateResult {
  return html`<svg class="mark finding" viewBox="0 0 16 16" aria-hidden="true">
    <path d="M8 2.5 14.5 13.5h-13zM8 6.5v3.5M8 11.5v.6" />
  </svg>`;
}

/** It waits for people: two of them. */
export function attentionMark(): TemplateResult {
  return html`<svg class="mark attention" viewBox="0 0 16 16" aria-hidden="true">
    <path d="M5.5 7.5a2.25 2.25 0 1 0 0-4.5 2.25 2.25 0 0 0 0 4.5zM1.5 13c0-2.4 1.7-4 4-4s4 1.6 4 4M10.5 7.5a2.25 2.25 0 1 0 0-4.5M11.5 9.2c1.8.4 3 1.9 3 3.8" />
  </svg>`;
}

/** The text is no longer the logged one: a pencil. */
export function editedMark(): TemplateResult {
  return html`<svg class="mark" viewBox="0 0 16 16" aria-hidden="true">
    <path d="M3 13l.8-3.2L11 2.6 13.4 5 6.2 12.2zM9.3 4.3l2.4 2.4" />
  </svg>`;
}

/** Somebody has it, or it is reviewed blind: a person. What exactly, the label beside it says. */
export function claimedMark(
  remarks: readonly string[] | undefined,
): TemplateResult | typeof nothing {
  if (remarks === undefined || remarks.length === 0) return nothing;
  return html`<svg class="mark" viewBox="0 0 16 16" aria-hidden="true">
    <path d="M8 2.5a2.75 2.75 0 1 0 .01 0zM2.75 13.75c.6-3 2.6-4.25 5.25-4.25s4.65 1.25 5.25 4.25" />
  </svg>`;
}

export const markStyles = css`
  .mark {
    flex: none;
    width: 16px;
    height: 16px;
    fill: none;
    stroke: currentcolor;
    stroke-width: 1.5;
  }
  .mark.flagged,
  .mark.attention,
  .mark.finding {
    color: var(--vscode-editorWarning-foreground);
  }
  .mark.accepted {
    color: var(--vscode-charts-green);
  }
  .mark.rejected {
    color: var(--vscode-errorForeground);
  }
  .mark.pending {
    color: var(--vscode-descriptionForeground);
  }
`;
