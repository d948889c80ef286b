import { css } from 'lit';

/** The column around the list: counts above it, problems below. */
export const queueStyles = css`
  .queue {
    display: flex;
    flex-direction: column;
    min-height: 0;
    border-inline-end: 1px solid
      var(--vscode-contrastBorder, var(--vscode-panel-border, var(--vscode-widget-border)));
    background: var(--vscode-sideBar-background, transparent);
  }
  .queue h2 {
    padding: 8px 12px 0;
    font-size: 0.85em;
    font-weight: 600;
    text-transform: uppercase;
  }
  .counts {
    display: grid;
    grid-template-columns: repeat(2, max-content);
    gap: 2px 16px;
    padding: 4px 12px 8px;
    color: var(--vscode-descriptionForeground);
  }
  .tally {
    display: inline-flex;
    align-items: center;
    gap: 3px;
  }
  .tally .mark {
    width: 12px;
    height: 12px;
  }
  .queue cl-queue-list {
    flex: 1;
  }
  .problems {
    padding: 6px 12px;
    border-top: 1px solid var(--vscode-contrastBorder, var(--vscode-panel-border));
    max-height: 30vh;
    overflow: auto;
    color: var(--vscode-descriptionForeground);
  }
  .problems li {
    margin-top: 4px;
    overflow-wrap: anywhere;
  }
`;
