import { css, html, type SVGTemplateResult, svg, type TemplateResult } from 'lit';
import type { ShownState } from '../../src/shared/dashboardProtocol.js';

// A shape of its own for each state, so that it can be told without its colour.
const SHAPES: Readonly<Record<ShownState, SVGTemplateResult>> = {
  ok: svg`<path d="M3 8.5 6.5 12 13 4.5" />`,
  'no-data': svg`<path d="M3.5 8h9" />`,
  'warming-up': svg`<circle cx="8" cy="8" r="5.25" /><path d="M8 5v3.25l2.25 1.5" />`,
  stale: svg`<circle cx="8" cy="8" r="5.25" /><path d="M6.5 5.75v4.5M9.5 5.75v4.5" />`,
  warn: svg`<path d="M8 2.5 14.5 13.5h-13zM8 6.5v3.5M8 11.5v.6" />`,
  alert: svg`<path d="M5.3 1.75h5.4l3.55 3.55v5.4l-3.55 3.55H5.3L1.75 10.7V5.3zM8 4.75v4M8 10.75v.6" />`,
};

/** Drawn beside the word that says the same. */
export function stateMark(state: ShownState): TemplateResult {
  return html`<svg class="mark ${state}" viewBox="0 0 16 16" aria-hidden="true">
    ${SHAPES[state]}
  </svg>`;
}

export const stateMarkStyles = css`
  .mark {
    flex: none;
    width: 16px;
    height: 16px;
    fill: none;
    stroke: currentcolor;
    stroke-width: 1.5;
    color: var(--vscode-descriptionForeground, var(--vscode-foreground));
  }
  .mark.ok {
    color: var(--vscode-charts-green);
  }
  .mark.warn {
    color: var(--vscode-editorWarning-foreground);
  }
  .mark.alert {
    color: var(--vscode-errorForeground);
  }
`;
