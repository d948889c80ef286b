import { type CSSResult, css } from 'lit';
import { baseStyles } from '../page/base.styles.js';
import { chartStyles } from './charts/chart.styles.js';

const styles = css`
  :host {
    display: block;
    min-width: 0;
  }
  section {
    box-sizing: border-box;
    display: flex;
    flex-direction: column;
    height: 100%;
    padding: 12px 14px 10px;
    border: 1px solid var(--vscode-contrastBorder, var(--vscode-panel-border, var(--vscode-widget-border)));
    border-radius: 4px;
    background: var(--vscode-editor-background);
  }
  h3 {
    font-weight: 600;
    overflow-wrap: anywhere;
  }
  .says {
    margin-top: 2px;
    color: var(--vscode-descriptionForeground);
    overflow-wrap: anywhere;
  }
  .legend {
    display: flex;
    flex-wrap: wrap;
    gap: 2px 14px;
    margin-top: 8px;
    overflow-wrap: anywhere;
  }
  .legend li {
    display: flex;
    align-items: center;
    gap: 6px;
  }
  .chart {
    position: relative;
    margin-top: 10px;
  }
  .over {
    position: absolute;
    inset: 0;
    cursor: crosshair;
  }
  .over:focus-visible {
    outline: 1px solid var(--vscode-focusBorder);
    outline-offset: 2px;
  }
  .reading {
    min-height: 2.9em;
    margin-top: auto;
    padding-top: 8px;
    overflow-wrap: anywhere;
  }
  .reading .label {
    margin-inline-end: 6px;
    font-weight: 600;
  }
  .actions {
    display: flex;
    flex-wrap: wrap;
    gap: 6px;
    margin-top: 6px;
  }
  .scroll {
    max-height: 280px;
    margin-top: 10px;
    overflow: auto;
    border: 1px solid var(--vscode-contrastBorder, var(--vscode-panel-border, var(--vscode-widget-border)));
  }
  .scroll:focus-visible {
    outline: 1px solid var(--vscode-focusBorder);
    outline-offset: -1px;
  }
  table {
    width: 100%;
    border-collapse: collapse;
  }
  th,
  td {
    padding: 3px 10px;
    text-align: start;
    font-weight: normal;
    white-space: nowrap;
  }
  thead th {
    position: sticky;
    top: 0;
    font-weight: 600;
    background: var(--vscode-editor-background);
    box-shadow: 0 1px var(--vscode-contrastBorder, var(--vscode-panel-border, currentcolor));
  }
  .figure {
    text-align: end;
    font-variant-numeric: tabular-nums;
  }
`;

export function plotCardStyles(kitStyles: CSSResult): CSSResult[] {
  return [baseStyles, kitStyles, chartStyles, styles];
}
