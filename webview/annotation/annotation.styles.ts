import { type CSSResult, css } from 'lit';
import { baseStyles } from '../page/base.styles.js';
import { waitingStyles } from '../page/waiting.styles.js';

const styles = css`
  :host {
    display: flex;
    flex-direction: column;
    min-height: 100vh;
    font: var(--vscode-font-weight, normal) var(--vscode-font-size) / 1.5 var(--vscode-font-family);
    color: var(--vscode-foreground);
    background: var(--vscode-editor-background);
  }
  main {
    box-sizing: border-box;
    flex: 1;
    width: 100%;
    max-width: 1000px;
    margin: 0 auto;
    padding: 14px 20px 20px;
  }
  header {
    display: grid;
    grid-template-columns: minmax(0, 1fr) auto;
    gap: 4px 20px;
    overflow-wrap: anywhere;
  }
  .counts {
    font-variant-numeric: tabular-nums;
  }
  progress {
    grid-column: 1 / -1;
    appearance: none;
    width: 100%;
    height: 6px;
    border: 1px solid var(--vscode-contrastBorder, var(--vscode-panel-border, var(--vscode-widget-border)));
    border-radius: 3px;
    background: var(--vscode-editorWidget-background);
    overflow: hidden;
  }
  progress::-webkit-progress-bar {
    background: transparent;
  }
  progress::-webkit-progress-value {
    background: var(--vscode-progressBar-background);
  }
  section {
    margin-top: 22px;
  }
  h2 {
    margin-bottom: 6px;
    font-size: 1em;
    font-weight: 600;
    color: var(--vscode-descriptionForeground);
  }
  .text {
    padding: 10px 14px;
    border: 1px solid var(--vscode-contrastBorder, var(--vscode-panel-border, var(--vscode-widget-border)));
    border-radius: 4px;
    white-space: pre-wrap;
    overflow-wrap: anywhere;
  }
  .question {
    font-size: 1.15em;
  }
  .answer {
    font-family: var(--vscode-editor-font-family);
    font-size: var(--vscode-editor-font-size);
  }
  .over {
    padding: 60px 20px 30px;
    text-align: center;
  }
  .over h2 {
    font-size: 1.3em;
    color: inherit;
  }
  .unsaved {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: 10px;
    margin-top: 14px;
    padding: 8px 14px;
    border: 1px solid var(--vscode-contrastBorder, var(--vscode-panel-border, var(--vscode-widget-border)));
    border-inline-start: 3px solid var(--vscode-editorWarning-foreground);
    border-radius: 4px;
  }
  .notice {
    min-height: 1.5em;
    margin-top: 14px;
    color: var(--vscode-descriptionForeground);
    overflow-wrap: anywhere;
  }
  .refusal {
    color: var(--vscode-errorForeground);
  }
  table {
    border-collapse: collapse;
  }
  th,
  td {
    padding: 4px 18px 4px 0;
    font-weight: normal;
    text-align: start;
    overflow-wrap: anywhere;
  }
  thead th {
    font-weight: 600;
  }
  .number {
    text-align: end;
    font-variant-numeric: tabular-nums;
  }
  .choices {
    margin: 0;
    position: sticky;
    bottom: 0;
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: 8px;
    padding: 10px 20px;
    border-top: 1px solid var(--vscode-contrastBorder, var(--vscode-panel-border, var(--vscode-widget-border)));
    background: var(--vscode-editor-background);
  }
  .gap {
    flex: 1;
  }
`;

export function annotationStyles(kitStyles: CSSResult): CSSResult[] {
  return [baseStyles, waitingStyles, kitStyles, styles];
}
