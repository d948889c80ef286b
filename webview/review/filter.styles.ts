import { css } from 'lit';

/** The filter above the list, and what stands there when nothing fits. */
export const filterStyles = css`
  .filter {
    display: grid;
    grid-template-columns: minmax(0, 1fr) auto;
    align-items: center;
    gap: 4px 8px;
    padding: 0 12px 6px;
  }
  .filter > .hint,
  .filter > .fault,
  .filter > .row,
  .filter > input:first-child:nth-last-child(3) {
    grid-column: 1 / -1;
  }
  .filter .hint {
    display: none;
    font-size: 0.9em;
    white-space: pre-wrap;
    overflow-wrap: anywhere;
  }
  .filter:focus-within .hint {
    display: block;
  }
  .filter .fault {
    color: var(--vscode-errorForeground);
    overflow-wrap: anywhere;
  }
  .filter .row {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: 4px;
  }
  .filter .matches {
    margin-inline-start: auto;
    font-variant-numeric: tabular-nums;
    text-align: end;
  }
  .progress {
    padding: 0 12px 8px;
    color: var(--vscode-descriptionForeground);
  }
  .no-match {
    display: flex;
    flex-direction: column;
    align-items: center;
    gap: 10px;
    padding: 24px 12px;
    text-align: center;
  }
`;
