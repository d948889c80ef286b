import { css } from 'lit';

/** Where a candidate is loaded, and the help sheet over everything. */
export const stateStyles = css`
  .reading .loading {
    height: auto;
    justify-content: start;
    padding: 12px 0;
  }
  dialog {
    box-sizing: border-box;
    width: min(520px, 92vw);
    max-height: 90vh;
    overflow: auto;
    padding: 16px 20px;
    border: 1px solid var(--vscode-contrastBorder, var(--vscode-widget-border, transparent));
    border-radius: 4px;
    color: var(--vscode-editorWidget-foreground, inherit);
    background: var(--vscode-editorWidget-background);
    box-shadow: 0 2px 12px var(--vscode-widget-shadow, transparent);
  }
  dialog::backdrop {
    background: transparent;
  }
  dialog h2 {
    margin-bottom: 8px;
    font-size: 1.1em;
  }
  #help {
    width: min(800px, 92vw);
  }
  .titled {
    display: flex;
    align-items: flex-start;
    justify-content: space-between;
    gap: 8px;
  }
  #help dl {
    margin: 4px 0 0;
    columns: 2 300px;
    column-gap: 24px;
  }
  #help dl > div {
    display: grid;
    grid-template-columns: 15ch minmax(0, 1fr);
    padding: 2px 0;
    break-inside: avoid;
  }
  dt kbd {
    margin: 0 4px 0 0;
  }
  .choices {
    display: grid;
    gap: 4px;
    margin: 0;
    padding: 0;
    list-style: none;
  }
  dialog .aside {
    margin: 10px 0;
  }
`;
