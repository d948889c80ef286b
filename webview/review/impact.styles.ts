import { css } from 'lit';

/** What a candidate would change. */
export const impactStyles = css`
  .impact p,
  .figures {
    margin-top: 4px;
  }
  .impact p {
    overflow-wrap: anywhere;
  }
  .impact h3 .aside {
    font-weight: normal;
  }
  .impact ul {
    margin: 0;
    padding: 0;
    list-style: none;
  }
  .impact li {
    margin-bottom: 4px;
    overflow-wrap: anywhere;
  }
  .impact li .aside {
    display: block;
  }
  .figures {
    font-variant-numeric: tabular-nums;
  }
  .impact .figures li {
    margin-bottom: 0;
  }
  .impact details {
    margin-top: 4px;
  }
  .impact summary {
    min-height: 24px;
    cursor: pointer;
  }
  .impact summary:focus-visible {
    outline: 1px solid var(--vscode-focusBorder);
  }
  .merge-hint {
    margin-top: 6px;
    padding-inline-start: 8px;
    border-inline-start: 3px solid var(--vscode-focusBorder);
  }
`;
